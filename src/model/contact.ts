import type { EntityId } from './id.ts';
import type { ContactKind } from './vocabulary.ts';

/**
 * `contact:` id of a phone number, e-mail address, IP or device. Phones keep digits only, a Kazakh trunk 8 becomes 7;
 * e-mail and the rest are folded by case. Null where nothing usable is left (fewer than 5 digits, no @, blank).
 */
export function contactId(kind: ContactKind, value: string): EntityId | null {
  const text = value.normalize('NFKC').trim().toLowerCase();
  if (kind === 'phone') {
    let digits = text.replace(/\D+/g, '');
    if (digits.length === 11 && digits.startsWith('8')) digits = `7${digits.slice(1)}`;
    if (digits.length === 10 && digits.startsWith('7')) digits = `7${digits}`;
    return digits.length >= 5 ? (`contact:phone:${digits}` as EntityId) : null;
  }
  if (kind === 'email') return text.includes('@') ? (`contact:email:${text}` as EntityId) : null;
  return text === '' || text === '-' ? null : (`contact:${kind}:${text}` as EntityId);
}
