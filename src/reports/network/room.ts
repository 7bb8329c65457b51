export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The space of a picture as it fills up with nodes and labels. */
export interface Room {
  take(box: Box): void;
  /** Area in square pixels that a box would share with what is there. */
  overlap(box: Box): number;
  /** Pixels by which a box would stick out of the picture. */
  outside(box: Box): number;
}

export function createRoom(width: number, height: number): Room {
  const taken: Box[] = [];
  return {
    take: (box) => {
      taken.push(box);
    },
    overlap: (box) => {
      let area = 0;
      for (const other of taken) {
        const w = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const h = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (w > 0 && h > 0) area += w * h;
      }
      return area;
    },
    outside: ({ left, right, top, bottom }) =>
      Math.max(0, 2 - left) + Math.max(0, right - width + 2) + Math.max(0, 2 - top) + Math.max(0, bottom - height + 2),
  };
}
