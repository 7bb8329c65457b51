#!/usr/bin/env node
// Starts Tamyr; in a checkout it first builds what is missing or older than its sources.
import { existsSync } from 'node:fs';

const scripts = new URL('../scripts/build.js', import.meta.url);
if (existsSync(scripts)) {
  const { buildIfStale } = await import(scripts.href);
  buildIfStale();
}
await import('../dist/cli/main.js');
