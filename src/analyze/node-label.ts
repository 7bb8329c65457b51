import { accountLabel } from '../graph/account-label.ts';
import type { Projection } from '../graph/projection.ts';
import { keyOf } from '../model/id.ts';

/** Name of a node in a sentence: never a full IIN, card, phone or account number. */
export function nodeLabel({ nodes }: Projection, node: number): string {
  const key = keyOf(nodes.id(node));
  const name = nodes.name(node);
  switch (nodes.kind(node)) {
    case 'account':
      return accountLabel(key);
    case 'contact':
      return key.startsWith('phone:') ? tail(key) : (name ?? key.slice(key.indexOf(':') + 1));
    case 'person':
      return name ?? (/^\d{12}$/.test(key) ? `${key.slice(0, 7)}·····` : tail(key));
    default:
      return name ?? key;
  }
}

function tail(key: string): string {
  return `··\u00a0${key.slice(-4)}`;
}
