/** Entries that a ledger did not take in: kept where they are, and told about. */
import { createSignal, type Signal } from '../kernel/index.js';
import type { DeviceId } from '../vault/index.js';

export type SetAsideReason =
  /** Not an entry's bytes, or it opened to something that is not a body. */
  | 'Malformed'
  /** Written by a later version of the app. */
  | 'NewerVersion'
  /** Sealed under another generation of the keys. */
  | 'OtherEpoch'
  /** The device it names is none of these two people's. */
  | 'UnknownDevice'
  /** Sealed with another key, or damaged. */
  | 'WrongKey'
  /** Opened, but not signed by the device it names. */
  | 'WrongAuthor'
  /** Its author may not write this chapter. */
  | 'NotTheirChapter'
  /** Authentic, but Yjs could not take it in. */
  | 'BadUpdate'
  | 'TooLarge';

export type SetAside = {
  readonly reason: SetAsideReason;
  /** Known once a chapter of that tag has been opened. */
  readonly chapter: string | undefined;
  /** Whom its header names: a claim, not a proof. */
  readonly author: DeviceId | undefined;
  /** Bytes of the whole entry. */
  readonly length: number;
};

type SetAsideList = {
  readonly signal: Signal<readonly SetAside[]>;
  readonly add: (bytes: Uint8Array, entry: Omit<SetAside, 'length'>) => void;
  readonly has: (bytes: Uint8Array) => boolean;
  readonly remove: (bytes: Uint8Array) => void;
  /** Tells listeners, once for everything since the last time. */
  readonly publish: () => void;
};

export function createSetAsideList(): SetAsideList {
  const entriesByBytes = new Map<Uint8Array, SetAside>();
  const signal = createSignal<readonly SetAside[]>([]);
  let changed = false;
  return {
    signal,
    add: (bytes, entry) => {
      entriesByBytes.set(bytes, { ...entry, length: bytes.length });
      changed = true;
    },
    has: (bytes) => entriesByBytes.has(bytes),
    remove: (bytes) => {
      changed = entriesByBytes.delete(bytes) || changed;
    },
    publish: () => {
      if (!changed) return;
      changed = false;
      signal.set([...entriesByBytes.values()]);
    },
  };
}
