/** Lives one schedule after the other until one shows a fault, and makes that one short. */
import { makeSchedule, printSchedule, type Schedule, shrinkSchedule } from './steps.js';
import { live } from './world.js';

const FIRST_WORDS = 3;
/** Shrinking may meet another fault: only the one that was found counts, by its first words. */
const kindOf = (problem: unknown): string =>
  String(problem).split(' ').slice(0, FIRST_WORDS).join(' ');

async function problemOf(schedule: Schedule): Promise<unknown> {
  try {
    await live(schedule);
    return undefined;
  } catch (problem) {
    return problem;
  }
}

/** Undefined where all is well; else what to print: the seed, the shortest schedule, and what is wrong with it. */
export async function findFault(schedule: Schedule): Promise<string | undefined> {
  const problem = await problemOf(schedule);
  if (problem === undefined) return undefined;
  const isSame = async (shorter: Schedule): Promise<boolean> =>
    kindOf(await problemOf(shorter)) === kindOf(problem);
  const shortest = await shrinkSchedule(schedule, isSame);
  const { stack } = (await problemOf(shortest)) as Error;
  return `seed ${schedule.seed}: ${String(problem)}\n\n${printSchedule(shortest)}\n\n${stack}`;
}

/** The first fault of these seeds. */
export async function searchSeeds(from: number, count: number): Promise<string | undefined> {
  for (let seed = from; seed < from + count; seed++) {
    const fault = await findFault(makeSchedule(seed));
    if (fault !== undefined) return fault;
  }
  return undefined;
}
