/** The bond out of both shares: what both phones compute alike, and which side this one is. */

import { createSecret, deviceIdOf, joinShares } from '../vault/index.js';
import type { Agreement, NewBond } from './ceremony.js';
import { chooseSide } from './transcript.js';

/** `share` is the partner's, 32 bytes. */
export function joinBond(talk: Agreement, share: Uint8Array): NewBond {
  const mySide = chooseSide(talk.mine, talk.theirs);
  const [shareA, shareB] = mySide === 'a' ? [talk.share, share] : [share, talk.share];
  const { publicKey, endpoint } = talk.theirs;
  return {
    secret: joinShares(createSecret(shareA), createSecret(shareB), talk.agreement),
    epoch: 0,
    mySide,
    partner: { id: deviceIdOf(publicKey), publicKey, fingerprint: endpoint.fingerprint },
    greeting: talk.greeting,
    partnerConfirmed: false,
  };
}
