/**
 * Offsets of Asia/Almaty from UTC, from the IANA time zone database (2024a and later): each row says from which instant
 * (ms since 1970, UTC) which offset (minutes) holds. Kept as data so that neither the machine's zone nor its ICU version matters.
 */
const TRANSITIONS: readonly (readonly [fromMs: number, offsetMinutes: number])[] = [
  [-Infinity, 308],
  [Date.parse('1924-05-01T18:52:12Z'), 300],
  [Date.parse('1930-06-20T19:00:00Z'), 360],
  [Date.parse('1981-03-31T18:00:00Z'), 420],
  [Date.parse('1981-09-30T17:00:00Z'), 360],
  [Date.parse('1982-03-31T18:00:00Z'), 420],
  [Date.parse('1982-09-30T17:00:00Z'), 360],
  [Date.parse('1983-03-31T18:00:00Z'), 420],
  [Date.parse('1983-09-30T17:00:00Z'), 360],
  [Date.parse('1984-03-31T18:00:00Z'), 420],
  [Date.parse('1984-09-29T20:00:00Z'), 360],
  [Date.parse('1985-03-30T20:00:00Z'), 420],
  [Date.parse('1985-09-28T20:00:00Z'), 360],
  [Date.parse('1986-03-29T20:00:00Z'), 420],
  [Date.parse('1986-09-27T20:00:00Z'), 360],
  [Date.parse('1987-03-28T20:00:00Z'), 420],
  [Date.parse('1987-09-26T20:00:00Z'), 360],
  [Date.parse('1988-03-26T20:00:00Z'), 420],
  [Date.parse('1988-09-24T20:00:00Z'), 360],
  [Date.parse('1989-03-25T20:00:00Z'), 420],
  [Date.parse('1989-09-23T20:00:00Z'), 360],
  [Date.parse('1990-03-24T20:00:00Z'), 420],
  [Date.parse('1990-09-29T20:00:00Z'), 360],
  [Date.parse('1991-09-28T21:00:00Z'), 300],
  [Date.parse('1992-01-18T21:00:00Z'), 360],
  [Date.parse('1992-03-28T20:00:00Z'), 420],
  [Date.parse('1992-09-26T20:00:00Z'), 360],
  [Date.parse('1993-03-27T20:00:00Z'), 420],
  [Date.parse('1993-09-25T20:00:00Z'), 360],
  [Date.parse('1994-03-26T20:00:00Z'), 420],
  [Date.parse('1994-09-24T20:00:00Z'), 360],
  [Date.parse('1995-03-25T20:00:00Z'), 420],
  [Date.parse('1995-09-23T20:00:00Z'), 360],
  [Date.parse('1996-03-30T20:00:00Z'), 420],
  [Date.parse('1996-10-26T20:00:00Z'), 360],
  [Date.parse('1997-03-29T20:00:00Z'), 420],
  [Date.parse('1997-10-25T20:00:00Z'), 360],
  [Date.parse('1998-03-28T20:00:00Z'), 420],
  [Date.parse('1998-10-24T20:00:00Z'), 360],
  [Date.parse('1999-03-27T20:00:00Z'), 420],
  [Date.parse('1999-10-30T20:00:00Z'), 360],
  [Date.parse('2000-03-25T20:00:00Z'), 420],
  [Date.parse('2000-10-28T20:00:00Z'), 360],
  [Date.parse('2001-03-24T20:00:00Z'), 420],
  [Date.parse('2001-10-27T20:00:00Z'), 360],
  [Date.parse('2002-03-30T20:00:00Z'), 420],
  [Date.parse('2002-10-26T20:00:00Z'), 360],
  [Date.parse('2003-03-29T20:00:00Z'), 420],
  [Date.parse('2003-10-25T20:00:00Z'), 360],
  [Date.parse('2004-03-27T20:00:00Z'), 420],
  [Date.parse('2004-10-30T20:00:00Z'), 360],
  [Date.parse('2024-02-29T18:00:00Z'), 300],
];

const LAST = TRANSITIONS.length - 1;

/** Minutes to add to UTC for local time in Almaty at the instant `utcMs`. */
export function almatyOffsetMinutes(utcMs: number): number {
  let i = LAST;
  while (utcMs < TRANSITIONS[i]![0]) i--;
  return TRANSITIONS[i]![1];
}

/** The instant (ms, UTC) of a wall-clock time in Almaty given as ms of the same digits in UTC; of two possible instants the earlier. */
export function almatyLocalToUtcMs(localMs: number): number {
  let i = LAST;
  while (i > 0 && localMs - TRANSITIONS[i]![1] * 60_000 < TRANSITIONS[i]![0]) i--;
  const earlier = i > 0 ? localMs - TRANSITIONS[i - 1]![1] * 60_000 : Number.POSITIVE_INFINITY;
  if (earlier < TRANSITIONS[i]![0]) return earlier;
  return localMs - TRANSITIONS[i]![1] * 60_000;
}
