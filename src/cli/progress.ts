/** Says where the work is; may be called as often as the work likes: what comes too soon after another is said when its time has come. */
export type Tell = (text: string) => void;

const TERMINAL_MS = 100;
const LOG_MS = 3000;
/** How often long work says that it goes on. */
const AGAIN_MS = 500;

/**
 * Progress of long work on stderr until it settles: one line that is written over on a terminal and wiped in the end, a line every
 * few seconds elsewhere. Silent where stderr is no terminal and the work is shorter than some seconds.
 */
export async function withProgress<T>(work: (tell: Tell) => Promise<T>): Promise<T> {
  const terminal = process.stderr.isTTY === true;
  const every = terminal ? TERMINAL_MS : LOG_MS;
  let last = Date.now();
  let latest = '';
  let due: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(due);
    due = undefined;
    last = Date.now();
    process.stderr.write(terminal ? `\r\u001b[2K${latest}` : `${latest}\n`);
  };
  try {
    return await work((text) => {
      latest = text;
      const wait = last + every - Date.now();
      if (wait <= 0) write();
      else due ??= setTimeout(write, wait);
    });
  } finally {
    clearTimeout(due);
    if (terminal) process.stderr.write('\r\u001b[2K');
  }
}

/** Says that work goes on until it settles. */
export async function tellWhile<T>(text: string, work: Promise<T>): Promise<T> {
  return withProgress(async (tell) => {
    const told = setInterval(() => tell(text), AGAIN_MS);
    return work.finally(() => clearInterval(told));
  });
}
