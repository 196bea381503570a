/**
 * Where in what the two share the other one is right now. Said over the proved connection only, forgotten
 * with it, and never written anywhere. SPEC N120 to N125.
 */
import {
  bytesToUtf8,
  type Cancel,
  type Clock,
  createSignal,
  type Signal,
  utf8ToBytes,
} from '../kernel/index.js';

/** A place that both can see, such as `board/2026-11`; `item` is what is open there, such as a note. */
export type PresenceAt = { readonly place: string; readonly item?: string };

export const MAX_PRESENCE_BYTES = 256;
/** Places of shared writing, each listed: what is private has no name here. */
const PLACE = /^board\/\d{4}-\d{2}$/;
const ITEM = /^[\w.:-]{1,64}$/;
/** What is said oneself: the newest, so often at most. */
export const SAY_EVERY_MS = 500;
/** What is listened to: a sound phone stays far below it. */
export const HEARD_IN_A_ROW = 20;
export const HEAR_EVERY_MS = 250;

export function encodePresence(at: PresenceAt | undefined): Uint8Array {
  return at ? utf8ToBytes(JSON.stringify(at)) : new Uint8Array();
}

function isPresenceAt(value: unknown): value is PresenceAt {
  if (typeof value !== 'object' || value === null) return false;
  if (!('place' in value) || typeof value.place !== 'string' || !PLACE.test(value.place)) {
    return false;
  }
  if (!('item' in value)) return true;
  return typeof value.item === 'string' && ITEM.test(value.item);
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** `nowhere` for who is at no shared place; undefined for what this version doesn't understand. */
export function decodePresence(bytes: Uint8Array): PresenceAt | 'nowhere' | undefined {
  if (bytes.length === 0) return 'nowhere';
  if (bytes.length > MAX_PRESENCE_BYTES) return undefined;
  const value = parse(bytesToUtf8(bytes));
  if (!isPresenceAt(value)) return undefined;
  const { place, item } = value;
  return item === undefined ? { place } : { place, item };
}

export type PresenceTalk = {
  /** Where the partner is; undefined also while the connection doesn't work. */
  readonly partner: Signal<PresenceAt | undefined>;
  readonly show: (at: PresenceAt | undefined) => void;
  readonly take: (bytes: Uint8Array) => void;
  /** Another connection is in use; nothing was said on it yet. */
  readonly begin: () => void;
  /** Whether what is in use works, is lost, or hangs. */
  readonly follow: (isUp: boolean) => void;
  readonly stop: () => void;
};

export function createPresenceTalk({
  clock,
  send,
}: {
  readonly clock: Clock;
  readonly send: (bytes: Uint8Array) => void;
}): PresenceTalk {
  const partner = createSignal<PresenceAt | undefined>(undefined);
  let mine: PresenceAt | undefined;
  let said: PresenceAt | undefined;
  let heard: PresenceAt | undefined;
  let isUp = false;
  let heardInARow = 0;
  let lastHeardAt = clock.now();
  let cancelPause: Cancel | undefined;

  const show = (): void => {
    const next = isUp ? heard : undefined;
    if (!isSame(next, partner.get())) partner.set(next);
  };

  const say = (): void => {
    if (!isUp || cancelPause || isSame(mine, said)) return;
    said = mine;
    send(encodePresence(mine));
    cancelPause = clock.after(SAY_EVERY_MS, () => {
      cancelPause = undefined;
      say();
    });
  };

  const isTooOften = (): boolean => {
    const now = clock.now();
    const forgiven = Math.floor((now - lastHeardAt) / HEAR_EVERY_MS);
    if (forgiven > 0) {
      heardInARow = Math.max(heardInARow - forgiven, 0);
      lastHeardAt = now;
    }
    if (heardInARow === HEARD_IN_A_ROW) return true;
    heardInARow += 1;
    return false;
  };

  return {
    partner,
    show: (at) => {
      mine = at;
      say();
    },
    take: (bytes) => {
      if (isTooOften()) return;
      const decoded = decodePresence(bytes);
      if (decoded === undefined) return;
      heard = decoded === 'nowhere' ? undefined : decoded;
      show();
    },
    begin: () => {
      said = undefined;
      heard = undefined;
      heardInARow = 0;
      show();
      say();
    },
    follow: (up) => {
      isUp = up;
      show();
      say();
    },
    stop: () => {
      isUp = false;
      cancelPause?.();
      show();
    },
  };
}

function isSame(a: PresenceAt | undefined, b: PresenceAt | undefined): boolean {
  return a?.place === b?.place && a?.item === b?.item;
}
