import type { Detector, OptionSpec, OptionValues } from '../detectors/detector.ts';
import { TamyrError } from '../model/errors.ts';
import { byCodePoint } from '../model/order.ts';
import { DAY_MS } from '../model/time.ts';

/** What a user set, as text: `{ M07: { window: '72h' } }`. */
export type RuleSettings = Readonly<Record<string, Readonly<Record<string, string>>>>;

const DURATION_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS };
const MULTIPLES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, bn: 1e9 };

/** Values of a rule's options: its defaults with what the user set; a `TamyrError` names what cannot be read. */
export function optionValues(detector: Detector, settings: RuleSettings = {}): OptionValues {
  const values = Object.fromEntries(Object.entries(detector.options).map(([name, spec]) => [name, spec.default]));
  for (const [name, text] of Object.entries(settings[detector.indicator] ?? {})) {
    const spec = detector.options[name];
    const where = `--set ${detector.indicator}.${name}=${text}`;
    if (!spec) {
      const known = Object.keys(detector.options).sort(byCodePoint).join(', ') || 'none';
      throw new TamyrError({
        code: 'unknown-option',
        what: `Rule ${detector.indicator} has no option “${name}”.`,
        where,
        expected: `one of: ${known}`,
        todo: 'List the options with: tamyr indicators',
      });
    }
    values[name] = readOption(text, spec, where);
  }
  return values;
}

/** Refuses settings for rules that do not exist. */
export function checkRuleNames(codes: readonly string[], detectors: readonly Detector[], where: string): void {
  const known = new Set(detectors.map(({ indicator }) => indicator));
  for (const code of codes) {
    if (known.has(code)) continue;
    throw new TamyrError({
      code: 'unknown-indicator',
      what: `There is no rule “${code}”.`,
      where,
      expected: `one of: ${[...known].sort(byCodePoint).join(', ')}`,
      todo: 'List the rules with: tamyr indicators',
    });
  }
}

function readOption(text: string, spec: OptionSpec, where: string): OptionValues[string] {
  const value = Array.isArray(spec.default) ? text.split(',').map((item) => item.trim()) : readValue(text.trim(), spec);
  if (value === null) throw badOption(text, where, FORMS[spec.unit]);
  if (typeof value === 'number') {
    if (spec.min !== undefined && value < spec.min) throw badOption(text, where, `at least ${spec.min}`);
    if (spec.max !== undefined && value > spec.max) throw badOption(text, where, `at most ${spec.max}`);
  }
  return value;
}

const FORMS: Readonly<Record<OptionSpec['unit'], string>> = {
  count: 'a number such as 5',
  share: 'a share such as 0.8 or 80%',
  ms: 'a duration such as 90m, 72h or 30d',
  days: 'a number of days such as 30 or 30d',
  minor: 'an amount such as 500000, 20m or 1.5bn',
  flag: 'yes or no',
  text: 'a text',
};

function badOption(text: string, where: string, expected: string): TamyrError {
  return new TamyrError({ code: 'bad-option', what: `“${text}” cannot be used here.`, where, expected });
}

function readValue(text: string, { unit }: OptionSpec): number | boolean | string | null {
  if (unit === 'text') return text;
  if (unit === 'flag') {
    if (/^(yes|true|on|1)$/i.test(text)) return true;
    return /^(no|false|off|0)$/i.test(text) ? false : null;
  }
  const match = /^(\d+(?:\.\d+)?)\s*([a-z%]*)$/i.exec(text);
  if (!match) return null;
  const number = Number(match[1]);
  const suffix = match[2]!.toLowerCase();
  switch (unit) {
    case 'count':
      return suffix === '' ? number : null;
    case 'share':
      return suffix === '%' ? number / 100 : suffix === '' ? number : null;
    case 'days':
      return suffix === 'd' || suffix === '' ? number : null;
    case 'ms':
      return DURATION_MS[suffix] === undefined ? null : number * DURATION_MS[suffix];
    default:
      return MULTIPLES[suffix] === undefined ? null : Math.round(number * MULTIPLES[suffix] * 100);
  }
}
