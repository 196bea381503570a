/** Two phones of a couple with one month of check-ins each, and what travels between them. */
import * as Y from 'yjs';
import { systemRandom } from '../../../src/kernel/index.js';
import {
  type AnswerAuthor,
  bringBackCheckin,
  type CheckinDraft,
  finishTakingAway,
  handOver,
  isDueToOpen,
  judgeTheirs,
  letGo,
  listWaiting,
  NO_ANSWERS,
  type Outgoing,
  openOwnAnswer,
  readCheckin,
  readHistory,
  readOwnCheckin,
  readRemovals,
  readSeen,
  saveOwnCheckin,
  type TakenCheckin,
  takeAwayCheckin,
} from '../../../src/model/index.js';
import { createAnswerSealer, createRootSecret } from '../../../src/vault/index.js';
import { createTestContext } from './context.js';

export const EVENING = '2026-11-27';

export type Phone = ReturnType<typeof createPhone>;

export function createPhone(device: string, partnerDevice: string) {
  const sealer = createAnswerSealer(createRootSecret(systemRandom), systemRandom);
  const me: AnswerAuthor = { sealer, device, isMe: true };
  const them: AnswerAuthor = { sealer, device: partnerDevice, isMe: false };
  const outgoing: Outgoing = { doc: new Y.Doc(), bond: 'the two' };
  const docs = { private: new Y.Doc(), outgoing, shared: new Y.Doc() };
  const theirs = new Y.Doc();
  let now = 0;
  let taken: TakenCheckin | undefined;
  const own = (evening = EVENING) => readOwnCheckin(docs, evening, me);
  const partner = (evening = EVENING) =>
    judgeTheirs(
      evening,
      readHistory(theirs, evening, them),
      readSeen(docs.shared, evening),
      readRemovals(theirs, evening),
    );
  const save = (part: Partial<CheckinDraft>) => {
    const draft = { ...NO_ANSWERS, evening: EVENING, share: true, seal: true, ...part };
    return saveOwnCheckin(docs, draft, { ...createTestContext({ now: now++ }), author: me });
  };
  /** What is done just before something leaves. */
  const release = (): void => {
    for (const { evening } of listWaiting(outgoing, 'checkins')) {
      const keys = handOver(outgoing, 'checkins', evening, docs.shared, me);
      letGo(outgoing, 'checkins', evening, keys, docs.private);
    }
  };
  return {
    me,
    them,
    docs,
    /** What this phone has of the partner's chapter. */
    theirs,
    own,
    partner,
    /** While the other phone is away. */
    saveApart: save,
    /** While the other phone is near. */
    save: (part: Partial<CheckinDraft>) => {
      const saved = save(part);
      release();
      return saved;
    },
    release,
    /** What the keeper of answers does, once the partner's are durable. */
    keep: (evening = EVENING) => {
      const answer = readCheckin(theirs, evening, them);
      if (!isDueToOpen(own(evening), answer)) return;
      openOwnAnswer(docs.shared, evening, me, answer?.commitment);
    },
    openNow: () => openOwnAnswer(docs.shared, EVENING, me),
    takeAway: () => {
      taken = takeAwayCheckin(docs, EVENING, now++);
    },
    bringBack: () => (taken ? bringBackCheckin(docs, taken) : false),
    finish: () => {
      taken = undefined;
      finishTakingAway(docs, EVENING);
    },
  };
}

export function createTwo(): { ana: Phone; ben: Phone } {
  return { ana: createPhone('ana', 'ben'), ben: createPhone('ben', 'ana') };
}

/** One way, as a live connection or a parcel brings it. */
export function carry(from: Phone, to: Phone): void {
  from.release();
  Y.applyUpdate(to.theirs, Y.encodeStateAsUpdate(from.docs.shared));
}
