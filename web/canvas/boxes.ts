/** Axis-parallel boxes already taken on the label layer, in a grid, so that a new label is tested against few. */
export class Boxes {
  readonly #cells = new Map<string, Box[]>();

  /** Whether the box is free of all others. */
  isFree(box: Box): boolean {
    for (const key of keysOf(box)) {
      for (const other of this.#cells.get(key) ?? []) {
        if (box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top) {
          return false;
        }
      }
    }
    return true;
  }

  add(box: Box): void {
    for (const key of keysOf(box)) {
      const list = this.#cells.get(key);
      if (list) list.push(box);
      else this.#cells.set(key, [box]);
    }
  }
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const CELL_PX = 80;

function keysOf({ left, top, right, bottom }: Box): string[] {
  const keys: string[] = [];
  for (let x = Math.floor(left / CELL_PX); x <= Math.floor(right / CELL_PX); x++) {
    for (let y = Math.floor(top / CELL_PX); y <= Math.floor(bottom / CELL_PX); y++) keys.push(`${x},${y}`);
  }
  return keys;
}
