import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { err, monthOf, systemRandom } from '../../../src/kernel/index.js';
import { createLedger } from '../../../src/ledger/index.js';
import {
  type CheckinDraft,
  checkinChapter,
  NO_ANSWERS,
  readCheckin,
  saveCheckin,
} from '../../../src/model/index.js';
import { keepAnswers } from '../../../src/session/answer-keeper.js';
import { answersOf } from '../../../src/session/answers.js';
import type { Identity } from '../../../src/session/identity.js';
import { closeSpace, type LedgerSpace, openSpace } from '../../../src/session/space.js';
import { createDeviceKeys, createRootSecret, deriveLedgerKeys } from '../../../src/vault/index.js';
import { createHandClock } from '../../setup/hand-clock.js';
import { meet } from '../ledger/couple.js';
import { freshDisk, until } from '../storage/disk.js';

const random = systemRandom;
const EVENING = '2027-01-15';
const LAST_MONTH = '2026-12-30';
const SOON_MS = 10_000;
const spaces: LedgerSpace[] = [];

function identify(): Identity {
  return {
    device: createDeviceKeys(random),
    privateRoot: createRootSecret(random),
    meeting: undefined,
  };
}

/** Ana's phone with its two ledgers on disk, and Ben's shared one. */
async function setUp() {
  const clock = createHandClock();
  const [ana, ben] = [identify(), identify()];
  const keys = deriveLedgerKeys(createRootSecret(random), 0, 'shared');
  const devices = [
    { id: ana.device.id, publicKey: ana.device.publicKey, side: 'a' as const },
    { id: ben.device.id, publicKey: ben.device.publicKey, side: 'b' as const },
  ];
  const me = ana.device;
  const privateKeys = deriveLedgerKeys(ana.privateRoot, 0, 'private');
  const own = await openSpace({
    name: 'own',
    keys: privateKeys,
    me,
    devices: devices.slice(0, 1),
    clock,
    random,
  });
  const shared = await openSpace({ name: 'shared', keys, me, devices, clock, random });
  spaces.push(own, shared);
  const bens = createLedger({ doc: new Y.Doc(), keys, me: ben.device, devices, clock, random });
  const anas = answersOf(ana, random);
  const author = anas.me;
  const keep = () =>
    keepAnswers({
      own,
      shared,
      mySide: 'a',
      author,
      partnerAuthor: anas.author(ben.device.id),
      bond: 'ben',
      clock,
    });
  const draft = (evening: string, line: string): CheckinDraft => {
    return { ...NO_ANSWERS, evening, line, share: true, seal: true };
  };
  return {
    clock,
    shared,
    keep,
    anaAnswers: (line: string, evening = EVENING) => {
      const chapter = shared.ledger.openChapter(checkinChapter(monthOf(evening), 'a'));
      saveCheckin(chapter.doc, draft(evening, line), { clock, random, author });
    },
    benAnswers: (line: string, evening = EVENING) => {
      const chapter = bens.openChapter(checkinChapter(monthOf(evening), 'b'));
      const his = answersOf(ben, random).me;
      saveCheckin(chapter.doc, draft(evening, line), { clock, random, author: his });
      meet(bens.doc, shared.ledger.doc);
    },
    /** What Ben's phone reads of Ana's. */
    benReads: (evening = EVENING) => {
      meet(bens.doc, shared.ledger.doc);
      const chapter = bens.openChapter(checkinChapter(monthOf(evening), 'a'));
      const her = answersOf(ben, random).author(ana.device.id);
      return readCheckin(chapter.doc, evening, her);
    },
  };
}

describe('the keeper of sealed answers', () => {
  beforeEach(freshDisk);
  afterEach(async () => {
    for (const space of spaces.splice(0)) await closeSpace(space);
  });

  it('[A4] opens Ana’s answer when Ben’s has come', async () => {
    const { keep, anaAnswers, benAnswers, benReads } = await setUp();
    const { stop } = keep();
    anaAnswers('soup');
    expect(benReads()?.seal).toBe('closed');
    benAnswers('rain');
    await until(() => benReads()?.seal === 'opened');
    expect(benReads()?.line).toBe('soup');
    stop();
  });

  it('[A4] opens it at the start, where Ben’s came while the app was closed', async () => {
    const { keep, anaAnswers, benAnswers, benReads } = await setUp();
    benAnswers('rain');
    anaAnswers('soup');
    const { stop } = keep();
    await until(() => benReads()?.seal === 'opened');
    stop();
  });

  it('[A6] looks after the month before, too', async () => {
    const { clock, keep, anaAnswers, benAnswers, benReads } = await setUp();
    anaAnswers('soup', LAST_MONTH);
    benAnswers('rain', LAST_MONTH);
    const { stop } = keep();
    clock.advance(SOON_MS);
    await until(() => benReads(LAST_MONTH)?.seal === 'opened');
    stop();
  });

  it('[A4] gives nothing while Ben’s answer is not durable here, and does once it is', async () => {
    const { clock, shared, keep, anaAnswers, benAnswers, benReads } = await setUp();
    anaAnswers('soup');
    const { saved } = shared.store;
    let asked = 0;
    Object.assign(shared.store, {
      saved: async () => {
        asked++;
        return err({ type: 'QuotaExceeded', detail: 'the disk is full' });
      },
    });
    const { stop } = keep();
    benAnswers('rain');
    await until(() => asked > 0);
    await new Promise(setImmediate);
    expect(benReads()?.seal).toBe('closed');
    Object.assign(shared.store, { saved });
    clock.advance(SOON_MS);
    await until(() => benReads()?.seal === 'opened');
    stop();
  });

  it('does nothing after it was stopped', async () => {
    const { clock, keep, anaAnswers, benAnswers, benReads } = await setUp();
    const { stop } = keep();
    anaAnswers('soup');
    stop();
    benAnswers('rain');
    clock.advance(SOON_MS);
    await new Promise(setImmediate);
    expect(benReads()?.seal).toBe('closed');
  });
});
