import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/kernel/index.js';
import { addNote, checkinChapter, NO_ANSWERS, saveCheckin } from '../../../src/model/index.js';
import { BOARD, createMail, type MailPhone, read, send, stateOf, write } from '../parcel/mail.js';

type Mail = ReturnType<typeof createMail>;

function thank(phone: MailPhone, { clock }: Mail, author: 'a' | 'b', text: string): void {
  const board = phone.space.ledger.openChapter(BOARD);
  addNote(board.doc, { author, text }, { clock, random: systemRandom });
  board.close();
}

function checkIn(phone: MailPhone, { clock }: Mail, side: 'a' | 'b', evening: string): void {
  const chapter = phone.space.ledger.openChapter(checkinChapter(evening.slice(0, 7), side));
  const draft = { ...NO_ANSWERS, evening, line: 'soup', share: true };
  saveCheckin(chapter.doc, draft, { clock, random: systemRandom });
  chapter.close();
}

describe('parcels between two phones that do not meet', () => {
  it('[R8] bring what was written, and say what it is', async () => {
    const mail = createMail();
    thank(mail.ana, mail, 'a', 'for the soup');
    thank(mail.ana, mail, 'a', 'for the bread');
    checkIn(mail.ana, mail, 'a', '2027-01-14');
    const arrived = await mail.ben.parcels.open(await send(mail.ana));
    expect(arrived).toEqual({
      ok: true,
      value: { newNotes: 2, changedNotes: 0, evenings: ['2027-01-14'], isNew: true },
    });
  });

  it('[R8] hold only what the other phone is not known to have', async () => {
    const { ana, ben } = createMail();
    write(ana, BOARD, Buffer.from(systemRandom.bytes(2_000)).toString('hex'));
    const first = await send(ana);
    await ben.parcels.open(first);
    await ana.parcels.open(await send(ben));
    write(ana, BOARD, 'one more. ');
    const second = await send(ana);
    expect(second.length).toBeLessThan(first.length / 2);
    await ben.parcels.open(second);
    expect(read(ben, BOARD)).toBe(read(ana, BOARD));
  });

  it('[R8] acknowledge: an answer tells Ana what Ben’s phone has', async () => {
    const { ana, ben, clock } = createMail();
    write(ana, BOARD, 'soup');
    const parcel = await send(ana);
    expect(ana.holdings.held.get()).toEqual({ upTo: undefined, complete: false });
    await ben.parcels.open(parcel);
    const answer = await send(ben);
    clock.advance(60_000);
    await ana.parcels.open(answer);
    expect(ana.holdings.held.get().complete).toBe(true);
  });

  it('[L52] [L56] acknowledge what is in one, not what was written until it was handed over', async () => {
    const { ana, ben, clock } = createMail();
    write(ana, BOARD, 'soup');
    const madeAt = clock.now();
    const prepared = await ana.parcels.prepare();
    if (!prepared.ok) throw new Error('it can be made');
    clock.advance(60_000);
    write(ana, BOARD, 'bread');
    clock.advance(60_000);
    prepared.value.handedOver();
    await ben.parcels.open(prepared.value.bytes);
    await ana.parcels.open(await send(ben));
    expect(ana.holdings.held.get()).toEqual({ upTo: madeAt, complete: false });
  });

  it('[R9] lost, repeated, overtaken and crossed ones do no harm', async () => {
    const { ana, ben } = createMail();
    write(ana, BOARD, 'one ');
    await send(ana);
    write(ana, BOARD, 'two ');
    const second = await send(ana);
    write(ana, BOARD, 'three ');
    const third = await send(ana);
    write(ben, BOARD, 'four ');
    const crossed = await send(ben);
    await ben.parcels.open(third);
    const before = stateOf(ben);
    for (const late of [second, third, second]) {
      expect(await ben.parcels.open(late)).toMatchObject({ ok: true, value: { isNew: false } });
    }
    expect(stateOf(ben)).toBe(before);
    await ana.parcels.open(crossed);
    expect(read(ana, BOARD)).toBe(read(ben, BOARD));
  });

  it('[R9] to a phone that lost what it once had changes nothing, and its answer asks for all', async () => {
    const { ana, ben } = createMail();
    write(ana, BOARD, 'one ');
    await ben.parcels.open(await send(ana));
    await ana.parcels.open(await send(ben));
    write(ana, BOARD, 'two ');
    const parcel = await send(ana);
    // Ben's phone, restored from before they met: the same keys, and nothing in it.
    const restored = ben.emptied();
    const before = stateOf(restored);
    expect(await restored.parcels.open(parcel)).toEqual({ ok: false, error: { type: 'Missing' } });
    expect(stateOf(restored)).toBe(before);
    await ana.parcels.open(await send(restored));
    expect(await restored.parcels.open(await send(ana))).toMatchObject({ ok: true });
    expect(read(restored, BOARD)).toBe('two one ');
  });

  it('[R9] what is missing is asked for also when the screen was left in between', async () => {
    const { ana, ben } = createMail();
    write(ana, BOARD, 'one ');
    await ben.parcels.open(await send(ana));
    await ana.parcels.open(await send(ben));
    write(ana, BOARD, 'two ');
    const restored = ben.emptied();
    await restored.parcels.open(await send(ana));
    await ana.parcels.open(await send({ ...restored, parcels: restored.openParcels() }));
    expect(await restored.openParcels().open(await send(ana))).toMatchObject({ ok: true });
    expect(read(restored, BOARD)).toBe('two one ');
  });

  it('[R8] nothing is said to be here that is not kept here', async () => {
    const { ana, ben } = createMail();
    write(ana, BOARD, 'soup');
    const parcel = await send(ana);
    ben.breakStorage(true);
    expect(await ben.parcels.open(parcel)).toMatchObject({
      ok: false,
      error: { type: 'NotSaved' },
    });
    expect(await ben.parcels.prepare()).toMatchObject({ ok: false, error: { type: 'NotSaved' } });
    ben.breakStorage(false);
    expect(await ben.parcels.open(parcel)).toMatchObject({ ok: true });
  });

  it('[R8] one with nothing new says so, and still acknowledges', async () => {
    const { ana, ben } = createMail();
    write(ana, BOARD, 'soup');
    await ben.parcels.open(await send(ana));
    await ana.parcels.open(await send(ben));
    const prepared = await ana.parcels.prepare();
    expect(prepared.ok && prepared.value.hasWords).toBe(false);
    expect(prepared.ok && prepared.value.bytes.length).toBeLessThan(200);
    expect(prepared.ok && (await ben.parcels.open(prepared.value.bytes))).toMatchObject({
      ok: true,
      value: { isNew: false },
    });
    expect(ben.holdings.held.get().complete).toBe(true);
  });

  it('[R5] without a word on what is here it is smaller, and brings the same', async () => {
    const { ana, ben } = createMail();
    write(ana, BOARD, 'soup');
    const prepared = await ana.parcels.prepare();
    if (!prepared.ok) throw new Error('not prepared');
    const small = prepared.value.withoutHave();
    expect(small.length).toBeLessThan(prepared.value.bytes.length);
    expect(await ben.parcels.open(small)).toMatchObject({ ok: true });
    expect(read(ben, BOARD)).toBe('soup');
    expect(ben.holdings.partner()).toBeUndefined();
  });
});
