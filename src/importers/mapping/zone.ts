import { almatyLocalToUtcMs } from '../../model/almaty.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes of a fixed offset such as `+03:00`, `UTC`; null where the name is none. */
function fixedOffset(zone: string): number | null {
  if (/^(utc|gmt|z)$/i.test(zone)) return 0;
  const match = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

/** Whether `zone` is an offset or a name of the IANA time zone database. */
export function isZone(zone: string): boolean {
  if (fixedOffset(zone) !== null) return true;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The instant (UTC ms) of wall-clock time in a zone, given as ms of the same digits in UTC; of two possible instants the earlier. */
export function zoneLocalToUtcMs(localMs: number, zone: string | null): number {
  if (zone === null || zone === 'Asia/Almaty') return almatyLocalToUtcMs(localMs);
  const fixed = fixedOffset(zone);
  if (fixed !== null) return localMs - fixed * 60_000;
  const before = localMs - offsetMsAt(localMs - 86_400_000, zone);
  if (before + offsetMsAt(before, zone) === localMs) return before;
  return localMs - offsetMsAt(localMs + 86_400_000, zone);
}

function offsetMsAt(utcMs: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(utcMs)) parts[type] = Number(value);
  const local = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!);
  return local - Math.floor(utcMs / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}
