import { DAY_MS, localDayOfInstant, PRECISION_DAY } from '../model/time.ts';

/** Time columns of movements: see `Moment` for how instants and days are held. */
export interface TimeColumns {
  readonly at: Float64Array;
  readonly precision: Uint8Array;
}

/** The calendar day in Almaty of a movement. */
function dayOfEdge({ at, precision }: TimeColumns, edge: number): number {
  return precision[edge] === PRECISION_DAY ? at[edge]! / DAY_MS : localDayOfInstant(at[edge]!);
}

/** Whether `later` comes strictly after `earlier`: instants by their ms; as soon as one is a day only, by local day. */
export function isAfter(columns: TimeColumns, earlier: number, later: number): boolean {
  if (columns.precision[earlier] === PRECISION_DAY || columns.precision[later] === PRECISION_DAY) {
    return dayOfEdge(columns, later) > dayOfEdge(columns, earlier);
  }
  return columns.at[later]! > columns.at[earlier]!;
}

/** Milliseconds from one movement to another; whole days of 24 h as soon as one is a day only. */
export function elapsedMs(columns: TimeColumns, earlier: number, later: number): number {
  if (columns.precision[earlier] === PRECISION_DAY || columns.precision[later] === PRECISION_DAY) {
    return (dayOfEdge(columns, later) - dayOfEdge(columns, earlier)) * DAY_MS;
  }
  return columns.at[later]! - columns.at[earlier]!;
}
