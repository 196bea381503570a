/**
 * This phone's certificates while it is open: the one it has, and the next one, which takes over at glances
 * from the moment when the partner's phone is known to remember it, and everywhere at the next start.
 */
import { equalBytes } from '../kernel/index.js';
import type { MeetingCertificate, MeetingIdentity } from './identity.js';

export type OwnCertificates = {
  /** What this phone comes with at a glance. */
  readonly forGlance: () => MeetingCertificate;
  /** What it means to come with: the partner's phone is told, and asked to remember it. */
  readonly announced: () => Uint8Array;
  readonly partnerKnows: (fingerprint: Uint8Array) => void;
};

/** `takeOver` keeps the next one in the place of the present one. */
export function watchOwnCertificates(
  identity: MeetingIdentity,
  takeOver: (next: MeetingCertificate) => void,
): OwnCertificates {
  const { next } = identity;
  let isNext = false;
  return {
    forGlance: () => (isNext && next ? next : identity),
    announced: () => (next ?? identity).fingerprint,
    partnerKnows: (fingerprint) => {
      if (isNext || !next || !equalBytes(fingerprint, next.fingerprint)) return;
      isNext = true;
      takeOver(next);
    },
  };
}
