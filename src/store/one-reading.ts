/** Streams of a snapshot, one read to its end before the next begins, and none after the last. */
export interface Readings {
  /** The stream that `begin` makes; throws where another is being read, or all are over. */
  alone<T>(what: string, begin: () => AsyncIterable<T>): AsyncGenerator<T>;
  /** No stream begins from now on. False where that had been said before. */
  end(): boolean;
}

/** Keeps a snapshot's streams apart: they share a connection. */
export function oneReading(): Readings {
  let reading: string | null = null;
  let isOver = false;
  return {
    async *alone(what, begin) {
      if (isOver) throw new Error(`snapshot: "${what}" is asked for after the last row was read`);
      if (reading !== null) throw new Error(`snapshot: "${reading}" must be read to its end before "${what}" begins`);
      reading = what;
      try {
        yield* begin();
      } finally {
        reading = null;
      }
    },
    end() {
      const first = !isOver;
      isOver = true;
      return first;
    },
  };
}
