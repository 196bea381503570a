import { describe, expect, it } from 'vitest';
import {
  type CertificateMaker,
  certificateFingerprint,
  certificateNeedsRenewal,
  createCertificate,
} from '../../../src/vault/index.js';

const DAY_MS = 86_400_000;
const FINGERPRINT = Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0'));
const VALUE = FINGERPRINT.join(':').toUpperCase();

/** Chromium's certificates tell their fingerprint; Firefox's do not, but its offers do. */
function createMaker(sdp: string): CertificateMaker & { asked: unknown[]; closed: number } {
  const maker = class {
    static asked: unknown[] = [];
    static closed = 0;
    static generateCertificate(algorithm: AlgorithmIdentifier): Promise<RTCCertificate> {
      maker.asked.push(algorithm);
      return Promise.resolve({ expires: 0 } as RTCCertificate);
    }
    constructor(configuration?: RTCConfiguration) {
      maker.asked.push(configuration);
    }
    createDataChannel(): RTCDataChannel {
      return {} as RTCDataChannel;
    }
    createOffer(): Promise<RTCSessionDescriptionInit> {
      return Promise.resolve({ type: 'offer', sdp });
    }
    close(): void {
      maker.closed += 1;
    }
  };
  return maker as unknown as CertificateMaker & { asked: unknown[]; closed: number };
}

const quiet = { expires: 0 } as RTCCertificate;
const telling = {
  expires: 0,
  getFingerprints: () => [
    { algorithm: 'sha-1', value: '00:11' },
    { algorithm: 'sha-256', value: VALUE },
  ],
} as RTCCertificate;

describe('certificates', () => {
  it('[V15] is ECDSA on P-256, for 365 days', async () => {
    const maker = createMaker('');
    expect((await createCertificate(maker)).ok).toBe(true);
    expect(maker.asked).toEqual([{ name: 'ECDSA', namedCurve: 'P-256', expires: 365 * DAY_MS }]);
  });

  it('[V15] says so where there is no WebRTC, or where the browser refuses', async () => {
    expect(await createCertificate()).toEqual({ ok: false, error: { type: 'Unavailable' } });
    const refusing = createMaker('');
    refusing.generateCertificate = () => Promise.reject(new Error('no'));
    expect(await createCertificate(refusing)).toMatchObject({
      ok: false,
      error: { type: 'Refused' },
    });
  });

  it('[V16] reads the fingerprint from the certificate', async () => {
    expect(await certificateFingerprint(telling)).toEqual(
      Uint8Array.from(FINGERPRINT, (_, i) => i),
    );
  });

  it('[V16] reads it from an offer where the certificate is silent, asking no server', async () => {
    const maker = createMaker(`v=0\r\na=fingerprint:sha-256 ${VALUE}\r\na=setup:actpass\r\n`);
    const fingerprint = await certificateFingerprint(quiet, maker);
    expect(fingerprint).toEqual(Uint8Array.from(FINGERPRINT, (_, i) => i));
    expect(maker.asked).toEqual([{ certificates: [quiet], iceServers: [] }]);
    expect(maker.closed).toBe(1);
  });

  it('[V16] is undefined where neither tells', async () => {
    expect(await certificateFingerprint(quiet)).toBeUndefined();
    expect(await certificateFingerprint(quiet, createMaker('v=0\r\n'))).toBeUndefined();
    const short = createMaker('a=fingerprint:sha-256 00:11\r\n');
    expect(await certificateFingerprint(quiet, short)).toBeUndefined();
  });

  it('[V15] is renewed in its last 90 days', () => {
    expect(certificateNeedsRenewal(90 * DAY_MS, 0)).toBe(false);
    expect(certificateNeedsRenewal(90 * DAY_MS, 1)).toBe(true);
    expect(certificateNeedsRenewal(0, 1)).toBe(true);
  });
});
