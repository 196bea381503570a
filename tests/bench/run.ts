/** Takes all figures, one part after the other so that none disturbs another, and prints them. */
import { eveningOf, systemClock } from '../../src/kernel/index.js';
import { measureBuild } from './build-figures.js';
import { createCouple, YEARS_SEED } from './couple.js';
import { printFigures } from './figures.js';
import { measureLedger } from './ledger-figures.js';
import { measureLookingBack } from './look-figures.js';
import { measureMovingCode } from './moving-figures.js';
import { measureParcel } from './parcel-figures.js';
import { measureReconnect } from './reconnect-figures.js';
import { measureSaving } from './save-figures.js';
import { measureStartup } from './startup-figures.js';
import { buildTenYears } from './ten-years.js';
import { measureWire } from './wire-figures.js';

const couple = createCouple();
// The app opens this month's chapters, so the ten years end today.
const last = eveningOf(systemClock.now(), systemClock.timeZone());
console.log('Writing ten years of two people …');
const years = buildTenYears({ ...couple, last, seed: YEARS_SEED });

console.log('The ledger …');
const ledger = measureLedger(couple, years, last);
console.log('The moving code …');
const moving = await measureMovingCode();
const parcel = measureParcel(couple, years, last);
console.log('The build …');
const build = await measureBuild(couple, last);
console.log('Starting …');
const startup = await measureStartup(couple, years, last);
console.log('Saving …');
const saving = await measureSaving(couple, years, last);
console.log('Looking back …');
const looking = await measureLookingBack(couple, years, last);
console.log('Between two browsers …');
const wire = await measureWire(couple, years, last);
console.log('The hub is back …');
const reconnect = await measureReconnect(couple, last);

printFigures([
  startup,
  saving,
  ...looking,
  ...ledger,
  ...wire,
  moving,
  parcel,
  ...build,
  reconnect,
]);
