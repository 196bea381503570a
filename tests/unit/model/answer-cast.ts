/** Two phones of a couple with one month of check-ins each, and what travels between them. */
import * as Y from 'yjs';
import { systemRandom } from '../../../src/kernel/index.js';
import {
  type AnswerAuthor,
  type CheckinDraft,
  chooseOwnCheckin,
  isDueToOpen,
  judgeTheirs,
  NO_ANSWERS,
  openOwnAnswer,
  readCheckin,
  readHistory,
  readSeen,
  saveOwnCheckin,
} from '../../../src/model/index.js';
import { createAnswerSealer, createRootSecret } from '../../../src/vault/index.js';
import { createTestContext } from './context.js';

export const EVENING = '2026-11-27';

export type Phone = ReturnType<typeof createPhone>;

export function createPhone(device: string, partnerDevice: string) {
  const sealer = createAnswerSealer(createRootSecret(systemRandom), systemRandom);
  const me: AnswerAuthor = { sealer, device, isMe: true };
  const them: AnswerAuthor = { sealer, device: partnerDevice, isMe: false };
  const docs = { private: new Y.Doc(), shared: new Y.Doc() };
  const theirs = new Y.Doc();
  let now = 0;
  const own = (evening = EVENING) =>
    chooseOwnCheckin(readCheckin(docs.private, evening, me), readCheckin(docs.shared, evening, me));
  const partner = (evening = EVENING) =>
    judgeTheirs(readHistory(theirs, evening, them), readSeen(docs.shared, evening));
  return {
    me,
    them,
    docs,
    /** What this phone has of the partner's chapter. */
    theirs,
    own,
    partner,
    save: (part: Partial<CheckinDraft>) => {
      const draft = { ...NO_ANSWERS, evening: EVENING, share: true, seal: true, ...part };
      return saveOwnCheckin(docs, draft, { ...createTestContext({ now: now++ }), author: me });
    },
    /** What the keeper of answers does, once the partner's are durable. */
    keep: (evening = EVENING) => {
      const answer = readCheckin(theirs, evening, them);
      if (!isDueToOpen(own(evening), answer)) return;
      openOwnAnswer(docs.shared, evening, me, answer?.commitment);
    },
    openNow: () => openOwnAnswer(docs.shared, EVENING, me),
  };
}

export function createTwo(): { ana: Phone; ben: Phone } {
  return { ana: createPhone('ana', 'ben'), ben: createPhone('ben', 'ana') };
}

/** One way, as a live connection or a parcel brings it. */
export function carry(from: Phone, to: Phone): void {
  Y.applyUpdate(to.theirs, Y.encodeStateAsUpdate(from.docs.shared));
}
