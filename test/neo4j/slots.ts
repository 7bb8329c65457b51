import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namespacePrefix } from './namespace-prefix.ts';

const folder = join(tmpdir(), `tamyr-slots-${namespacePrefix()}`);

/**
 * Takes the lowest number that no other test file holds now. Files that do not run at the same time have the same one, and with it the
 * same namespaces: the server has made their layout and planned their queries already.
 */
export function takeSlot(): { slot: number; release(): void } {
  for (let slot = 0; ; slot++) {
    const held = join(folder, String(slot));
    try {
      mkdirSync(held);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    return { slot, release: () => rmSync(held, { recursive: true }) };
  }
}

/** Before the first file: nobody holds anything. */
export function freeSlots(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}
