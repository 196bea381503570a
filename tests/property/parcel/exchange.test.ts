import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BOARD, createMail, type MailPhone, read, send, write } from '../../unit/parcel/mail.js';

type Who = 'ana' | 'ben';
type Step =
  | { type: 'write' | 'erase' | 'fold' | 'send'; who: Who }
  /** Any parcel that was ever sent: some never arrive, some twice, some late. */
  | { type: 'arrive'; which: number };

const CHAPTERS: Readonly<Record<Who, string>> = {
  ana: 'checkins/2027-01@a',
  ben: 'checkins/2027-01@b',
};

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constantFrom('write', 'erase', 'fold', 'send'),
    who: fc.constantFrom('ana', 'ben'),
  }) as fc.Arbitrary<Step>,
  fc.record({ type: fc.constant('arrive' as const), which: fc.nat(30) }),
);

class Story {
  readonly mail = createMail();
  readonly sent: { to: Who; parcel: Uint8Array }[] = [];
  #words = 0;

  async take(step: Step): Promise<void> {
    if (step.type === 'arrive') return this.arrive(step.which);
    const phone = this.mail[step.who];
    if (step.type === 'send') await this.send(step.who);
    if (step.type === 'write') {
      write(phone, BOARD, `${step.who} ${this.#words++}. `);
      write(phone, CHAPTERS[step.who], `${this.#words}`);
    }
    if (step.type === 'erase') erase(phone);
    if (step.type === 'fold') {
      this.mail.clock.advance(5_000);
      phone.space.ledger.foldIdle();
    }
  }

  async send(from: Who): Promise<void> {
    const to = from === 'ana' ? 'ben' : 'ana';
    this.sent.push({ to, parcel: await send(this.mail[from]) });
  }

  async arrive(which: number): Promise<void> {
    const found = this.sent[which % Math.max(this.sent.length, 1)];
    if (!found) return;
    const opened = await this.mail[found.to].parcels.open(found.parcel);
    expect(opened.ok).toBe(true);
  }

  /** What one phone believes of the other is so. */
  check(): void {
    for (const [one, other] of [
      [this.mail.ana, this.mail.ben],
      [this.mail.ben, this.mail.ana],
    ] as const) {
      if (one.holdings.held.get().complete) expect(lacks(other, one)).toBe(false);
    }
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      for (const who of ['ana', 'ben'] as const) {
        await this.send(who);
        await this.arrive(this.sent.length - 1);
      }
    }
  }
}

function erase(phone: MailPhone): void {
  const chapter = phone.space.ledger.openChapter(BOARD);
  const text = chapter.doc.getText('t');
  text.delete(0, Math.min(text.length, 4));
  chapter.close();
}

/** Whether there is anything in `one` that `other` does not have, deletions included. */
function lacks(other: MailPhone, one: MailPhone): boolean {
  const before = Y.encodeStateAsUpdate(other.space.ledger.doc);
  const probe = new Y.Doc();
  Y.applyUpdate(probe, before);
  Y.applyUpdate(probe, Y.encodeStateAsUpdate(one.space.ledger.doc));
  return Buffer.compare(Y.encodeStateAsUpdate(probe), encodeAgain(before)) !== 0;
}

/** As a fresh document would say it. */
function encodeAgain(update: Uint8Array): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return Y.encodeStateAsUpdate(doc);
}

describe('two phones that only ever exchange parcels', () => {
  it('[R8] [R9] agree in the end, lose nothing, and never believe too much', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (story) => {
        const life = new Story();
        for (const step of story) {
          await life.take(step);
          life.check();
        }
        await life.settle();
        const { ana, ben } = life.mail;
        for (const chapter of [BOARD, ...Object.values(CHAPTERS)]) {
          expect(read(ana, chapter)).toBe(read(ben, chapter));
        }
        expect(ana.holdings.held.get().complete).toBe(true);
        expect(ben.holdings.held.get().complete).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
