import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isAnswerable } from '../../../src/features/today/reply/answerable.js';
import {
  bringBackReply,
  finishReplyRemoval,
  handOver,
  isReplyRemoved,
  letGo,
  listWaiting,
  NO_REPLY,
  QUIET_MARKS,
  type QuietMark,
  readMark,
  readOwnReplies,
  readReplies,
  saveReply,
  setMark,
  takeAwayReply,
} from '../../../src/model/index.js';
import { createTwo, EVENING, type Phone } from '../../unit/model/answer-cast.js';
import { createTestContext } from '../../unit/model/context.js';

type Who = 'ana' | 'ben';
type Step =
  | { type: 'reply'; who: Who; words: string }
  | { type: 'mark'; who: Who; mark: QuietMark | undefined }
  | { type: 'checkin'; who: Who; seal: boolean }
  | { type: 'send' | 'remove' | 'undo' | 'finish' | 'removeCheckin'; who: Who }
  /** `which` of all that was ever sent: parcels are lost, late, repeated and overtaken. */
  | { type: 'arrive'; which: number };

const WORDS = ['so tired', 'of course', 'a walk'];
const NAMES = ['ana', 'ben'] as const;

const who = fc.constantFrom<Who>(...NAMES);
const kinds = ['send', 'send', 'remove', 'undo', 'finish', 'removeCheckin'] as const;
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('reply' as const), who, words: fc.constantFrom(...WORDS) }),
  fc.record({
    type: fc.constant('mark' as const),
    who,
    mark: fc.option(fc.constantFrom(...QUIET_MARKS), { nil: undefined }),
  }),
  fc.record({ type: fc.constant('checkin' as const), who, seal: fc.boolean() }),
  fc.record({ type: fc.constantFrom(...kinds), who }),
  fc.record({ type: fc.constant('arrive' as const), which: fc.nat(20) }),
);

/** One of the two: the evening, and what is said to the other's. */
function createAuthor(phone: Phone) {
  return {
    phone,
    docs: { shared: new Y.Doc(), outgoing: { doc: new Y.Doc(), bond: 'the two' } },
    /** The other's chapter of answers, as it has come here. */
    theirs: new Y.Doc(),
    taken: [] as ReturnType<typeof takeAwayReply>,
  };
}

class TwoAnswering {
  readonly #phones = createTwo();
  readonly two = { ana: createAuthor(this.#phones.ana), ben: createAuthor(this.#phones.ben) };
  readonly sent: { to: Who; checkins: Uint8Array; replies: Uint8Array }[] = [];
  #now = 0;

  take(step: Step): void {
    if (step.type === 'arrive') this.arrive(step.which);
    else this.act(step);
  }

  act(step: Exclude<Step, { type: 'arrive' }>): void {
    const { phone, docs } = this.two[step.who];
    const now = this.#now++;
    if (step.type === 'checkin') phone.saveApart({ line: 'soup', seal: step.seal });
    if (step.type === 'removeCheckin') phone.takeAway();
    if (step.type === 'send') this.send(step.who);
    if (step.type === 'mark') setMark(docs.shared, EVENING, step.mark, now);
    // What can't be read is not offered for an answer.
    if (step.type === 'reply' && isAnswerable(phone.partner())) {
      saveReply(docs, EVENING, { ...NO_REPLY, heard: step.words }, createTestContext({ now }));
      expectUnsent(this.two[step.who]);
    }
    if (step.type === 'remove') this.two[step.who].taken = takeAwayReply(docs, EVENING, now);
    if (step.type === 'undo') this.undo(step.who);
    if (step.type === 'finish') this.finish(step.who);
  }

  undo(name: Who): void {
    const author = this.two[name];
    bringBackReply(author.docs, EVENING, author.taken);
    author.taken = [];
  }

  finish(name: Who): void {
    finishReplyRemoval(this.two[name].docs, EVENING);
    this.two[name].taken = [];
  }

  send(from: Who): void {
    const { phone, docs } = this.two[from];
    phone.release();
    phone.keep();
    for (const { evening } of listWaiting(docs.outgoing, 'replies')) {
      const keys = handOver(docs.outgoing, 'replies', evening, docs.shared, phone.me);
      letGo(docs.outgoing, 'replies', evening, keys, phone.docs.private);
    }
    this.sent.push({
      to: from === 'ana' ? 'ben' : 'ana',
      checkins: Y.encodeStateAsUpdate(phone.docs.shared),
      replies: Y.encodeStateAsUpdate(docs.shared),
    });
  }

  arrive(which: number): void {
    const parcel = this.sent[which % Math.max(this.sent.length, 1)];
    if (!parcel) return;
    const { phone, theirs } = this.two[parcel.to];
    Y.applyUpdate(phone.theirs, parcel.checkins);
    Y.applyUpdate(theirs, parcel.replies);
  }

  removeAll(): void {
    for (const name of NAMES) {
      takeAwayReply(this.two[name].docs, EVENING, this.#now++);
      this.finish(name);
    }
    this.settle();
  }

  settle(): void {
    for (let round = 0; round < 3; round++) {
      for (const name of NAMES) {
        this.send(name);
        this.arrive(this.sent.length - 1);
      }
    }
  }
}

function bytesHold(doc: Y.Doc, words: readonly string[]): readonly string[] {
  const bytes = Buffer.from(Y.encodeStateAsUpdate(doc));
  return words.filter((word) => bytes.includes(word));
}

/** Words are in what was sent only from the moment in which they left. */
function expectUnsent({ docs }: TwoAnswering['two']['ana']): void {
  const shared = readReplies(docs.shared, EVENING).map(({ reply }) => reply.heard);
  for (const { reply, waits } of readOwnReplies(docs, EVENING)) {
    if (waits && !shared.includes(reply.heard)) {
      expect(bytesHold(docs.shared, [reply.heard ?? ''])).toEqual([]);
    }
  }
}

type Author = TwoAnswering['two']['ana'];

function expectSame(author: Author, reader: Author): void {
  const sent = readReplies(author.docs.shared, EVENING);
  expect(readReplies(reader.theirs, EVENING)).toEqual(sent);
  expect(readOwnReplies(author.docs, EVENING)).toEqual(sent);
  expect(readMark(reader.theirs, EVENING)).toBe(readMark(author.docs.shared, EVENING));
}

function expectGone(author: Author, reader: Author): void {
  for (const doc of [author.docs.shared, author.docs.outgoing.doc, reader.theirs]) {
    expect(bytesHold(doc, WORDS)).toEqual([]);
  }
  expect(isReplyRemoved(reader.theirs, EVENING)).toBe(isReplyRemoved(author.docs.shared, EVENING));
}

describe('answers of two to each other', () => {
  it('[P2] [P3] [P4] are in the end the same on both phones, unsent until they leave, and gone once removed', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), (story) => {
        const all = new TwoAnswering();
        const { ana, ben } = all.two;
        for (const step of story) all.take(step);
        all.settle();
        expectSame(ana, ben);
        expectSame(ben, ana);
        all.removeAll();
        expectGone(ana, ben);
        expectGone(ben, ana);
      }),
      { numRuns: 300 },
    );
  });
});
