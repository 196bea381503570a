/** Which certificate a phone comes with while its next one is being made known. */
import { expect, it } from 'vitest';
import { watchOwnCertificates } from '../../../src/session/own-certificates.js';

const named = (name: number) => ({
  certificate: { expires: name } as RTCCertificate,
  fingerprint: new Uint8Array(32).fill(name),
});

it('[N143] comes with the next one only once the other phone remembers that very one', () => {
  const next = named(2);
  const taken: number[] = [];
  const own = watchOwnCertificates({ ...named(1), next }, (each) =>
    taken.push(each.certificate.expires),
  );
  expect(own.announced()).toEqual(next.fingerprint);
  own.partnerKnows(named(1).fingerprint);
  own.partnerKnows(named(3).fingerprint);
  expect(own.forGlance()).toMatchObject(named(1));
  expect(taken).toEqual([]);
  own.partnerKnows(next.fingerprint);
  own.partnerKnows(next.fingerprint);
  expect(own.forGlance()).toEqual(next);
  expect(taken).toEqual([2]);
});

it('[N141] announces the present one where there is no next', () => {
  const own = watchOwnCertificates({ ...named(1), next: undefined }, () => {
    throw new Error('nothing takes over');
  });
  expect(own.announced()).toEqual(named(1).fingerprint);
  own.partnerKnows(named(1).fingerprint);
  expect(own.forGlance()).toMatchObject(named(1));
});
