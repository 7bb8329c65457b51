import type { NodeKind } from '../../model/vocabulary.ts';
import { textWidth } from './shapes.ts';

const FORMS =
  'ТОО|ЖШС|АО|АҚ|ИП|ЖК|ПК|ГП|РГП|КГП|КХ|ШҚ|ООО|ОАО|ЗАО|ПАО|ЛТД|LLP|LLC|JSC|LTD|LIMITED|INC|GMBH|Товарищество с ограниченной ответственностью|Жауапкершілігі шектеулі серіктестігі|Индивидуальный предприниматель';
const BEFORE = new RegExp(`^\\s*(?:${FORMS})\\.?(?=[\\s«"“„'])[\\s]*`, 'iu');
const AFTER = new RegExp(`[\\s,]+(?:${FORMS})\\.?\\s*$`, 'iu');
const QUOTES = /^[«"“„'‘]+|[»"”“'’]+$/gu;

/** A name as it fits under a node: without legal form and quotes, a person's given names as initials, cut at `maxWidth` px of 12 px text. */
export function shortLabel(label: string, kind: NodeKind, maxWidth = 118): string {
  let text = label.trim();
  if (kind === 'company' || kind === 'person') {
    const bare = bareName(text.split(' / ')[0]!);
    if (bare) text = bare;
  }
  if (kind === 'person') text = initials(text);
  if (kind === 'address') return cutTo(streetFirst(text, maxWidth + 50), maxWidth + 50);
  return cutTo(text, maxWidth);
}

/** `Ахметова Гүлнұр Сәкенқызы` → `Ахметова Г. С.`; anything that is not two or three plain words stays. */
function initials(name: string): string {
  const words = name.split(/\s+/);
  if (words.length < 2 || words.length > 3) return name;
  if (!words.every((word) => /^\p{L}[\p{L}'’-]+$/u.test(word))) return name;
  return [title(words[0]!), ...words.slice(1).map((word) => `${word[0]!.toUpperCase()}.`)].join('\u00a0');
}

/** Strips legal forms from both ends and the quotes between: names come as `ТОО «X»`, `«X» ЖШС`, `X ЛТД»`. */
function bareName(name: string): string {
  let text = name.trim();
  for (let round = 0; round < 3; round++) {
    const next = text.replace(BEFORE, '').replace(AFTER, '').trim().replace(QUOTES, '').trim();
    if (next === text || next === '') break;
    text = next;
  }
  return text;
}

/** Drops country, region and town from the front while the rest is too long: street and house say more. */
function streetFirst(address: string, maxWidth: number): string {
  let parts = address.split(',').map((part) => part.trim());
  while (parts.length > 2 && textWidth(parts.join(', '), 12) > maxWidth) parts = parts.slice(1);
  return parts.join(', ');
}

function title(word: string): string {
  return word === word.toUpperCase() ? word[0] + word.slice(1).toLowerCase() : word;
}

function cutTo(text: string, maxWidth: number): string {
  if (textWidth(text, 12) <= maxWidth) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, 12) > maxWidth) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
