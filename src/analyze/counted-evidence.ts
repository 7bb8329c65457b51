/** One indicator's evidence at an entity, before it is decided what counts. */
export interface OwnEvidence {
  readonly family: string;
  /** Bans that may count: after what explains it, at most the family's cap. */
  readonly bans: number;
}

/**
 * Chooses the evidence that counts: of one family at most one, and of two that rest on the same rows at most one, so that the sum is
 * the largest there is (a heaviest independent set, exact, by branch and bound; ties: the earlier). More evidence can therefore
 * never lower the sum.
 * @param same whether two pieces of evidence, by position, rest on the same rows
 * @returns for each piece the position of the one in which it is counted: its own where it counts, −1 where it weighs nothing
 */
export function chooseCounted(own: readonly OwnEvidence[], same: (a: number, b: number) => boolean): number[] {
  const order = [...own.keys()].filter((i) => own[i]!.bans > 0).sort((a, b) => own[b]!.bans - own[a]!.bans || a - b);
  const clash = order.map((a) => order.map((b) => a !== b && (own[a]!.family === own[b]!.family || same(a, b))));
  const rest = new Float64Array(order.length + 1);
  for (let i = order.length - 1; i >= 0; i--) rest[i] = rest[i + 1]! + own[order[i]!]!.bans;
  let best: number[] = [];
  let most = 0;
  const search = (at: number, chosen: number[], sum: number): void => {
    if (sum > most) {
      most = sum;
      best = [...chosen];
    }
    if (at === order.length || sum + rest[at]! <= most) return;
    if (chosen.every((other) => !clash[at]![other])) {
      chosen.push(at);
      search(at + 1, chosen, sum + own[order[at]!]!.bans);
      chosen.pop();
    }
    search(at + 1, chosen, sum);
  };
  search(0, [], 0);
  const counted = own.map(() => -1);
  for (const at of best) counted[order[at]!] = order[at]!;
  for (const at of order.keys()) {
    if (best.includes(at)) continue;
    // One of those that count clashes with it, else it would count itself; of its own family first.
    const others = best.filter((other) => clash[at]![other]);
    const kin = others.find((other) => own[order[other]!]!.family === own[order[at]!]!.family);
    counted[order[at]!] = order[kin ?? others[0]!]!;
  }
  return counted;
}
