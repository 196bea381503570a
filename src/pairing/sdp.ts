/**
 * Between a browser's session description (RFC 8866, JSEP RFC 9429) and the few facts of it that a code
 * carries. Everything else in a data-channel description is the same for every browser, so the other side
 * rebuilds it.
 */

import { bytesToHex, compareBytes, err, hexToBytes, ok, type Result } from '../kernel/index.js';
import { formatAddress, type HostCandidate, parseAddress } from './address.js';

/** What one end of a connection must know of the other. */
export type Endpoint = {
  /** RFC 8839: 4 to 256 characters of `A-Z a-z 0-9 + /`. */
  readonly ufrag: string;
  /** RFC 8839: 22 to 256 characters of the same alphabet. */
  readonly password: string;
  /** SHA-256 of the DTLS certificate, 32 bytes. */
  readonly fingerprint: Uint8Array;
  readonly candidates: readonly HostCandidate[];
};

export type SdpError = { readonly type: 'UnreadableSdp'; readonly missing: string };

/** Who opens the DTLS handshake (RFC 8842): `active` sends the first message. */
export type DtlsRole = 'active' | 'passive';

const FINGERPRINT_BYTES = 32;
const UDP_HOST = /^(\S+) 1 udp \d+ (\S+) (\d+) typ host(?: |$)/i;
const HIGHEST_PRIORITY = 2_130_706_431;

/** Reads a local description whose gathering is over. Only component 1, UDP, host candidates are kept. */
export function readSdp(sdp: string): Result<Endpoint, SdpError> {
  const values = new Map<string, string>();
  const candidates: HostCandidate[] = [];
  for (const line of sdp.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^a=([\w-]+):(.*)$/.exec(line) ?? [];
    if (name !== 'candidate') {
      values.set(name, value.trim());
      continue;
    }
    const candidate = readCandidate(value);
    if (candidate) candidates.push(candidate);
  }
  const ufrag = values.get('ice-ufrag');
  const password = values.get('ice-pwd');
  const fingerprint = readFingerprint(values.get('fingerprint') ?? '');
  if (ufrag === undefined) return err({ type: 'UnreadableSdp', missing: 'ice-ufrag' });
  if (password === undefined) return err({ type: 'UnreadableSdp', missing: 'ice-pwd' });
  if (fingerprint === undefined) return err({ type: 'UnreadableSdp', missing: 'fingerprint' });
  return ok({ ufrag, password, fingerprint, candidates });
}

/**
 * The description of `endpoint` as an answer to our own offer. Both phones made offers and neither saw the
 * other's before its own was set, so each takes the other's for the answer, and the roles an answer would
 * settle are settled by `chooseRole`.
 */
export function writeAnswer(endpoint: Endpoint, role: DtlsRole): string {
  return writeDescription(endpoint, role);
}

/** The description of `endpoint` as the offer that it was; whoever answers opens the DTLS handshake. */
export function writeOffer(endpoint: Endpoint): string {
  return writeDescription(endpoint, 'actpass');
}

function writeDescription(endpoint: Endpoint, role: DtlsRole | 'actpass'): string {
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${endpoint.ufrag}`,
    `a=ice-pwd:${endpoint.password}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${formatFingerprint(endpoint.fingerprint)}`,
    `a=setup:${role}`,
    'a=mid:0',
    'a=sctp-port:5000',
    'a=max-message-size:262144',
    ...endpoint.candidates.map((candidate, i) => `a=${writeCandidate(candidate, i)}`),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** RFC 8839, section 5.1. Earlier candidates get the higher priority. */
function writeCandidate(candidate: HostCandidate, index: number): string {
  const priority = HIGHEST_PRIORITY - (index << 8);
  const { port } = candidate;
  return `candidate:${index + 1} 1 udp ${priority} ${formatAddress(candidate)} ${port} typ host`;
}

/** The role the *other* side plays: whoever has the lower fingerprint (as bytes) is active. */
export function chooseRole(theirs: Uint8Array, mine: Uint8Array): DtlsRole {
  return compareBytes(theirs, mine) < 0 ? 'active' : 'passive';
}

function readCandidate(value: string): HostCandidate | undefined {
  const [, , host = '', portText = ''] = UDP_HOST.exec(value) ?? [];
  const address = parseAddress(host);
  const port = Number(portText);
  return address && port >= 1 && port <= 65_535 ? { ...address, port } : undefined;
}

function readFingerprint(value: string): Uint8Array | undefined {
  const [, hex = ''] = /^sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})$/i.exec(value) ?? [];
  const bytes = hexToBytes(hex.replaceAll(':', ''));
  return bytes?.length === FINGERPRINT_BYTES ? bytes : undefined;
}

function formatFingerprint(fingerprint: Uint8Array): string {
  return (bytesToHex(fingerprint).toUpperCase().match(/../g) ?? []).join(':');
}
