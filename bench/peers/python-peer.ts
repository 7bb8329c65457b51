import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CACHE = join(process.cwd(), '.tamyr', 'bench-python');
const PEERS = join(process.cwd(), 'bench', 'peers');

/** What a peer measured, or why it could not be measured. */
export type PeerResult<T> = { readonly measured: T } | { readonly missing: string };

/** Installs packages from PyPI into an environment of the benches' own, once; null, or why that failed. */
export function preparePython(packages: readonly string[]): string | null {
  const python = join(CACHE, 'bin', 'python');
  if (!existsSync(python)) {
    mkdirSync(CACHE, { recursive: true });
    const made = spawnSync('python3', ['-m', 'venv', CACHE], { encoding: 'utf8' });
    if (made.status !== 0) return `python3 -m venv failed: ${lastLine(made.stderr || String(made.error))}`;
  }
  const pip = spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], {
    encoding: 'utf8',
  });
  return pip.status === 0 ? null : `pip install ${packages.join(' ')} failed: ${lastLine(pip.stderr)}`;
}

/** Runs a script of this folder over integer columns (written as little-endian 32-bit files); it prints one JSON document. */
export function runPython<T>(
  script: string,
  columns: readonly Int32Array[],
  options: readonly (string | number)[],
  timeoutSeconds: number,
): PeerResult<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tamyr-peer-'));
  try {
    const files = columns.map((column, i) => {
      const file = join(folder, `${i}.i32`);
      writeFileSync(file, new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
      return file;
    });
    const run = spawnSync(join(CACHE, 'bin', 'python'), [join(PEERS, script), ...options.map(String), ...files], {
      encoding: 'utf8',
      timeout: timeoutSeconds * 1000,
      maxBuffer: 1 << 28,
    });
    if (run.error && 'code' in run.error && run.error.code === 'ETIMEDOUT') {
      return { missing: `more than ${timeoutSeconds} s` };
    }
    if (run.status !== 0) return { missing: lastLine(run.stderr || String(run.error ?? run.signal)) };
    return { measured: JSON.parse(run.stdout) as T };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
