// Finds a Chromium for the tests in a real browser, installing Debian's package or Playwright's own where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const KNOWN = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath() {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of KNOWN) if (existsSync(`${folder}/${name}`)) return `${folder}/${name}`;
  }
  return null;
}

function quietly(command, args) {
  return (
    spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  );
}

async function fromPlaywright() {
  const require = createRequire(import.meta.url);
  const cli = require.resolve('playwright-core/cli.js');
  if (!quietly(process.execPath, [cli, 'install', '--with-deps', 'chromium'])) return null;
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

/** Path of a Chromium, or null with the reason printed. */
export async function findChromium() {
  const given = process.env.TAMYR_CHROMIUM;
  if (given) {
    if (existsSync(given)) return given;
    console.error(`TAMYR_CHROMIUM names ${given}, which is not there.`);
    return null;
  }
  const found = onPath();
  if (found) return found;
  console.error('No Chromium on this machine: installing one for the tests …');
  const apt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (
    apt &&
    quietly('apt-get', ['update']) &&
    quietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  ) {
    const installed = onPath();
    if (installed) return installed;
  }
  const own = await fromPlaywright();
  if (own) return own;
  console.error(
    [
      'The tests in a real browser need Chromium, and none could be installed.',
      '  to do:    install the package "chromium" of your system, or set TAMYR_CHROMIUM to an executable',
    ].join('\n'),
  );
  return null;
}
