import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built program: `npm test` builds it first. */
export const PROGRAM = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Surroundings {
  cwd: string;
  env?: Record<string, string>;
}

/** Starts the command line as a user would. */
export function startTamyr(args: readonly string[], { cwd, env = {} }: Surroundings): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [PROGRAM, ...args], { cwd, env: { ...process.env, ...env } });
}

/** Runs the command line, and waits for its end. */
export function tamyr(args: readonly string[], surroundings: Surroundings): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = startTamyr(args, surroundings);
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (data) => (ended.stdout += data));
    child.stderr.on('data', (data) => (ended.stderr += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...ended, code }));
  });
}

/** Runs a command that must succeed, and reads the one JSON document that it prints. */
export async function tamyrJson<T>(args: readonly string[], options: Surroundings): Promise<T> {
  const { code, stdout, stderr } = await tamyr([...args, '--json'], options);
  if (code !== 0) throw new Error(`tamyr ${args.join(' ')} ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout) as T;
}

/** Starts a command that serves, and waits until it says where. */
export function serveTamyr(
  args: readonly string[],
  cwd: string,
): Promise<{ url: string; output: () => string; stop(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [PROGRAM, ...args], { cwd });
    let output = '';
    const ended = new Promise<void>((done) => child.on('close', () => done()));
    const stop = async () => {
      child.kill('SIGTERM');
      await ended;
    };
    const listen = (data: Buffer) => {
      output += data;
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0];
      if (url) resolve({ url, output: () => output, stop });
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', (data) => (output += data));
    child.on('close', (code) => reject(new Error(`tamyr ${args.join(' ')} ended with ${code}:\n${output}`)));
  });
}

/** A folder that is removed when the test file is done with it. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tamyr-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
