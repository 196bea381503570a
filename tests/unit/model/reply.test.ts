import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  bringBackReply,
  dropReplyDraft,
  FELT,
  feltChapter,
  finishReplyRemoval,
  handOver,
  isReplyRemoved,
  keepReplyDraft,
  letGo,
  listWaiting,
  NO_REPLY,
  oldestWaiting,
  REPLY_LIMIT,
  type ReplyFields,
  readFelt,
  readMark,
  readOwnReplies,
  readReplies,
  readReplyDraft,
  replyChapter,
  saveReply,
  setMark,
  takeAwayReply,
  writeFelt,
} from '../../../src/model/index.js';
import { createAnaAndBen, openBodies } from '../ledger/couple.js';
import { createTestContext } from './context.js';

const EVENING = '2026-11-27';
const CANARY = 'you always say that';
const AUTHOR = { sealer: {} as never, device: 'ana', isMe: true };

function createAuthor() {
  const docs = { shared: new Y.Doc(), outgoing: { doc: new Y.Doc(), bond: 'the two' } };
  /** What the partner's phone has of it. */
  const there = new Y.Doc();
  let now = 0;
  return {
    docs,
    there,
    save: (part: Partial<ReplyFields>) =>
      saveReply(docs, EVENING, { ...NO_REPLY, ...part }, createTestContext({ now: now++ })),
    send: () => {
      for (const { evening } of listWaiting(docs.outgoing, 'replies')) {
        const keys = handOver(docs.outgoing, 'replies', evening, docs.shared, AUTHOR);
        letGo(docs.outgoing, 'replies', evening, keys, new Y.Doc());
      }
      Y.applyUpdate(there, Y.encodeStateAsUpdate(docs.shared));
    },
    own: () => readOwnReplies(docs, EVENING).map(({ reply }) => reply.heard),
    read: () => readReplies(there, EVENING).map(({ reply }) => reply.heard),
  };
}

function holds(doc: Y.Doc, words: string): boolean {
  return Buffer.from(Y.encodeStateAsUpdate(doc)).includes(words);
}

describe('an answer to the partner’s evening', () => {
  it('[P1] lies in a chapter that only its author may write', () => {
    const { ana, ben } = createAnaAndBen();
    const bens = ben.ledger.openChapter(replyChapter('2026-11', 'a'));
    expect(bens.mayWrite).toBe(false);
    expect(ana.ledger.openChapter(replyChapter('2026-11', 'a')).mayWrite).toBe(true);
    expect(() => setMark(bens.doc, EVENING, 'hug', 1)).toThrow();
  });

  it('[P1] holds what was said in each step, and each may be left out', () => {
    const { save, send, there } = createAuthor();
    expect(save({ sense: ' of course ', offer: '' }).ok).toBe(true);
    send();
    expect(readReplies(there, EVENING)[0]?.reply).toMatchObject({
      heard: undefined,
      sense: 'of course',
      offer: undefined,
    });
  });

  it('[P1] is refused where it is empty or too long, and nothing is stored', () => {
    const { save, docs } = createAuthor();
    expect(save({ heard: '  ' })).toMatchObject({ ok: false, error: { type: 'Empty' } });
    expect(save({ offer: 'x'.repeat(REPLY_LIMIT + 1) })).toMatchObject({
      ok: false,
      error: { type: 'TooLong', step: 'offer', length: REPLY_LIMIT + 1 },
    });
    expect(readOwnReplies(docs, EVENING)).toEqual([]);
  });

  it('[P2] waits until it leaves; what it replaces before that is gone', () => {
    const { save, docs, send, read } = createAuthor();
    save({ heard: CANARY });
    expect(oldestWaiting(docs.outgoing)).toBeDefined();
    expect(docs.shared.store.clients.size).toBe(0);
    save({ heard: 'soup' });
    expect(holds(docs.outgoing.doc, CANARY)).toBe(false);
    send();
    expect(read()).toEqual(['soup']);
    expect(oldestWaiting(docs.outgoing)).toBeUndefined();
    expect(holds(docs.shared, 'the two')).toBe(false);
  });

  it('[P2] taken back before it left, leaves nothing', () => {
    const { save, docs, send, own } = createAuthor();
    save({ heard: CANARY });
    const taken = takeAwayReply(docs, EVENING, 9);
    expect(own()).toEqual([]);
    expect(bringBackReply(docs, EVENING, taken)).toBe(true);
    expect(own()).toEqual([CANARY]);
    takeAwayReply(docs, EVENING, 9);
    send();
    expect(docs.shared.store.clients.size).toBe(0);
  });

  it('[P3] keeps for both what has left, newest first; the same once more makes no version', () => {
    const { save, send, read } = createAuthor();
    save({ heard: 'soup' });
    send();
    save({ heard: 'soup' });
    save({ heard: 'soup, and rain' });
    send();
    expect(read()).toEqual(['soup, and rain', 'soup']);
  });

  it('[P2] removed, is gone in all versions, and says so on both phones', () => {
    const { save, docs, send, read, there } = createAuthor();
    save({ heard: CANARY });
    send();
    save({ heard: `${CANARY}, always` });
    send();
    takeAwayReply(docs, EVENING, 9);
    send();
    expect(read()).toEqual([]);
    expect(isReplyRemoved(there, EVENING)).toBe(true);
    expect(bringBackReply(docs, EVENING, [])).toBe(true);
    send();
    expect(read()).toHaveLength(2);
    takeAwayReply(docs, EVENING, 10);
    finishReplyRemoval(docs, EVENING);
    send();
    expect(bringBackReply(docs, EVENING, [])).toBe(false);
    for (const doc of [docs.shared, there]) expect(holds(doc, CANARY)).toBe(false);
    expect(isReplyRemoved(there, EVENING)).toBe(true);
  });

  it('[P4] may be one quiet mark, changed and taken away', () => {
    const doc = new Y.Doc();
    expect(readMark(doc, EVENING)).toBeUndefined();
    setMark(doc, EVENING, 'heard', 1);
    setMark(doc, EVENING, 'hug', 2);
    expect(readMark(doc, EVENING)).toBe('hug');
    setMark(doc, EVENING, undefined, 3);
    expect(readMark(doc, EVENING)).toBeUndefined();
  });

  it.each([['wink'], [{ mark: 'wink', at: 1 }], [{ at: 1 }], [null]])(
    '[P5] a mark that is none is not shown: %j',
    (value) => {
      const doc = new Y.Doc();
      doc.getMap('marks').set(EVENING, value);
      expect(readMark(doc, EVENING)).toBeUndefined();
      expect(doc.getMap('marks').get(EVENING)).toEqual(value);
    },
  );

  it('[P5] what is no answer is passed over', () => {
    const doc = new Y.Doc();
    const map = doc.getMap('replies');
    map.set(`${EVENING}#1.aa`, 'x');
    map.set(`${EVENING}#2.aa`, { heard: 'no time' });
    map.set('x', { heard: 'no key', savedAt: 1 });
    map.set(`${EVENING}#3.aa`, { heard: 5, sense: 'yes', newer: 'step', savedAt: 1 });
    expect(readReplies(doc, EVENING).map(({ reply }) => [reply.heard, reply.sense])).toEqual([
      [undefined, 'yes'],
    ]);
  });
});

describe('an answer that is being written', () => {
  it('[P7] is kept as it was typed, for its evening, until it is dropped', () => {
    const doc = new Y.Doc();
    const typed = { heard: 'so  ', sense: '', offer: '\n' };
    keepReplyDraft(doc, EVENING, typed);
    expect(readReplyDraft(doc, EVENING)).toEqual(typed);
    expect(readReplyDraft(doc, '2026-11-26')).toBeUndefined();
    dropReplyDraft(doc, EVENING);
    expect(readReplyDraft(doc, EVENING)).toBeUndefined();
  });

  it.each([['x'], [null], [{ heard: 5 }]])('[P7] is none where %j lies there', (value) => {
    const doc = new Y.Doc();
    doc.getMap('replies').set(EVENING, value);
    expect(readReplyDraft(doc, EVENING) ?? NO_REPLY).toEqual(NO_REPLY);
  });
});

describe('how an answer was felt', () => {
  it('[P6] is three marks, each by itself', () => {
    const doc = new Y.Doc();
    writeFelt(doc, EVENING, ['understood', 'caredFor']);
    expect(readFelt(doc, EVENING)).toEqual(['understood', 'caredFor']);
    writeFelt(doc, EVENING, ['validated']);
    expect(readFelt(doc, EVENING)).toEqual(['validated']);
    expect(readFelt(doc, '2026-11-26')).toEqual([]);
  });

  it('[P6] changes not a byte of what is shared, and no entry there holds a word of it', () => {
    const couple = createAnaAndBen();
    const { ana } = couple;
    const own = createAnaAndBen();
    const replies = ana.ledger.openChapter(replyChapter('2026-11', 'a'));
    setMark(replies.doc, EVENING, 'heard', 1);
    const before = Buffer.from(Y.encodeStateAsUpdate(ana.doc));
    const felt = own.ana.ledger.openChapter(feltChapter('2026-11'));
    writeFelt(felt.doc, EVENING, FELT);
    expect(readFelt(felt.doc, EVENING)).toEqual(FELT);
    expect(Buffer.from(Y.encodeStateAsUpdate(ana.doc)).equals(before)).toBe(true);
    // The search finds where it is, so that finding nothing means something.
    const isIn = (bodies: readonly Uint8Array[]) =>
      bodies.some((body) => FELT.some((word) => Buffer.from(body).includes(word)));
    expect(isIn(openBodies(own.ana.doc, own))).toBe(true);
    expect(isIn(openBodies(ana.doc, couple))).toBe(false);
  });
});
