/** What Today shows once somebody has written or there are two; one piece, so that all of it is there at once. */
export { LastEvening } from './last-evening.js';
export { NearnessLine } from './nearness-line.js';
export { Pair } from './pair.js';
