/**
 * Places in a row that can always be divided again: strings over 62 digits, compared as text.
 * Between two of them there is room for another, so a move writes one key and touches no neighbour.
 */
import type { Random } from '../kernel/index.js';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
/** Keys at either end count in these leading digits, so a row that grows at one end keeps short keys. */
const WHOLE_DIGITS = 6;
const WHOLE_LIMIT = BASE ** WHOLE_DIGITS;
const CHANCE_DIGITS = 3;

/** A key ends in no zero: nothing fits between `A` and `A0`. */
export function isOrderKey(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9A-Za-z]{0,255}[1-9A-Za-z]$/.test(value);
}

/**
 * A key after `low` and before `high`; an end left undefined is open. Two phones that ask for the
 * same place get different keys, all but surely: the last digits are chance.
 * `low` must come before `high`.
 */
export function orderKeyBetween(
  low: string | undefined,
  high: string | undefined,
  random: Random,
): string {
  if (low !== undefined && high !== undefined && low >= high) {
    throw new Error('order keys have no room between them');
  }
  return placeBetween(low, high) + chanceDigits(random);
}

function placeBetween(low: string | undefined, high: string | undefined): string {
  if (low === undefined && high === undefined) return wholeToDigits(Math.floor(WHOLE_LIMIT / 2));
  if (low === undefined || high === undefined) {
    const whole = digitsToWhole(low ?? high ?? '') + (low === undefined ? -1 : 1);
    if (whole > 0 && whole < WHOLE_LIMIT) return wholeToDigits(whole);
  }
  return divide(low ?? '', high);
}

/** Follows `low` digit by digit until a digit fits between it and `high`. Any longer text fits there too. */
function divide(low: string, high: string | undefined): string {
  let prefix = '';
  let bounded = high !== undefined;
  for (let i = 0; ; i++) {
    const from = digitAt(low, i);
    const to = bounded ? digitAt(high ?? '', i) : BASE;
    if (to - from > 1) return prefix + digit((from + to) >> 1);
    if (to > from) bounded = false;
    prefix += digit(from);
  }
}

function chanceDigits(random: Random): string {
  const bytes = random.bytes(CHANCE_DIGITS);
  let digits = '';
  for (const byte of bytes.subarray(1)) digits += digit(byte % BASE);
  return digits + digit(1 + ((bytes[0] ?? 0) % (BASE - 1)));
}

function digitsToWhole(key: string): number {
  let whole = 0;
  for (let i = 0; i < WHOLE_DIGITS; i++) whole = whole * BASE + digitAt(key, i);
  return whole;
}

function wholeToDigits(whole: number): string {
  let digits = '';
  let rest = whole;
  for (let i = 0; i < WHOLE_DIGITS; i++) {
    digits = digit(rest % BASE) + digits;
    rest = Math.floor(rest / BASE);
  }
  return digits;
}

function digitAt(key: string, index: number): number {
  return index < key.length ? DIGITS.indexOf(key.charAt(index)) : 0;
}

function digit(value: number): string {
  return DIGITS.charAt(value);
}
