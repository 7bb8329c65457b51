import { createHash } from 'node:crypto';

/** Lower-case hexadecimal SHA-256 of text (as UTF-8) or bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The first `length` hexadecimal digits of the SHA-256 of text: short ids of content. */
export function shortDigest(content: string, length = 16): string {
  return sha256(content).slice(0, length);
}
