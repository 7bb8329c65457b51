import { TamyrError } from '../model/errors.ts';
import { type AmountFormat, parseAmount } from '../model/money.ts';
import type { TextValue, TextValues } from '../model/text.ts';
import { DAY_MS } from '../model/time.ts';
import type { Detector, OptionSpec, OptionValues } from './detector.ts';

type OptionValue = OptionValues[string];
type Ruled = Pick<Detector, 'indicator' | 'name' | 'options'>;

/** Milliseconds of the letters that a duration may end with. */
const DURATION_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: DAY_MS,
  w: 7 * DAY_MS,
};
const MULTIPLE: Readonly<Record<string, string>> = { k: 'e3', m: 'e6', bn: 'e9', b: 'e9' };
const NO_FORMAT: AmountFormat = {};

/** Values of a rule's options: the defaults, replaced by what was given as text (`{window: '72h'}`); a TamyrError says what cannot be read. */
export function readOptions(detector: Ruled, given: Readonly<Record<string, string>>): OptionValues {
  const values: Record<string, OptionValue> = {};
  for (const [name, spec] of Object.entries(detector.options)) values[name] = spec.default;
  for (const [name, text] of Object.entries(given)) {
    const spec = Object.hasOwn(detector.options, name) ? detector.options[name] : undefined;
    if (!spec) throw unknownOption(detector, name);
    values[name] = readValue(detector, name, spec, text);
  }
  return values;
}

/** Reads `M07.window=72h` settings for all rules: options by indicator. Rules are named by code or name. */
export function readSettings(detectors: readonly Ruled[], settings: readonly string[]): Map<string, OptionValues> {
  const given = new Map<string, Record<string, string>>();
  for (const setting of settings) {
    const match = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(setting.trim());
    if (!match) {
      throw new TamyrError({
        code: 'setting-unreadable',
        what: `“${setting}” is no setting of a rule.`,
        where: '--set',
        expected: 'RULE.option=value, for example M07.window=72h',
      });
    }
    const [, rule, name, value] = match as unknown as [string, string, string, string];
    const detector = detectors.find((d) => d.indicator.toLowerCase() === rule.toLowerCase() || d.name === rule);
    if (!detector) throw unknownRule(detectors, rule);
    const options = given.get(detector.indicator) ?? {};
    given.set(detector.indicator, options);
    options[name] = value;
  }
  return new Map(detectors.map((d) => [d.indicator, readOptions(d, given.get(d.indicator) ?? {})]));
}

/** Options as placeholders of a definition: shares, durations and sums are written in the reader's language. */
export function optionTextValues(detector: Ruled, values: OptionValues): TextValues {
  return Object.fromEntries(
    Object.entries(detector.options).map(([name, spec]) => [name, asText(spec, values[name] ?? spec.default)]),
  );
}

/** A default as it would be given to `--set`: what `readOptions` reads back as the same value. */
export function writtenDefault({ default: value, unit }: OptionSpec): string {
  if (typeof value === 'object') return value.join(',');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return value;
  if (unit === 'ms') {
    const letter = ['d', 'h', 'm', 's', 'ms'].find((each) => value % DURATION_MS[each]! === 0)!;
    return `${value / DURATION_MS[letter]!}${letter}`;
  }
  if (unit === 'minor') return value % 100_000_000 === 0 ? `${value / 100_000_000}m` : String(value / 100);
  return unit === 'days' ? `${value}d` : String(value);
}

function asText(spec: OptionSpec, value: OptionValue): TextValue {
  if (typeof value !== 'number') return typeof value === 'object' ? value.join(', ') : String(value);
  switch (spec.unit) {
    case 'share':
      return { share: value };
    case 'ms':
      return { durationMs: value };
    case 'minor':
      return { money: { minor: String(value), currency: 'KZT' } };
    default:
      return value;
  }
}

function readValue(detector: Ruled, name: string, spec: OptionSpec, raw: string): OptionValue {
  const text = raw.trim();
  const value = parseValue(spec, text);
  if (value === null) throw badValue(detector, name, spec, text, expectedOf(spec));
  if (typeof value === 'number' && (value < (spec.min ?? -Infinity) || value > (spec.max ?? Infinity))) {
    throw badValue(detector, name, spec, text, rangeOf(spec));
  }
  return value;
}

function parseValue(spec: OptionSpec, text: string): OptionValue | null {
  switch (spec.unit) {
    case 'count':
      return /^\d{1,15}$/.test(text) ? Number(text) : null;
    case 'days': {
      const match = /^(\d{1,9})\s*d?$/.exec(text);
      return match ? Number(match[1]) : null;
    }
    case 'ms': {
      const match = /^(\d{1,12})\s*(ms|s|m|h|d|w)$/.exec(text);
      return match ? Number(match[1]) * DURATION_MS[match[2]!]! : null;
    }
    case 'share': {
      const match = /^(\d+(?:\.\d+)?)\s*(%)?$/.exec(text);
      return match ? Number(match[2] ? `${match[1]}e-2` : match[1]) : null;
    }
    case 'minor': {
      const match = /^(\d+(?:\.\d+)?)\s*(k|m|bn|b)?$/i.exec(text.replace(/[\s_]/g, ''));
      if (!match) return null;
      const amount = parseAmount(match[1]! + (MULTIPLE[match[2]?.toLowerCase() ?? ''] ?? ''), 'KZT', NO_FORMAT);
      return 'minor' in amount && !amount.rounded ? amount.minor : null;
    }
    case 'flag':
      if (/^(yes|true|on|1)$/i.test(text)) return true;
      return /^(no|false|off|0)$/i.test(text) ? false : null;
    case 'text':
      if (Array.isArray(spec.default)) return text === '' ? [] : text.split(/\s*,\s*/);
      return text === '' ? null : text;
  }
}

function expectedOf(spec: OptionSpec): string {
  switch (spec.unit) {
    case 'count':
      return 'a whole number such as 5';
    case 'days':
      return 'a number of days such as 20d';
    case 'ms':
      return 'a duration such as 90m, 72h or 30d';
    case 'share':
      return 'a share such as 0.8 or 80%';
    case 'minor':
      return 'an amount in KZT such as 20m or 20000000';
    case 'flag':
      return 'yes or no';
    case 'text':
      return Array.isArray(spec.default) ? 'names separated by commas' : 'a name';
  }
}

function rangeOf({ min, max }: OptionSpec): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  return min !== undefined ? `${min} or more` : `${max} or less`;
}

function badValue(detector: Ruled, name: string, spec: OptionSpec, text: string, expected: string): TamyrError {
  return new TamyrError({
    code: 'option-value',
    what: `“${text}” is no value for the option “${name}” of ${detector.indicator} (${detector.name}).`,
    where: `--set ${detector.indicator}.${name}`,
    expected,
    todo: `Left out, it is ${String(spec.default)}${spec.unit === 'ms' ? ' ms' : spec.unit === 'minor' ? ' tiyn' : ''}.`,
  });
}

function unknownOption(detector: Ruled, name: string): TamyrError {
  const names = Object.keys(detector.options);
  return new TamyrError({
    code: 'option-unknown',
    what: `${detector.indicator} (${detector.name}) has no option “${name}”.`,
    where: `--set ${detector.indicator}.${name}`,
    expected: names.length > 0 ? `one of ${names.join(', ')}` : 'no options at all',
    ...nearestHint(name, names),
  });
}

function unknownRule(detectors: readonly Ruled[], rule: string): TamyrError {
  return new TamyrError({
    code: 'rule-unknown',
    what: `There is no rule “${rule}”.`,
    where: '--set',
    expected: 'a code or name that `tamyr indicators` lists',
    ...nearestHint(
      rule,
      detectors.flatMap((d) => [d.indicator, d.name]),
    ),
  });
}

function nearestHint(name: string, names: readonly string[]): { todo?: string } {
  let nearest = '';
  let least = Infinity;
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return least <= Math.max(2, name.length / 2) ? { todo: `Did you mean “${nearest}”?` } : {};
}

/** Insertions, deletions and replacements between two short words (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
