/**
 * `npm run fuzz`: simulated lives of a couple, one seed after the other, until one shows a fault or it is
 * stopped. `--seconds N` ends it by itself, `--seed S` says where to begin.
 */
import '../property/simulation/platform.js';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { findFault } from '../property/simulation/find.js';
import { makeSchedule } from '../property/simulation/steps.js';

const REPORT_EVERY = 500;

const { values } = parseArgs({
  options: { seconds: { type: 'string' }, seed: { type: 'string' } },
});
const first = Number(values.seed ?? randomInt(2 ** 31));
const end = performance.now() + Number(values.seconds ?? Infinity) * 1_000;

console.log(`from seed ${first} on`);
let lives = 0;
for (let seed = first; performance.now() < end; seed++) {
  const fault = await findFault(makeSchedule(seed));
  if (fault !== undefined) {
    console.error(fault);
    process.exitCode = 1;
    break;
  }
  lives += 1;
  if (lives % REPORT_EVERY === 0) console.log(`${lives} lives, all well`);
}
if (process.exitCode === undefined) console.log(`${lives} lives, all well`);
