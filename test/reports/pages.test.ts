import { describe, expect, it } from 'vitest';
import { clusterPage } from '../../src/reports/cluster-page.ts';
import { roundedParts } from '../../src/reports/evidence-format.ts';
import { indexPage } from '../../src/reports/index-page.ts';
import type { ClusterInput, ReportInput, ReportRow } from '../../src/reports/report-input.ts';
import { indexRun } from '../../src/reports/run-index.ts';
import { projectionOf } from '../graph/projection-of.ts';
import { HOSTILE, sampleProjection, sampleRun, sampleTables } from './sample.ts';
import { elementsOf } from './xml.ts';

const projection = sampleProjection();
const texts = (en: string) => ({ en, kk: `${en} (kk)`, ru: `${en} (ru)` });

function input(change: (run: ReturnType<typeof sampleRun>) => void = () => {}, pages = 200): ReportInput {
  const run = sampleRun();
  change(run);
  return {
    index: indexRun(run),
    projection,
    rules: { M20: { title: texts('Chain to cash'), evidence: { hops: texts('Steps to cash') }, source: 'FATF' } },
    pages,
    files: ['run.json', 'transactions.csv', 'members.csv', 'findings.csv', 'clusters.csv'],
  };
}

function row(i: number, label: string | null = 'ТОО «КазМонтаж»'): ReportRow {
  return {
    id: `t-${i}`,
    at: `2026-03-03T05:${String(i).padStart(2, '0')}:00Z`,
    from: 'account:KZ1403400021140001',
    to: null,
    fromLabel: label,
    toLabel: null,
    amount: { minor: '460000050', currency: 'KZT' },
    purpose: null,
    source: { file: 'transactions-2026-03.csv', line: 11_842 + i },
  };
}

function own(report: ReportInput, rows = [row(0), row(1)]): ClusterInput {
  return {
    cluster: report.index.document.clusters[0]!,
    rank: 1,
    evidenceRows: new Map([['f-1', { rows, total: 348 }]]),
    transfers: { rows, total: 348 },
  };
}

/** The block of one language, without markup and with plain spaces. */
function block(page: string, language: string): string {
  const start = page.indexOf(`data-language="${language}"`);
  const end = page.indexOf('<div class="block"', start);
  return page
    .slice(start, end < 0 ? undefined : end)
    .replace(/<title>[^<]*<\/title>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');
}

describe('the page of a cluster', () => {
  it('counts who has the same or a similar name beside a member, and joins nobody', () => {
    const report = input();
    expect(block(clusterPage(report, own(report)), 'en')).not.toContain('similar name');
    const namesakes = ['Сейтқали Берік Нұрланұлы', 'Seitkali Berik Nurlanovich', 'Сейткали Берик'].map((name, i) => ({
      id: `person:local:${i}`,
      name,
    }));
    const tables = { ...sampleTables, persons: [...sampleTables.persons!, ...namesakes] };
    const among = { ...report, projection: projectionOf(tables, { asOf: '2026-11-20' }) };
    const page = block(clusterPage(among, own(among)), 'en');
    expect(page).toContain('the same or a similar name: 2 others, not joined');
    expect(page).not.toContain('Seitkali Berik');
  });

  const report = input();
  const page = clusterPage(report, own(report));

  it('is well-formed, in three languages, and needs nothing from outside', () => {
    const names = elementsOf(page);
    expect(names.filter((name) => name === 'article')).toHaveLength(3);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(page).not.toMatch(/NaN|undefined|\[object/);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it('leads from the score to contributions, thresholds, files and lines', () => {
    const ru = block(page, 'ru');
    expect(ru).toContain('0,91 оценка риска, высокий');
    expect(ru).toContain('M20 Chain to cash (ru). За 6 дней 186,4 млн ₸');
    expect(ru).toContain('Так же высоко у 3 из 1 204 сравнимых.');
    expect(ru).toContain('учтено в M20');
    expect(ru).toContain('Сумма вкладов 0,91');
    expect(ru).toContain('Steps to cash (ru) 4 3 transactions-2026-03.csv, строка 11 842');
    expect(ru).toContain('4 600 000,50 ₸ transactions-2026-03.csv, строка 11 843');
    expect(ru).toContain('2 из 348, по времени. Полный список — в файле transactions.csv.');
    expect(ru).toContain('9c417be022d8');
  });

  it('shows what was decided about a finding, that it changed since, and who is whitelisted', () => {
    const id = report.index.document.clusters[0]!.findings[0]!;
    const said = { reason: 'договор <17>', author: 'А. Омаров', at: '2026-04-01T05:00:00.000Z' };
    const entry = { id: 'w-1', kind: 'entity' as const, of: ['company:1'], expires: '2027-01-01', ...said };
    const reviews = new Map([
      [id, { decision: { verdict: 'dismiss' as const, changed: true, ...said }, exempt: [entry] }],
    ]);
    const reviewed = clusterPage({ ...report, reviews }, own(report));
    const ru = block(reviewed, 'ru');
    expect(ru).toContain('Отклонено: А. Омаров, 01.04.2026. договор');
    expect(ru).toContain('После этого решения находка изменилась.');
    expect(ru).toContain('В белом списке до 01.01.2027: company:1.');
    expect(ru).toContain('Решено: подтверждено 0, отклонено 1 из');
    expect(reviewed).not.toContain('<17>');
    expect(block(page, 'ru')).not.toContain('Решено');
  });

  it('says what was not checked, and never that somebody is clean', () => {
    expect(block(page, 'ru')).toContain('Признак T06 не проверялся: счета-фактуры не загружены');
    expect(block(page, 'en')).toContain('Facts after 20 Nov 2026 are not in this report.');
    expect(block(page, 'kk')).toContain('20.11.2026 күнінен кейінгі деректер бұл есепке кірмейді.');
    expect(page).not.toMatch(/\bclean\b|чист[оаы]\b/i);
  });

  it('gives the same bytes again, and says so in every language its own way', () => {
    const again = input();
    expect(clusterPage(again, own(again))).toBe(page);
    expect(block(page, 'en')).toContain('186.4 m ₸ came in');
    expect(block(page, 'kk')).toContain('186,4 млн ₸ сырттан түсті');
  });

  it('escapes what data brings: names, texts, files, labels of parties', () => {
    const hostile = input((run) => {
      run.clusters[0]!.title = { en: HOSTILE, kk: HOSTILE, ru: HOSTILE };
      run.clusters[0]!.summary = { en: HOSTILE, kk: HOSTILE, ru: HOSTILE };
      run.findings[0]!.text = { en: HOSTILE, kk: HOSTILE, ru: HOSTILE };
      run.findings[0]!.evidence[0] = {
        what: HOSTILE,
        value: HOSTILE,
        threshold: HOSTILE,
        unit: 'text',
        sources: [{ file: HOSTILE, line: 1 }],
      };
      run.run.inputs.push({ file: HOSTILE, digest: HOSTILE, rows: 1 });
      run.run.notRun.push({ indicator: HOSTILE, why: HOSTILE, text: { en: HOSTILE, kk: HOSTILE, ru: HOSTILE } });
      run.run.gone.push({ id: HOSTILE, reason: HOSTILE, text: { en: HOSTILE, kk: HOSTILE, ru: HOSTILE } });
      run.run.byIndicator[HOSTILE] = 1;
      run.run.id = `r-${HOSTILE}`;
    });
    const rows = [{ ...row(0, HOSTILE), source: { file: HOSTILE, line: 1 }, from: HOSTILE, at: HOSTILE }];
    for (const written of [clusterPage(hostile, own(hostile, rows)), indexPage(hostile)]) {
      expect(written.split('<script>')).toHaveLength(2);
      expect(written).not.toContain("alert('x')");
      expect(written).not.toContain('\u202e');
      expect(() => elementsOf(written)).not.toThrow();
    }
  });
});

describe('the first page', () => {
  it('lists clusters with the chance lines, what was read, what ended', () => {
    const page = indexPage(input());
    expect(() => elementsOf(page)).not.toThrow();
    const ru = block(page, 'ru');
    expect(ru).toContain('В данных на 20.11.2026: 1 кластер и 3 находки.');
    expect(ru).toContain('Оценка от 0,5: 6 объектов; если перемешать признаки — 0,08 %.');
    expect(ru).toContain('transactions-2026-03.csv 412 067 9c417be022d8');
    expect(ru).toContain('c-0ld no common members');
    expect(page).toContain('href="clusters/c-5e1fa2.html"');
  });

  it('says how many pages of how many were written', () => {
    const many = input((run) => {
      const [first] = run.clusters;
      run.clusters = Array.from({ length: 1240 }, (_, i) => ({
        ...first!,
        id: `c-${i}`,
        members: first!.members.slice(0, 3),
      }));
    }, 2);
    const page = indexPage(many);
    expect(block(page, 'en')).toContain('Pages were written for 2 of 1,240 clusters, highest scores first');
    expect(block(page, 'en')).toContain('--pages all');
    expect([...page.matchAll(/class="cl"/g)]).toHaveLength(6);
  });

  it('says what was looked at where nothing was found', () => {
    const page = indexPage(
      input((run) => {
        run.clusters = [];
        run.findings = [];
      }),
    );
    expect(block(page, 'en')).toContain('No ground found in the data of 20 Nov 2026.');
  });

  it('lists findings that belong to no cluster, and never says that nothing was found then', () => {
    const page = indexPage(input((run) => (run.clusters = [])));
    expect(block(page, 'en')).not.toContain('No ground found');
    expect(block(page, 'en')).toContain('No cluster was found in the data of 20 Nov 2026.');
    expect(block(page, 'en')).toContain('Findings outside clusters');
  });
});

describe('roundedParts', () => {
  it('adds up to the rounded whole', () => {
    const parts = [0.184, 0.134, 0.051, 0.034];
    const rounded = roundedParts(parts, 0.403);
    expect(rounded.reduce((sum, part) => sum + part, 0)).toBeCloseTo(0.4, 9);
    expect(roundedParts([0.333, 0.333, 0.334, 0], 1)).toEqual([0.33, 0.33, 0.34, 0]);
  });
});
