import { parentPort, workerData } from 'node:worker_threads';
import { openExplorer } from '../explore/explorer.ts';
import { nameIndex } from '../explore/search.ts';
import { openStore } from '../store/open-store.ts';
import { type AnswersOptions, plainError, type Question, type Reply } from './answers.ts';
import { loadRoutes } from './load-routes.ts';

/** The thread that holds the store and the projection and answers the routes' questions, one after another. */
const options = workerData as AnswersOptions;
const port = parentPort!;
const say = (reply: Reply) => port.postMessage(reply);

try {
  const routes = await loadRoutes();
  const store = await openStore(options.store);
  const explorer = await openExplorer(store, options.run === undefined ? {} : { run: options.run });
  nameIndex(explorer);

  const answer = async ({ id, route, input }: Question) => {
    try {
      const { answer: compute, output } = routes[route]!;
      const result = await compute(explorer, input);
      say({ id, output: options.checkOutputs ? output.parse(result) : result });
    } catch (error) {
      say({ id, error: plainError(error) });
    }
  };
  let queue = Promise.resolve();
  port.on('message', (message: Question | 'close') => {
    queue = queue.then(async () => {
      if (message !== 'close') return answer(message);
      await explorer.close();
      await store.close();
      port.close();
    });
  });
  say({ ready: true, summary: '' });
} catch (error) {
  say({ failed: plainError(error) });
  port.close();
}
