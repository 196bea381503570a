/**
 * What the two phones say to each other to be introduced, sealed for each other: the hub that carries it
 * sees an opaque room name and ciphertext. SPEC N40 to N44.
 */
import { bytesToUtf8, type Random, utf8ToBytes } from '../kernel/index.js';
import { type DeviceId, openMessage, type Secret, sealMessage } from '../vault/index.js';

/** Larger than any description; small enough for every carrier. */
export const MAX_INTRODUCTION_BYTES = 48 * 1024;

/** Names one run of the app: 32 hex digits, random. */
export type RunId = string;

type Said =
  /** "I am here." `link`: the connection it still holds; `needs`: whether that is of no use any more. */
  | { readonly type: 'hello'; readonly link?: string; readonly needs: boolean }
  | {
      readonly type: 'offer';
      readonly attempt: number;
      readonly link: string;
      /** Looks for a new way for `link`, which exists, instead of making it. */
      readonly restart: boolean;
      readonly sdp: string;
    }
  | { readonly type: 'answer'; readonly attempt: number; readonly sdp: string }
  /** There is no such connection to restart. */
  | { readonly type: 'gone'; readonly attempt: number };

export type Introduction = Said & {
  /** The run that says it. */
  readonly from: RunId;
  /** The run it is said to; a stranger's hello has none. Saying it back proves that this is no recording. */
  readonly to?: RunId;
  readonly seq: number;
};

export type IntroductionContext = {
  readonly key: Secret;
  readonly roomName: string;
  readonly me: DeviceId;
  readonly partner: DeviceId;
};

/** The direction is authenticated with the message: what a carrier sends back to its sender never opens. */
function associate(roomName: string, from: DeviceId, to: DeviceId): Uint8Array {
  return utf8ToBytes(['vesper/1/introduction', roomName, from, to].join('\n'));
}

export function sealIntroduction(
  message: Introduction,
  { key, roomName, me, partner }: IntroductionContext,
  random: Random,
): Uint8Array<ArrayBuffer> {
  const plain = utf8ToBytes(JSON.stringify({ version: 1, ...message }));
  return sealMessage(key, associate(roomName, me, partner), plain, random);
}

/** Undefined for everything that isn't a message of the partner's for us: there is nobody to tell. */
export function openIntroduction(
  sealed: Uint8Array,
  { key, roomName, me, partner }: IntroductionContext,
): Introduction | undefined {
  if (sealed.length > MAX_INTRODUCTION_BYTES) return undefined;
  const opened = openMessage(key, associate(roomName, partner, me), sealed);
  return opened.ok ? parseIntroduction(bytesToUtf8(opened.value)) : undefined;
}

function parseIntroduction(text: string | undefined): Introduction | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isIntroduction(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isIntroduction(value: unknown): value is Introduction {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const is = (type: string, ...names: string[]): boolean =>
    names.every((name) => typeof fields.get(name) === type);
  const may = (type: string, name: string): boolean => !fields.has(name) || is(type, name);
  if (!is('string', 'from') || !is('number', 'seq') || !may('string', 'to')) return false;
  switch (fields.get('type')) {
    case 'hello':
      return is('boolean', 'needs') && may('string', 'link');
    case 'offer':
      return is('number', 'attempt') && is('string', 'link', 'sdp') && is('boolean', 'restart');
    case 'answer':
      return is('number', 'attempt') && is('string', 'sdp');
    case 'gone':
      return is('number', 'attempt');
    default:
      return false;
  }
}

/** Runs of the partner that one run of ours is likely to meet. */
const KEPT_RUNS = 16;
const KEPT_NUMBERS = 64;

/**
 * Lets each message through once. Several carriers may bring the same one, in any order, so the last few
 * numbers of each run are kept; anything older counts as a repeat. Only for messages that name our run:
 * a recording must not push out what is remembered.
 */
export function createReplayGuard(): (message: Introduction) => boolean {
  const numbersByRun = new Map<RunId, { highest: number; seen: Set<number> }>();
  return ({ from, seq }) => {
    const numbers = numbersByRun.get(from) ?? { highest: -1, seen: new Set<number>() };
    numbersByRun.set(from, numbers);
    for (const run of numbersByRun.keys()) {
      if (numbersByRun.size > KEPT_RUNS) numbersByRun.delete(run);
    }
    const { seen } = numbers;
    if (seq <= numbers.highest - KEPT_NUMBERS || seen.has(seq)) return false;
    numbers.highest = Math.max(numbers.highest, seq);
    seen.add(seq);
    for (const old of seen) if (old <= numbers.highest - KEPT_NUMBERS) seen.delete(old);
    return true;
  };
}
