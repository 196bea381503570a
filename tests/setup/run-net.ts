/** `npm run test:net`: the network part alone, or why it can't run here. */
import { runBuild, runPlaywright } from './run-part.js';
import { findNetObstacle, prepareSystem } from './system-packages.js';
import { isGood, ONE_SKIPPED, sayTally, type Tally } from './tally.js';

async function runNet(): Promise<Tally> {
  prepareSystem();
  const obstacle = findNetObstacle();
  if (obstacle !== undefined) {
    console.log(`The network part is skipped: ${obstacle}.`);
    return ONE_SKIPPED;
  }
  const built = await runBuild();
  return built.failed > 0 ? built : runPlaywright('net');
}

const tally = await runNet();
console.log(`\n${sayTally(tally)}`);
process.exitCode = isGood(tally) || tally === ONE_SKIPPED ? 0 : 1;
