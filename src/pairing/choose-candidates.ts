/** Which of a phone's addresses a code carries: a small code scans fast, and most addresses never serve a room. */

import { ADDRESS_BYTES, type HostCandidate } from './address.js';

/** Each costs 7 or 19 bytes of a code that should stay small; a fifth address adds next to nothing in one room. */
export const MAX_CANDIDATES = 4;

/** One byte of family, the address, two bytes of port. */
function candidateLength(candidate: HostCandidate): number {
  return 1 + ADDRESS_BYTES[candidate.family] + 2;
}

/** The most useful candidates first, as many as fit into `room` bytes, each once. */
export function chooseCandidates(
  candidates: readonly HostCandidate[],
  room: number,
): readonly HostCandidate[] {
  const ranked = candidates.toSorted((a, b) => rankCandidate(a) - rankCandidate(b));
  const chosen: HostCandidate[] = [];
  let left = room;
  for (const candidate of ranked) {
    if (chosen.length === MAX_CANDIDATES) break;
    const length = candidateLength(candidate);
    if (length > left || chosen.some((other) => isSameCandidate(other, candidate))) continue;
    chosen.push(candidate);
    left -= length;
  }
  return chosen;
}

/**
 * Lower is better. A home network's own IPv4 address is what two phones in one room share; an mDNS name
 * stands for one when the browser hides it. Public addresses rarely route back into the room, and
 * link-local or loopback ones only serve a cable or two windows on one computer.
 */
function rankCandidate({ family, address }: HostCandidate): number {
  const [first = 0, second = 0] = address;
  if (family === 'mdns') return 1;
  if (family === 'ipv4') {
    if (first === 127) return 6;
    if (first === 169 && second === 254) return 5;
    return isPrivateIpv4(first, second) ? 0 : 4;
  }
  if (first === 0) return 6;
  if (first === 0xfe && (second & 0xc0) === 0x80) return 5;
  return (first & 0xfe) === 0xfc ? 2 : 3;
}

function isPrivateIpv4(first: number, second: number): boolean {
  return (
    first === 10 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168)
  );
}

function isSameCandidate(a: HostCandidate, b: HostCandidate): boolean {
  return (
    a.family === b.family &&
    a.port === b.port &&
    a.address.every((byte, i) => byte === b.address[i])
  );
}
