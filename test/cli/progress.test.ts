import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withProgress } from '../../src/cli/progress.ts';

let written: string[];

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a word that comes too soon after another is said later, the last one only, and none after the end', async () => {
  await withProgress(async (tell) => {
    tell('reading 1 %');
    tell('reading 2 %');
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_000);
    tell('reading 96 %');
    tell('publishing');
    await vi.advanceTimersByTimeAsync(10_000);
    tell('nearly done');
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual(['reading 2 %\n', 'publishing\n', 'nearly done\n']);
});

test('nothing is said after a failure, which passes through', async () => {
  const failing = withProgress(async (tell) => {
    tell('reading');
    throw new Error('broken');
  });
  await expect(failing).rejects.toThrow('broken');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toEqual([]);
});
