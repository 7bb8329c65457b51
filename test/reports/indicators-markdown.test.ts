import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions, writtenDefault } from '../../src/detectors/options.ts';
import { detectors } from '../../src/detectors/registry.ts';
import { indicatorsMarkdown } from '../../src/reports/indicators-markdown.ts';

const page = indicatorsMarkdown(detectors);

describe('the page on indicators', () => {
  it('is up to date: npm run docs writes it', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/indicators.md'), 'utf8')).toBe(page);
  });

  it('has a row and a section for every rule, with titles in three languages', () => {
    for (const { indicator, name, texts, source } of detectors) {
      expect(page).toContain(`| [${indicator}](#${indicator.toLowerCase()}-${name}) | ${name} |`);
      expect(page).toContain(
        `### ${indicator} ${name}\n\n**${texts.title.en}** · ${texts.title.kk} · ${texts.title.ru}\n`,
      );
      expect(page).toContain(`- Source: ${source}\n`);
    }
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });

  it('marks thresholds that are ours, and no others', () => {
    const marked = page.split('\n').filter((line) => line.includes('| **ours** |')).length;
    const ours = detectors.flatMap(({ options }) => Object.values(options)).filter((spec) => spec.ours).length;
    expect(marked).toBe(ours);
  });
});

describe('a default as it is written', () => {
  it('is read back as the same value', () => {
    for (const detector of detectors) {
      for (const [option, spec] of Object.entries(detector.options)) {
        const text = writtenDefault(spec);
        if (text === '' && !Array.isArray(spec.default)) continue;
        expect(readOptions(detector, { [option]: text })[option], `${detector.indicator}.${option}`).toEqual(
          spec.default,
        );
      }
    }
  });
});
