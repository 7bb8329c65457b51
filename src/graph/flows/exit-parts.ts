/** A part of a transfer's money that reached cash or a VASP. */
export interface ExitPart {
  /** Where it begins within the transfer, in minor units (first in, first out only). */
  start: number;
  amountMinor: number;
  /** Transfer with which it left. */
  exit: number;
  /** Transfers from this one to the exit, both counted, those between a holder's own accounts not. */
  hops: number;
  /** Whether an account that is not known to be a person's lies between this transfer and the last account. */
  overFirm: boolean;
}

/** Parts by transfer, kept in columns: transfers without parts cost nothing but their place in an index. */
export interface ExitParts {
  /** Number of parts of a transfer. */
  readonly count: (edge: number) => number;
  /** Sum of a transfer's parts. */
  readonly sumMinor: (edge: number) => number;
  /** Calls back with every part of a transfer; the object is reused. */
  readonly each: (edge: number, take: (part: ExitPart) => void) => void;
  /** Replaces a transfer's parts. */
  readonly set: (edge: number, parts: readonly ExitPart[]) => void;
  /** Parts ever set. */
  readonly stored: () => number;
}

export function createExitParts(edgeCount: number): ExitParts {
  const first = new Int32Array(edgeCount);
  const counts = new Int32Array(edgeCount);
  let capacity = 1024;
  let used = 0;
  let start = new Float64Array(capacity);
  let amount = new Float64Array(capacity);
  let exit = new Int32Array(capacity);
  let hops = new Uint8Array(capacity);
  let overFirm = new Uint8Array(capacity);
  const part: ExitPart = { start: 0, amountMinor: 0, exit: 0, hops: 0, overFirm: false };

  function reserve(more: number): void {
    if (used + more <= capacity) return;
    capacity = Math.max(capacity * 2, used + more);
    start = enlarged(start, new Float64Array(capacity));
    amount = enlarged(amount, new Float64Array(capacity));
    exit = enlarged(exit, new Int32Array(capacity));
    hops = enlarged(hops, new Uint8Array(capacity));
    overFirm = enlarged(overFirm, new Uint8Array(capacity));
  }

  function set(edge: number, parts: readonly ExitPart[]): void {
    reserve(parts.length);
    first[edge] = used;
    counts[edge] = parts.length;
    for (const each of parts) {
      start[used] = each.start;
      amount[used] = each.amountMinor;
      exit[used] = each.exit;
      hops[used] = each.hops;
      overFirm[used++] = each.overFirm ? 1 : 0;
    }
  }

  function sumMinor(edge: number): number {
    let sum = 0;
    for (let i = first[edge]!; i < first[edge]! + counts[edge]!; i++) sum += amount[i]!;
    return sum;
  }

  function each(edge: number, take: (part: ExitPart) => void): void {
    const end = first[edge]! + counts[edge]!;
    for (let i = first[edge]!; i < end; i++) {
      part.start = start[i]!;
      part.amountMinor = amount[i]!;
      part.exit = exit[i]!;
      part.hops = hops[i]!;
      part.overFirm = overFirm[i] === 1;
      take(part);
    }
  }

  return { count: (edge) => counts[edge]!, sumMinor, each, set, stored: () => used };
}

function enlarged<T extends Float64Array | Int32Array | Uint8Array>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}
