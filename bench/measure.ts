import { cpuUsage } from 'node:process';

/** CPU and wall seconds of one call. */
export interface Measured<T> {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly result: T;
}

/** Runs a function several times and gives the medians of its CPU (all threads) and wall time. */
export function measure<T>(runs: number, run: () => T): Measured<T> {
  const cpu: number[] = [];
  const wall: number[] = [];
  let result: T | undefined;
  for (let i = 0; i < runs; i++) {
    const begin = cpuUsage();
    const from = performance.now();
    result = run();
    wall.push((performance.now() - from) / 1e3);
    const { user, system } = cpuUsage(begin);
    cpu.push((user + system) / 1e6);
  }
  return { cpuSeconds: median(cpu), wallSeconds: median(wall), result: result as T };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Seconds with three significant digits. */
export function seconds(value: number | null): string {
  return value === null ? '–' : value.toPrecision(3).replace(/\.?0+$/, '');
}

/** How many times faster than the peer. */
export function times(own: number, peer: number | null): string {
  return peer === null ? '–' : `${(peer / own).toFixed(peer / own < 10 ? 1 : 0)}×`;
}

/** Prints rows in columns, the first row as header. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const [i, row] of rows.entries()) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
    if (i === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  }
}
