/** Where a phone can be reached, as bytes: an IPv4 or IPv6 address, or the mDNS name a browser shows instead. */

import { bytesToHex, hexToBytes } from '../kernel/index.js';

export type AddressFamily = 'ipv4' | 'ipv6' | 'mdns';

/** Bytes: 4 for IPv4, 16 for IPv6, 16 for the UUID of an mDNS name. Port: 1 to 65,535. */
export type HostCandidate = {
  readonly family: AddressFamily;
  readonly address: Uint8Array;
  readonly port: number;
};

export const ADDRESS_BYTES: Readonly<Record<AddressFamily, number>> = {
  ipv4: 4,
  ipv6: 16,
  mdns: 16,
};

const MDNS_NAME =
  /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\.local$/i;
const IPV6_GROUPS = 8;

type Address = Pick<HostCandidate, 'family' | 'address'>;

/** Undefined for anything that is not an IP address or a browser's mDNS name. */
export function parseAddress(text: string): Address | undefined {
  const mdns = MDNS_NAME.exec(text);
  if (mdns) return withFamily('mdns', hexToBytes(mdns.slice(1).join('')));
  return text.includes(':')
    ? withFamily('ipv6', parseIpv6(text))
    : withFamily('ipv4', parseIpv4(text));
}

export function formatAddress({ family, address }: Address): string {
  if (family === 'ipv4') return address.join('.');
  const hex = bytesToHex(address);
  if (family === 'ipv6') return (hex.match(/.{4}/g) ?? []).map(trimZeros).join(':');
  const cuts = [0, 8, 12, 16, 20, 32];
  const groups = cuts.slice(1).map((end, i) => hex.slice(cuts[i], end));
  return `${groups.join('-')}.local`;
}

function withFamily(family: AddressFamily, address: Uint8Array | undefined): Address | undefined {
  return address && { family, address };
}

function trimZeros(group: string): string {
  return group.replace(/^0{1,3}/, '');
}

function parseIpv4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return undefined;
  const numbers = parts.map(Number);
  return numbers.every((number) => number <= 255) ? Uint8Array.from(numbers) : undefined;
}

function parseIpv6(text: string): Uint8Array | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map(splitGroups);
  const missing = IPV6_GROUPS - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = tail === undefined ? head : [...head, ...Array(missing).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return hexToBytes(groups.map((group) => group.padStart(4, '0')).join(''));
}

function splitGroups(half: string): string[] {
  return half === '' ? [] : half.split(':');
}
