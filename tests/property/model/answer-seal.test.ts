import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { hasKnownFields, readHistory } from '../../../src/model/index.js';
import { createTwo, EVENING, type Phone } from '../../unit/model/answer-cast.js';

type Who = 'ana' | 'ben';
type Step =
  | { type: 'save'; who: Who; seal: boolean; share: boolean; line: string }
  | { type: 'openNow' | 'keep' | 'send'; who: Who }
  /** `which` of all that was ever sent: parcels are lost, late, repeated and overtaken. */
  | { type: 'arrive'; which: number };

const who = fc.constantFrom<Who>('ana', 'ben');
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constant('save' as const),
    who,
    seal: fc.boolean(),
    share: fc.boolean(),
    line: fc.constantFrom('soup', 'rain', 'light'),
  }),
  fc.record({ type: fc.constantFrom('openNow', 'keep', 'send'), who }) as fc.Arbitrary<Step>,
  fc.record({ type: fc.constant('arrive' as const), which: fc.nat(20) }),
);

/** Any order of saving, opening, sending and arriving, and what each may see at each moment. */
class Evening {
  readonly phones = createTwo();
  readonly sent: { to: Who; update: Uint8Array }[] = [];
  readonly openedByHand = new Set<Who>();

  other(of: Who): Who {
    return of === 'ana' ? 'ben' : 'ana';
  }

  take(step: Step): void {
    if (step.type === 'arrive') this.arrive(step.which);
    else this.act(step.who, step);
  }

  act(name: Who, step: Exclude<Step, { type: 'arrive' }>): void {
    const phone = this.phones[name];
    if (step.type === 'save') phone.save(step);
    if (step.type === 'keep') phone.keep();
    if (step.type === 'send') this.send(name);
    if (step.type !== 'openNow') return;
    // Also where a private one counts by now, and the sealed one that the partner holds does not.
    const [shared] = readHistory(phone.docs.shared, EVENING);
    if (shared?.checkin.seal === 'closed') this.openedByHand.add(name);
    phone.openNow();
  }

  send(from: Who): void {
    const update = Y.encodeStateAsUpdate(this.phones[from].docs.shared);
    this.sent.push({ to: this.other(from), update });
  }

  arrive(which: number): void {
    const parcel = this.sent[which % Math.max(this.sent.length, 1)];
    if (parcel) Y.applyUpdate(this.phones[parcel.to].theirs, parcel.update);
  }

  /** Nothing sealed is readable over there unless its author's phone held an answer, or its author opened it. */
  check(author: Who): void {
    const reader = this.phones[this.other(author)];
    const readable = readHistory(reader.theirs, EVENING, reader.them).some(
      ({ checkin }) => checkin.seal === 'opened' && hasKnownFields(checkin),
    );
    if (!readable || this.openedByHand.has(author)) return;
    expect(readHistory(this.phones[author].theirs, EVENING).length).toBeGreaterThan(0);
  }

  settle(): void {
    for (let round = 0; round < 3; round++) {
      for (const each of ['ana', 'ben'] as const) {
        this.send(each);
        this.arrive(this.sent.length - 1);
      }
      this.phones.ana.keep();
      this.phones.ben.keep();
    }
  }
}

function expectSettled(author: Phone, reader: Phone): void {
  const own = author.own();
  const theirs = reader.partner();
  const hasAnswered = readHistory(author.theirs, EVENING).length > 0;
  expect(theirs?.seal).not.toBe('broken');
  if (own?.place !== 'shared') return;
  if (own.checkin.seal === 'closed') {
    expect(hasAnswered).toBe(false);
    expect(theirs).toMatchObject({ seal: 'closed', line: undefined });
  } else {
    expect(theirs?.line).toBe(own.checkin.line);
  }
}

/** Seed -2046040247: what was shared and sealed is opened by hand after it was changed to just me. */
const OPENED_AFTER_JUST_ME: Step[] = [
  { type: 'save', who: 'ana', seal: true, share: true, line: 'soup' },
  { type: 'save', who: 'ana', seal: false, share: false, line: 'soup' },
  { type: 'openNow', who: 'ana' },
  { type: 'send', who: 'ana' },
  { type: 'arrive', which: 0 },
];

describe('an evening of sealed and open answers', () => {
  it('[A4] [A6] [A7] shows nobody too much, and in the end both all that is due', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), (story) => {
        const evening = new Evening();
        for (const step of story) {
          evening.take(step);
          evening.check('ana');
          evening.check('ben');
        }
        evening.settle();
        const { ana, ben } = evening.phones;
        expectSettled(ana, ben);
        expectSettled(ben, ana);
      }),
      { numRuns: 400, examples: [[OPENED_AFTER_JUST_ME]] },
    );
  });
});
