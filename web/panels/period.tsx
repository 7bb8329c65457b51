import { say, sayDay } from '../ui/say.ts';

/** The time over which a relation held; nothing where neither end is known. */
export function Period({ from, to }: { from: string | null; to: string | null }) {
  if (!from && !to) return null;
  const text =
    from && to
      ? say('web.period', { from: sayDay(from), to: sayDay(to) })
      : from
        ? say('web.since', { date: sayDay(from) })
        : say('web.until', { date: sayDay(to!) });
  return <span class="period">{text}</span>;
}
