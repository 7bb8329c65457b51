/** Progress of long work on stderr: one line that is written over on a terminal, a line every few seconds elsewhere. */
export interface Progress {
  /** Says where the work is; called as often as the work likes. */
  update(text: string): void;
  /** Ends the line with a last word, or wipes it. */
  done(text?: string): void;
}

/** Says that work goes on until it settles; nothing stays on the screen of it. */
export async function tellWhile<T>(text: string, work: Promise<T>): Promise<T> {
  const progress = startProgress();
  const told = setInterval(() => progress.update(text), TELL_MS);
  try {
    return await work;
  } finally {
    clearInterval(told);
    progress.done();
  }
}

/** How often long work says that it goes on. */
const TELL_MS = 500;

const TERMINAL_MS = 100;
const LOG_MS = 3000;

/** Makes a progress line; silent where stderr is no terminal and the work is shorter than some seconds. */
export function startProgress(): Progress {
  const terminal = process.stderr.isTTY === true;
  const every = terminal ? TERMINAL_MS : LOG_MS;
  let last = Date.now();
  const write = (text: string) => process.stderr.write(terminal ? `\r\u001b[2K${text}` : `${text}\n`);
  return {
    update(text) {
      if (Date.now() - last < every) return;
      last = Date.now();
      write(text);
    },
    done(text) {
      if (text !== undefined) write(terminal ? `${text}\n` : text);
      else if (terminal) process.stderr.write('\r\u001b[2K');
    },
  };
}
