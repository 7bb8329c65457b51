import type { Detector } from '../detectors/detector.ts';

/** What the cookbook says of one query. */
export interface CookbookQuery {
  indicator: string;
  name: string;
  agrees: 'equal' | 'covers' | 'within';
  differs: string | null;
  parameters: readonly { name: string; literal: string }[];
  text: string;
}

const AGREEMENT = {
  equal: 'On the bundled data it finds what the rule finds, no more and no less.',
  covers: 'It finds everyone whom the rule finds, and more.',
  within: 'All that it finds the rule finds too; the rule finds more.',
} as const;

const INTRO = `# Cypher cookbook

Written from the files of \`cypher/library/\` by \`npm run docs\`: for each rule that Cypher can express the query that looks for the
same. Each can be pasted into Neo4j's browser as it is and run; its thresholds are the literals of the first line. \`asOf\` is the day
to look at, \`only\` the ids to look for (\`['company:940140000385']\`; an empty list: everyone). The column \`subjects\` has the
ids that a finding of the rule would name; amounts are in minor units. In the explorer "Show the query" on a finding gives its rule's query
with the finding's day and subjects filled in.

While a load is being written its rows are in the graph already, and these queries see them: \`MATCH (l:Load {state: 'writing'}) RETURN l\`
says whether that is so. Where the store has a namespace, names of labels, types and indexes carry its prefix: \`tamyr query --library
RULE --store neo4j://…\` prints a query with it.

A query says *where to look*. Chance, exceptions and how material a thing is for an entity are weighed by the rules alone
([indicators.md](indicators.md), [method.md](method.md)).
`;

/** The page of the documentation on the library: a table, every query, and the rules that have none, with the reason. */
export function cypherCookbook(
  detectors: readonly Detector[],
  library: readonly CookbookQuery[],
  leftOut: Readonly<Record<string, string>>,
): string {
  const detectorOf = (indicator: string) => detectors.find((detector) => detector.indicator === indicator)!;
  const inOrder = detectors.flatMap(({ indicator }) => library.filter((query) => query.indicator === indicator));
  const table = inOrder.map(({ indicator, name, parameters }) => {
    const thresholds = parameters.filter((parameter) => parameter.name !== 'only' && parameter.name !== 'asOf');
    const shown = thresholds.map((parameter) => `${parameter.name} ${parameter.literal}`).join(', ');
    return `| [${indicator}](#${name.toLowerCase()}) | ${detectorOf(indicator).texts.title.en} | ${shown.replaceAll('|', '\\|')} |`;
  });
  const without = detectors
    .filter(({ indicator }) => leftOut[indicator] !== undefined)
    .map(({ indicator, name, texts }) => `| ${indicator} ${name} | ${texts.title.en} | ${leftOut[indicator]} |`);
  return [
    INTRO,
    ['| rule | what it finds | thresholds |', '|---|---|---|', ...table, ''].join('\n'),
    ...inOrder.map((query) => section(query, detectorOf(query.indicator))),
    '## Rules without a query\n',
    ['| rule | what it finds | why |', '|---|---|---|', ...without, ''].join('\n'),
  ].join('\n');
}

function section({ name, agrees, differs, text }: CookbookQuery, { texts }: Detector): string {
  const rest = differs === null ? '' : ` What is otherwise: ${differs}.`;
  return [
    `## ${name}\n`,
    `**${texts.title.en}** · ${texts.title.kk} · ${texts.title.ru}\n`,
    `${AGREEMENT[agrees]}${rest}\n`,
    `\`\`\`cypher\n${text}\n\`\`\`\n`,
  ].join('\n');
}
