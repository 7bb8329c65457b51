import { createHmac } from 'node:crypto';
import { type EntityId, kindOf } from './id.ts';

/** Hexadecimal digits of a public id: 80 bits, far beyond chance for any register. */
const DIGITS = 20;

/**
 * The id that stands for an entity in masked outputs, `person:~…`: an HMAC-SHA-256 of its id under the store's key, so that
 * it is stable for a recipient and tells nothing of the IIN, card, phone or account it was made of. Companies and addresses
 * are public by law and keep their ids.
 * @param secret hexadecimal key, `GraphStore.secret()`
 */
export function publicId(id: EntityId, secret: string): string {
  const kind = kindOf(id);
  if (kind === 'company' || kind === 'address') return id;
  return `${kind}:~${createHmac('sha256', Buffer.from(secret, 'hex')).update(id).digest('hex').slice(0, DIGITS)}`;
}
