export { base64UrlToBytes, bytesToBase64Url } from './base64.js';
export {
  bytesToHex,
  bytesToUtf8,
  compareBytes,
  concatBytes,
  equalBytes,
  hexToBytes,
  utf8ToBytes,
} from './bytes.js';
export { type Cancel, type Clock, systemClock } from './clock.js';
export {
  addDays,
  eveningOf,
  type LocalDate,
  type Month,
  monthOf,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from './dates.js';
export { type Random, systemRandom } from './random.js';
export { type Err, err, type Ok, ok, type Result } from './result.js';
export { createSignal, type Signal, type WritableSignal } from './signal.js';
