import { afterAll, beforeAll } from 'vitest';
import { demoInBoth } from './demo-in-both.ts';
import { libraryAgrees } from './library-agrees.ts';
import { namespaceFor } from './namespaces.ts';
import { publishLeavesFacts } from './publish-leaves-facts.ts';
import { queriesAgree } from './queries-agree.ts';

const demo = demoInBoth();
const namespace = namespaceFor('demo');
beforeAll(() => demo.open(namespace));
afterAll(() => demo.close());

queriesAgree(demo);
libraryAgrees(demo);
publishLeavesFacts(demo);
