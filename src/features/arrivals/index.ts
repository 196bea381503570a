export { ArrivalsScreen } from './screen.js';
export { ArrivalSigns } from './signs.js';
export { SinceLastTime } from './since-last-time.js';
