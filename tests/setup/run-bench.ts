/** `npm run bench`: builds the app, then measures it. */
import { runBuild, runNode } from './run-part.js';
import { prepareSystem } from './system-packages.js';

prepareSystem();
const built = await runBuild();
process.exitCode =
  built.failed > 0 ? 1 : ((await runNode(['--import', 'tsx', 'tests/bench/run.ts'])) ?? 1);
