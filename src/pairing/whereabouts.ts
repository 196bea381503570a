/** Where a phone is on its network, as far as its browser tells: for a code that is shown while that changes. */
import { formatAddress } from './address.js';
import { readSdp } from './sdp.js';

export type Whereabouts = {
  readonly addresses: readonly string[];
  /** What a browser shows instead of addresses (multicast DNS). */
  readonly names: readonly string[];
};

/** Of a browser's own offer, all candidates in it. */
export function readWhereabouts(offer: string): Whereabouts {
  const read = readSdp(offer);
  const found = read.ok ? read.value.candidates : [];
  const listed = (isName: boolean): string[] => [
    ...new Set(found.filter(({ family }) => (family === 'mdns') === isName).map(formatAddress)),
  ];
  return { addresses: listed(false), names: listed(true) };
}

/** Whether a browser calls itself the same as before. Chromium does, Firefox takes other names each time. */
export function keepsNames(before: Whereabouts, after: Whereabouts): boolean {
  return before.names.every((name) => after.names.includes(name));
}

/**
 * Whether anything at which `shown` can be found is gone. A phone that is nowhere for a moment may come back
 * to where it was. `byName`: names that are gone mean something, for this browser keeps them.
 */
export function hasMoved(shown: Whereabouts, now: Whereabouts, byName: boolean): boolean {
  if (now.addresses.length + now.names.length === 0) return false;
  if (!shown.addresses.every((address) => now.addresses.includes(address))) return true;
  return byName ? !keepsNames(shown, now) : now.names.length < shown.names.length;
}
