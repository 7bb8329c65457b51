import { knownValues, unknownValues } from '../graph/known-values.ts';
import type { Projection } from '../graph/projection.ts';
import { isValidNow } from '../graph/valid-now.ts';
import { formatDay } from '../model/time.ts';
import type { Detection, Detector, Draft } from './detector.ts';

/** Neither fixed assets nor an account: a firm with nothing to work with (typologies of shell companies). */
export const noAssets: Detector = {
  indicator: 'R11',
  name: 'no-assets',
  version: 1,
  family: 'life',
  nature: 'state',
  subjects: ['company'],
  source: 'Practice of the tax services of Kazakhstan and Russia: no fixed assets and no account of its own',
  inputs: ['tax_returns.fixed_assets', 'accounts.holder_id'],
  options: {},
  texts: {
    title: {
      en: 'Neither fixed assets nor an account',
      kk: 'Негізгі құралы да, шоты да жоқ',
      ru: 'Ни основных средств, ни счёта',
    },
    definition: {
      en: 'An active firm whose latest return declares no fixed assets and that holds no open account in the data.',
      kk: 'Соңғы есептілігінде негізгі құралдары жоқ деп көрсетілген, деректерде ашық шоты жоқ, жұмыс істеп тұрған фирма.',
      ru: 'Действующая фирма, в последней отчётности которой нет основных средств и у которой в данных нет открытого счёта.',
    },
    sentence: {
      en: '{firm} declared no fixed assets for the period from {from} and has no open account in the data.',
      kk: '{firm} {from} басталатын кезеңде негізгі құралдары жоқ деп көрсетті, деректерде ашық шоты жоқ.',
      ru: '{firm}: за период с {from} основных средств не заявлено, открытого счёта в данных нет.',
    },
    evidence: {
      assets: {
        en: 'Fixed assets in the latest return',
        kk: 'Соңғы есептіліктегі негізгі құралдар',
        ru: 'Основные средства в последней отчётности',
      },
      accounts: { en: 'Open accounts in the data', kk: 'Деректердегі ашық шоттар', ru: 'Открытых счетов в данных' },
    },
  },
  detect,
};

function detect(projection: Projection): Detection {
  const { nodes, taxReturns, companies } = projection;
  const { start, end } = nodes.range.company;
  const values = unknownValues(nodes.count);
  const latest = latestAssets(projection);
  const findings: Draft[] = [];
  for (const [firm, at] of latest) {
    if (firm < start || firm >= end || !companies.active[firm - start]) continue;
    const hasNone = taxReturns.fixedAssetsMinor[at] === 0 && openAccounts(projection, firm) === 0;
    values[firm] = hasNone ? 1 : 0;
    if (!hasNone) continue;
    const rows = [{ table: 'tax_returns' as const, row: taxReturns.row[at]! }];
    findings.push({
      subjects: [firm],
      score: 1,
      severity: 'medium',
      interval: { from: formatDay(taxReturns.fromDay[at]!), to: formatDay(taxReturns.toDay[at]! - 1) },
      evidence: [
        { what: 'assets', value: 0, threshold: 0, unit: 'minor', currency: 'KZT', rows },
        {
          what: 'accounts',
          value: 0,
          threshold: 0,
          unit: 'count',
          rows: [{ table: 'companies', row: companies.row[firm - start]! }],
        },
      ],
      values: { firm: { node: firm }, from: { day: taxReturns.fromDay[at]! } },
    });
  }
  return { findings, measured: knownValues(values), ...(findings.length > 0 && { notes: [EXTRACT_NOTE] }) };
}

/** By firm: the return with known fixed assets whose period ends last. */
function latestAssets({ taxReturns }: Projection): Map<number, number> {
  const latest = new Map<number, number>();
  for (let i = 0; i < taxReturns.count; i++) {
    if (Number.isNaN(taxReturns.fixedAssetsMinor[i]!)) continue;
    const known = latest.get(taxReturns.company[i]!);
    if (known === undefined || taxReturns.toDay[i]! > taxReturns.toDay[known]!) latest.set(taxReturns.company[i]!, i);
  }
  return latest;
}

function openAccounts(projection: Projection, firm: number): number {
  const { holdings } = projection;
  let open = 0;
  for (let i = holdings.out.offsets[firm]!; i < holdings.out.offsets[firm + 1]!; i++) {
    if (isValidNow(projection, holdings, holdings.out.edges[i]!)) open++;
  }
  return open;
}

const EXTRACT_NOTE = {
  en: 'A firm without an account in the data may have one at a bank whose extract is not loaded.',
  kk: 'Деректерде шоты жоқ фирманың үзіндісі жүктелмеген банкте шоты болуы мүмкін.',
  ru: 'У фирмы без счёта в данных может быть счёт в банке, выписка которого не загружена.',
};
