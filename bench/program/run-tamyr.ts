import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One command of the program, run to its end. */
export interface Stage {
  wallSeconds: number;
  peakMegabytes: number;
  output: string;
}

const PROGRAM = join(process.cwd(), 'bin', 'tamyr.js');
const POLL_MS = 50;

/** Runs one command to its end; a failure ends the bench with what it said. */
export function tamyr(folder: string, args: readonly string[]): Promise<Stage> {
  const from = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder });
  let output = '';
  let errors = '';
  let peakMegabytes = 0;
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (errors += data));
  const poll = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, peakOf(child.pid!));
  }, POLL_MS);
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      clearInterval(poll);
      if (code !== 0) reject(new Error(`tamyr ${args.join(' ')} ended with ${code}:\n${errors}`));
      else resolve({ wallSeconds: (performance.now() - from) / 1000, peakMegabytes, output });
    });
  });
}

/** Highest memory of a process until now in MB, as Linux counts it; 0 where it has ended. */
function peakOf(pid: number): number {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match ? Number(match[1]) / 1024 : 0;
  } catch {
    return 0;
  }
}
