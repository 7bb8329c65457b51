import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columns } from '../../src/i18n/catalogue/columns.ts';
import { explorer } from '../../src/i18n/catalogue/explorer.ts';
import { load } from '../../src/i18n/catalogue/load.ts';
import { report } from '../../src/i18n/catalogue/report.ts';
import { web } from '../../src/i18n/catalogue/web.ts';
import { words } from '../../src/i18n/catalogue/words.ts';
import { catalogue } from '../../src/i18n/catalogue.ts';
import { parseText, type TextPart } from '../../src/i18n/parse-text.ts';
import { WORD_FAMILIES, word } from '../../src/i18n/t.ts';
import {
  ACCOUNT_KINDS,
  CHANNELS,
  CLUSTER_KINDS,
  CONTACT_KINDS,
  LANGUAGES,
  NODE_KINDS,
  RELATIONS,
  ROLES,
  SEVERITIES,
  SIZE_CLASSES,
} from '../../src/model/vocabulary.ts';

const AREAS = [words, columns, load, report, explorer, web];
const entries = Object.entries(catalogue);

/** Texts of parts of the explorer that are not built yet: path search, time strip, layouts, review. Nothing else may be unused. */
const PLANNED =
  /^(path|time|canvas\.layout)\.|^(nav\.(explore|review|reports)|start\.since|panel\.(paths|sameName)|table\.csv)$/;

function placeholders(parts: readonly TextPart[], names = new Set<string>()): Set<string> {
  for (const part of parts) {
    if (typeof part === 'string' || 'pound' in part) continue;
    names.add(part.name);
    if ('options' in part) for (const option of part.options.values()) placeholders(option, names);
  }
  return names;
}

function sources(folder: string): string {
  let text = '';
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== 'dist' && entry.name !== 'catalogue') text += sources(path);
    } else if (/\.tsx?$/.test(entry.name)) text += readFileSync(path, 'utf8');
  }
  return text;
}

describe('catalogue', () => {
  it('has no key in two areas', () => {
    expect(entries.length).toBe(AREAS.reduce((sum, area) => sum + Object.keys(area).length, 0));
  });

  it('has every text in three languages, with the same placeholders, and nothing that fonts or tone forbid', () => {
    for (const [key, texts] of entries) {
      expect(Object.keys(texts).sort(), key).toEqual([...LANGUAGES]);
      const [en, kk, ru] = LANGUAGES.map((language) => [...placeholders(parseText(texts[language]))].sort());
      for (const language of LANGUAGES) {
        expect(texts[language].trim(), key).toBe(texts[language]);
        expect(texts[language], key).not.toBe('');
        expect(texts[language], `${key}: a mark that Noto Sans lacks`).not.toMatch(/[→←≥≤−]/);
        expect(texts[language], `${key}: a word that judges`).not.toMatch(
          /\b(clean|suspicious|toxic|guilty)\b|чисто|таза\b|подозрительн/i,
        );
      }
      expect([kk, ru], `${key}: other placeholders than in English`).toEqual([en, en]);
    }
  });

  it('writes Kazakh with Kazakh letters and Russian without them', () => {
    const russian = entries.map(([, texts]) => texts.ru).join(' ');
    expect(russian).not.toMatch(/[әғқңөұүһі]/i);
    const same = entries
      .filter(([, texts]) => texts.kk === texts.ru && /[а-я].* .*[а-я]/i.test(texts.kk))
      .map(([key]) => key);
    expect(same).toEqual([]);
  });

  it('names every word of the vocabulary', () => {
    const families: [string, readonly string[]][] = [
      ['kind', NODE_KINDS],
      ['count', NODE_KINDS],
      ['variant', [...ACCOUNT_KINDS, ...CONTACT_KINDS]],
      ['relation', RELATIONS],
      ['role', ROLES],
      ['channel', CHANNELS],
      ['severity', SEVERITIES],
      ['clusterKind', CLUSTER_KINDS],
      ['size', SIZE_CLASSES],
    ];
    for (const [family, members] of families) {
      for (const member of members)
        expect(Object.keys(catalogue), `${family}.${member}`).toContain(`${family}.${member}`);
    }
    expect(word('ru', 'list', 'PSEUDO_COMPANY')).toBe('Лжепредприятия');
    expect(word('ru', 'list', 'OUR_OWN_LIST')).toBe('OUR_OWN_LIST');
    expect(word('ru', 'list', '__proto__')).toBe('__proto__');
  });

  it('has no text that nothing shows', () => {
    const root = join(import.meta.dirname, '../..');
    const code = sources(join(root, 'src')) + sources(join(root, 'web'));
    const families = new Set<string>(WORD_FAMILIES);
    const unused = Object.keys(catalogue).filter((key) => {
      if (PLANNED.test(key)) return false;
      if (families.has(key.slice(0, key.indexOf('.')))) return false;
      if (code.includes(`'${key}'`)) return false;
      return !code.includes(`\`${key.slice(0, key.lastIndexOf('.'))}.\${`);
    });
    expect(unused).toEqual([]);
  });
});
