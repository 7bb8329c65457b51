/** Questions under way at a time: with two, the server works on one while this process works on the other's answer. */
const SESSIONS = 3;

/**
 * Asks several questions at a time and hands the answers on one by one, in the order of the questions. After a failure
 * nothing more is asked, and what is under way is waited for.
 */
export async function inParallel<Question, Answer>(
  questions: Iterable<Question> | AsyncIterable<Question>,
  ask: (question: Question) => Promise<Answer>,
  take: (answer: Answer) => Promise<void> | void = () => undefined,
  sessions = SESSIONS,
): Promise<void> {
  const running: Promise<Answer>[] = [];
  try {
    for await (const question of questions) {
      if (running.length >= sessions) await take(await running.shift()!);
      const asked = ask(question);
      asked.catch(() => undefined);
      running.push(asked);
    }
    while (running.length > 0) await take(await running.shift()!);
  } finally {
    await Promise.allSettled(running);
  }
}
