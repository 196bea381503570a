/** What Eve may try between Ana and Ben. */
import { describe, expect, it } from 'vitest';
import type { FailureReason } from '../../../src/pairing/ceremony.js';
import { decodeMessage, encodeMessage } from '../../../src/pairing/ceremony-message.js';
import { codeToText } from '../../../src/pairing/code-text.js';
import { agreementToWords, digestAgreement } from '../../../src/pairing/transcript.js';
import {
  comparePhones,
  connectPhones,
  converse,
  createPhone,
  deliver,
  invite,
  myCode,
  openChannel,
  type Phone,
  read,
  show,
  stepOf,
  tell,
} from './two-phones.js';

function expectFailure(phone: Phone, type: FailureReason['type']): void {
  expect(show(phone)).toMatchObject({ step: 'failed', reason: { type }, bond: undefined });
  expect(phone.closed).toBe(true);
}

function wordsOf(phone: Phone): readonly string[] {
  const state = show(phone);
  if (state.step !== 'comparing') throw new Error(`${phone.name} has no words in ${state.step}`);
  return state.words;
}

function connectTo(one: Phone, other: Phone): void {
  invite(one);
  invite(other);
  read(one, codeToText(myCode(other)));
  read(other, codeToText(myCode(one)));
  openChannel(one);
  openChannel(other);
}

describe('Eve in the middle', () => {
  it('[P14] who replaced both codes can’t make the words the same', () => {
    const [ana, ben] = [createPhone('Ana'), createPhone('Ben')];
    const [eveToAna, eveToBen] = [createPhone('Eve to Ana'), createPhone('Eve to Ben')];
    connectTo(ana, eveToAna);
    connectTo(ben, eveToBen);
    converse(ana, eveToAna);
    converse(ben, eveToBen);
    expect(wordsOf(ana)).not.toEqual(wordsOf(ben));
  });

  it('[P13] who hands through what the two say is caught at the commitment', () => {
    const [ana, ben] = [createPhone('Ana'), createPhone('Ben')];
    connectTo(ana, createPhone('Eve to Ana'));
    connectTo(ben, createPhone('Eve to Ben'));
    converse(ana, ben);
    expectFailure(ana, 'BrokenCommitment');
  });

  it.each(['fingerprint', 'ufrag', 'password'] as const)(
    '[P12] who leaves the keys in the codes and puts in her own %s can’t hand words through',
    (field) => {
      const [ana, ben, eve] = [createPhone('Ana'), createPhone('Ben'), createPhone('Eve')];
      for (const phone of [ana, ben, eve]) invite(phone);
      const forge = (phone: Phone) => {
        const code = myCode(phone);
        const own = field === 'fingerprint' ? eve.random.bytes(32) : 'EvesOwnTextOf24CharacterX';
        return codeToText({ ...code, endpoint: { ...code.endpoint, [field]: own } });
      };
      const [hers, his] = [forge(ana), forge(ben)];
      read(ana, his);
      read(ben, hers);
      openChannel(ana);
      openChannel(ben);
      converse(ana, ben);
      expectFailure(ana, 'BrokenCommitment');
    },
  );

  it('[P14] who learns one phone’s random bytes late could still not have known the words', () => {
    const codes = new Uint8Array(32);
    const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const words = (a: Uint8Array, b: Uint8Array) => agreementToWords(digestAgreement(codes, a, b));
    expect(words(one, other)).not.toEqual(words(one, one));
    expect(words(one, other)).not.toEqual(words(other, other));
    expect(words(one, other)).toEqual(words(one, other));
  });

  it('[P13] who reveals something else than was committed to is caught', () => {
    const { ana, ben } = connectPhones();
    deliver(ben, ana);
    const other = encodeMessage({ type: 'reveal', random: new Uint8Array(32).fill(5) });
    tell(ana, { type: 'received', bytes: other });
    expectFailure(ana, 'BrokenCommitment');
    converse(ana, ben);
    expectFailure(ben, 'UnexpectedMessage');
  });

  it('[P13] who sends a phone its own commitment and reveal back is caught', () => {
    const { ana } = connectPhones();
    tell(ana, { type: 'received', bytes: ana.sent.shift()! });
    tell(ana, { type: 'received', bytes: ana.sent.shift()! });
    expectFailure(ana, 'BrokenCommitment');
  });

  it('[P15] who names Ben’s key without having it is caught', () => {
    const { ana, ben } = connectPhones();
    converseUntilProof(ana, ben);
    const proof = decodeMessage(ben.sent.shift()!);
    if (proof?.type !== 'proof') throw new Error('no proof');
    const signature = proof.signature.map((byte, at) => (at === 7 ? byte ^ 1 : byte));
    tell(ana, { type: 'received', bytes: encodeMessage({ ...proof, signature }) });
    expectFailure(ana, 'NotTheirKey');
  });

  it('[P15] who changes the greeting is caught', () => {
    const { ana, ben } = connectPhones();
    converseUntilProof(ana, ben);
    const proof = decodeMessage(ben.sent.shift()!);
    if (proof?.type !== 'proof') throw new Error('no proof');
    const greeting = Uint8Array.of(...proof.greeting, 33);
    tell(ana, { type: 'received', bytes: encodeMessage({ ...proof, greeting }) });
    expectFailure(ana, 'NotTheirKey');
  });

  it('[P15] a proof of another evening proves nothing', () => {
    const earlier = connectPhones();
    converseUntilProof(earlier.ana, earlier.ben);
    const replayed = earlier.ben.sent.shift()!;
    const ana = createPhone('Ana on another evening');
    const ben = createPhone('Ben');
    connectTo(ana, ben);
    converseUntilProof(ana, ben);
    tell(ana, { type: 'received', bytes: replayed });
    expectFailure(ana, 'NotTheirKey');
  });

  it('[P5] a replayed code is refused', () => {
    const { ana, ben } = connectPhones();
    const his = codeToText(myCodeOf(ben));
    tell(ana, { type: 'cancel' });
    invite(ana);
    read(ana, his);
    expect(show(ana)).toMatchObject({ step: 'inviting', lastRefusal: { type: 'AlreadyUsed' } });
  });
});

describe('a phone that says what no phone should', () => {
  const share = encodeMessage({ type: 'share', share: new Uint8Array(32) });
  const confirm = encodeMessage({ type: 'confirm' });
  const kept = encodeMessage({ type: 'kept' });

  it.each([
    ['a share', share],
    ['that it kept something', kept],
    ['nothing', new Uint8Array()],
    ['an unknown message', Uint8Array.of(99)],
    ['too much', new Uint8Array(100_000).fill(3)],
    ['a yes with something behind it', Uint8Array.of(...confirm, 0)],
  ])('[P11] %s, while the words are compared, ends it', (_, bytes) => {
    const { ana } = comparePhones();
    tell(ana, { type: 'received', bytes });
    expectFailure(ana, 'UnexpectedMessage');
  });

  it('[P11] a name of 256 bytes is heard, one byte more ends it', () => {
    const proofOf = (length: number) =>
      decodeMessage(
        encodeMessage({
          type: 'proof',
          signature: new Uint8Array(64),
          greeting: new Uint8Array(length),
        }),
      );
    expect(proofOf(256)?.type).toBe('proof');
    expect(proofOf(257)).toBeUndefined();
  });

  it('[P16] a share before our yes is refused and brings none of ours out', () => {
    const { ana } = comparePhones();
    tell(ana, { type: 'received', bytes: confirm });
    tell(ana, { type: 'received', bytes: share });
    expectFailure(ana, 'UnexpectedMessage');
    const said = ana.effects.flatMap((effect) =>
      effect.type === 'send' ? [decodeMessage(effect.bytes)?.type] : [],
    );
    expect(said).not.toContain('share');
  });

  it('[P11] a second commitment and a second yes end it', () => {
    const first = connectPhones();
    const commitment = first.ben.sent[0]!;
    deliver(first.ben, first.ana);
    tell(first.ana, { type: 'received', bytes: commitment });
    expectFailure(first.ana, 'UnexpectedMessage');
    const { ana } = comparePhones();
    tell(ana, { type: 'received', bytes: confirm });
    tell(ana, { type: 'received', bytes: confirm });
    expectFailure(ana, 'UnexpectedMessage');
  });

  it('[P16] a yes before the words are there does nothing', () => {
    const { ana } = connectPhones();
    tell(ana, { type: 'confirm' });
    tell(ana, { type: 'persisted' });
    expect(stepOf(ana)).toBe('committed');
  });
});

/** Until Ben's proof is the next thing Ana gets. */
function converseUntilProof(ana: Phone, ben: Phone): void {
  deliver(ana, ben);
  deliver(ben, ana);
  deliver(ana, ben);
  deliver(ben, ana);
  expect(stepOf(ana)).toBe('proving');
}

function myCodeOf(phone: Phone) {
  const { phase } = phone.ceremony;
  if (!('talk' in phase)) throw new Error(`${phone.name} talks to nobody`);
  return phase.talk.mine;
}
