/**
 * The DTLS certificate a phone keeps, so that the other one knows it when they meet again.
 * The browser holds its private key; what leaves here is the certificate itself and its fingerprint.
 */
import { err, hexToBytes, ok, type Result } from '../kernel/index.js';

/** What this file needs of `RTCPeerConnection`; tests and browsers pass their own. */
export type CertificateMaker = {
  new (
    configuration?: RTCConfiguration,
  ): Pick<RTCPeerConnection, 'createDataChannel' | 'createOffer' | 'close'>;
  generateCertificate(algorithm: AlgorithmIdentifier): Promise<RTCCertificate>;
};

export type CertificateError =
  /** This browser has no WebRTC. */
  { readonly type: 'Unavailable' } | { readonly type: 'Refused'; readonly detail: string };

const DAY_MS = 86_400_000;
/** The longest that browsers grant. */
const LIFETIME_MS = 365 * DAY_MS;
/** Partners who meet once in three months never lose each other's certificate. */
const RENEW_BEFORE_MS = 90 * DAY_MS;
const SHA256_BYTES = 32;

/** A fresh ECDSA P-256 certificate for at most 365 days. */
export async function createCertificate(
  peerConnection: CertificateMaker | undefined = findPeerConnection(),
): Promise<Result<RTCCertificate, CertificateError>> {
  if (peerConnection === undefined) return err({ type: 'Unavailable' });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', expires: LIFETIME_MS };
  try {
    return ok(await peerConnection.generateCertificate(algorithm));
  } catch (cause) {
    return err({ type: 'Refused', detail: String(cause) });
  }
}

/** SHA-256 of the certificate (32 bytes), or undefined where this browser tells it in no way. */
export async function certificateFingerprint(
  certificate: RTCCertificate,
  peerConnection: CertificateMaker | undefined = findPeerConnection(),
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return (
    readOwnFingerprint(certificate) ?? (await readOfferedFingerprint(certificate, peerConnection))
  );
}

/** `expiresMs` as in `RTCCertificate.expires`: milliseconds since the epoch. */
export function certificateNeedsRenewal(expiresMs: number, now: number): boolean {
  return expiresMs - now < RENEW_BEFORE_MS;
}

/** Whether it can't be counted on any more: browsers refuse one that has run out. */
export function certificateIsSpent(expiresMs: number, now: number): boolean {
  return expiresMs - now < DAY_MS;
}

/** The SHA-256 fingerprint in a session description, 32 bytes. */
export function fingerprintInSdp(sdp: string): Uint8Array<ArrayBuffer> | undefined {
  const value = /^a=fingerprint:sha-256 ([0-9a-f:]+)\s*$/im.exec(sdp)?.[1];
  return value === undefined ? undefined : parseFingerprint(value);
}

function readOwnFingerprint(certificate: RTCCertificate): Uint8Array<ArrayBuffer> | undefined {
  // Firefox's certificates have no such method, whatever the types say.
  if (!('getFingerprints' in certificate)) return undefined;
  const found = certificate
    .getFingerprints()
    .find((fingerprint) => fingerprint.algorithm?.toLowerCase() === 'sha-256');
  return found?.value === undefined ? undefined : parseFingerprint(found.value);
}

/** Every offer names the certificate it comes with; this one is made only to be read. */
async function readOfferedFingerprint(
  certificate: RTCCertificate,
  peerConnection: CertificateMaker | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (peerConnection === undefined) return undefined;
  const connection = new peerConnection({ certificates: [certificate], iceServers: [] });
  try {
    connection.createDataChannel('fingerprint');
    const offer = await connection.createOffer();
    return fingerprintInSdp(offer.sdp ?? '');
  } catch {
    return undefined;
  } finally {
    connection.close();
  }
}

function parseFingerprint(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = hexToBytes(text.replaceAll(':', ''));
  return bytes?.length === SHA256_BYTES ? bytes : undefined;
}

function findPeerConnection(): CertificateMaker | undefined {
  return typeof RTCPeerConnection === 'undefined' ? undefined : RTCPeerConnection;
}
