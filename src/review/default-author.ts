import { userInfo } from 'node:os';

/** Who works at this machine: the author of what nobody signs. */
export function defaultAuthor(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
