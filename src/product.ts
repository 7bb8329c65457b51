import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

/** Name and version, as they stand in every run and report. */
export const PRODUCT = { name: 'tamyr', version: manifest.version } as const;
