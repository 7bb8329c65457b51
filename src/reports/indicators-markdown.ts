import type { Detector, OptionSpec } from '../detectors/detector.ts';
import { optionTextValues, readOptions, writtenDefault } from '../detectors/options.ts';
import { formatText } from '../i18n/format-text.ts';

const GROUPS: Readonly<Record<string, string>> = {
  R: 'Registration and control',
  T: 'Tax and invoices',
  M: 'Money',
  N: 'Network',
};
const NATURES: Readonly<Record<Detector['nature'], string>> = {
  state: 'a state: counts by how material it is for the entity',
  event: 'an event: a red flag once',
  statutory: 'a listed fact: no estimate',
  context: 'context: shown beside the evidence, hardly any of it',
};
const INTRO = `# Indicators

Written from the rules' own files by \`npm run docs\`; what stands here is what runs. A threshold marked **ours** is a
proposal that no law or paper names; every threshold can be changed with \`tamyr analyze --set RULE.option=value\`.
Severity is medium unless a rule has the options \`warn\` and \`high\`, or its definition says otherwise. A rule whose
columns are not in the data is named as not run, with what is missing. How findings become a score is in [method.md](method.md).
`;

/** The page of the documentation on all rules: a table, then a section for each, in the order given. */
export function indicatorsMarkdown(detectors: readonly Detector[]): string {
  const sections = Object.entries(GROUPS).flatMap(([letter, title]) => {
    const group = detectors.filter(({ indicator }) => indicator.startsWith(letter));
    return group.length === 0 ? [] : [`## ${title}\n`, ...group.map(section)];
  });
  return [INTRO, table(detectors), ...sections].join('\n');
}

function table(detectors: readonly Detector[]): string {
  const rows = detectors.map((detector) => {
    const { indicator, name, texts, options } = detector;
    const thresholds = Object.entries(options).map(([option, spec]) => `${option} ${shown(spec)}`);
    return `| [${indicator}](#${anchor(detector)}) | ${name} | ${cell(texts.title.en)} | ${cell(thresholds.join(', '))} |`;
  });
  return ['| code | rule | what it finds | thresholds |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function section(detector: Detector): string {
  const { indicator, name, texts, source, inputs, options, family, nature, subjects, version } = detector;
  const definition = formatText(texts.definition.en, optionTextValues(detector, readOptions(detector, {})), 'en');
  const needed = inputs.map((input) =>
    typeof input === 'string' ? `\`${input}\`` : input.map((one) => `\`${one}\``).join(' or '),
  );
  const specs = Object.entries(options);
  const lines = [
    `### ${indicator} ${name}`,
    '',
    `**${texts.title.en}** · ${texts.title.kk} · ${texts.title.ru}`,
    '',
    definition,
    '',
    `- Source: ${source}`,
    `- About: ${subjects.join(', ')}`,
    `- In a score: family *${family}*; ${NATURES[nature]}; version ${version}`,
    `- Needs: ${needed.join(', ')}`,
    '',
  ];
  if (specs.length > 0) {
    lines.push('| option | default | | meaning |', '|---|---|---|---|');
    for (const [option, spec] of specs) {
      lines.push(
        `| \`${indicator}.${option}\` | ${shown(spec)} | ${spec.ours ? '**ours**' : ''} | ${cell(spec.text.en)} |`,
      );
    }
    lines.push('');
  }
  return lines.join('\n');
}

/** A default in the words of `--set`, with its currency where it is a sum. */
function shown(spec: OptionSpec): string {
  const value = writtenDefault(spec);
  if (value === '') return 'none';
  return spec.unit === 'minor' ? `${value} KZT` : value;
}

const anchor = ({ indicator, name }: Detector) => `${indicator} ${name}`.toLowerCase().replaceAll(' ', '-');
const cell = (text: string) => text.replaceAll('|', '\\|');
