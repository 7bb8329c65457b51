import { SaxesParser } from 'saxes';
import { notAWorkbook } from './zip-parts.ts';

/** What is told of an element; names are without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** No cell may hold more: Excel's own limit is 32,767 characters. */
const MAX_TEXT_CHARS = 1 << 22;

/** Parses XML piece by piece; entities that a document defines for itself are an error, none is ever fetched. */
export function createXmlReader(name: string, handler: XmlHandler) {
  const parser = new SaxesParser({ position: false, fragment: false });
  /** Characters since the parser last told of anything. */
  let pending = 0;
  parser.on('opentag', (tag) => {
    pending = 0;
    handler.open?.(local(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on('closetag', (tag) => {
    pending = 0;
    handler.close?.(local(tag.name));
  });
  parser.on('text', (text) => {
    pending = 0;
    handler.text?.(text);
  });
  parser.on('error', (error) => {
    throw notAWorkbook(name, error);
  });
  return {
    write(text: string): void {
      pending += text.length;
      if (pending > MAX_TEXT_CHARS) throw notAWorkbook(name, new Error('a text in it does not end'));
      parser.write(text);
    },
    close(): void {
      parser.close();
    },
  };
}

/** Parses a small document that is held as a whole. */
export function parseXml(text: string, name: string, handler: XmlHandler): void {
  if (text === '') return;
  const reader = createXmlReader(name, handler);
  for (let at = 0; at < text.length; at += 1 << 20) reader.write(text.slice(at, at + (1 << 20)));
  reader.close();
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
