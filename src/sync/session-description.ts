/** The few lines of a session description that this room reads or writes. Pure; text in, text out. */
import { hexToBytes } from '../kernel/index.js';

export type IceCredentials = { readonly ufrag: string; readonly pwd: string };

const FINGERPRINT_BYTES = 32;

/**
 * The one certificate a description names: its SHA-256, 32 bytes. Undefined when it names none, another
 * kind, or *several*: the browser would take any of them, and then a stranger in the middle could list
 * the true one first and answer with his own, while both ends prove the true ones to each other.
 */
export function fingerprintOf(sdp: string): Uint8Array | undefined {
  const values = [...sdp.matchAll(/^a=fingerprint:(\S+)\s+(\S+)\s*$/gim)].map(
    ([, algorithm = '', value = '']) => `${algorithm} ${value}`.toLowerCase(),
  );
  const [only, ...others] = [...new Set(values)];
  if (only === undefined || others.length > 0 || !only.startsWith('sha-256 ')) return undefined;
  const bytes = hexToBytes(only.slice('sha-256 '.length).replaceAll(':', ''));
  return bytes?.length === FINGERPRINT_BYTES ? bytes : undefined;
}

export function replaceCredentials(sdp: string, { ufrag, pwd }: IceCredentials): string {
  return sdp
    .replace(/^a=ice-ufrag:.*$/gm, `a=ice-ufrag:${ufrag}`)
    .replace(/^a=ice-pwd:.*$/gm, `a=ice-pwd:${pwd}`);
}

/**
 * The answer that a waiting side applies to itself: the other phone's known certificate, credentials
 * agreed beforehand, and no candidates. Its address is learned from its own first check.
 */
export function synthesizeAnswer(
  offer: string,
  { ufrag, pwd }: IceCredentials,
  fingerprint: Uint8Array,
): string {
  const value = [...fingerprint].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
  return replaceCredentials(offer, { ufrag, pwd })
    .split(/\r?\n/)
    .filter((line) => !/^a=(candidate|end-of-candidates)/.test(line))
    .map((line) => (line.startsWith('a=setup:') ? 'a=setup:active' : line))
    .map((line) =>
      line.startsWith('a=fingerprint:') ? `a=fingerprint:sha-256 ${value.toUpperCase()}` : line,
    )
    .map((line) => line.replace(/^m=application \d+ /, 'm=application 9 '))
    .map((line) => (line.startsWith('c=IN ') ? 'c=IN IP4 0.0.0.0' : line))
    .join('\r\n');
}
