import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/kernel/index.js';
import {
  MAX_PARCEL_BYTES,
  MAX_TEXT_PARCEL_BYTES,
  openParcel,
  parcelToText,
  sealParcel,
  textToParcel,
} from '../../../src/parcel/index.js';
import { BOARD, createMail, send, write } from './mail.js';

const CANARY = 'Thank you for the soup';

async function parcelOfAna() {
  const mail = createMail();
  write(mail.ana, BOARD, CANARY);
  return { ...mail, parcel: await send(mail.ana) };
}

function refusalOf(bytes: Uint8Array, { ben }: ReturnType<typeof createMail>): string {
  const opened = openParcel(bytes, ben.context);
  return opened.ok ? 'opened' : opened.error.type;
}

function changed(bytes: Uint8Array, at: number, to: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? to : byte));
}

describe('a parcel', () => {
  it('[R1] [R2] opens on the phone it is for, and shows nothing on its way', async () => {
    const { ben, parcel } = await parcelOfAna();
    expect(openParcel(parcel, ben.context).ok).toBe(true);
    expect(Buffer.from(parcel).includes(CANARY)).toBe(false);
    expect(Buffer.from(parcel).includes(ben.context.me)).toBe(false);
  });

  it('[R3] tells nobody that two parcels belong together', async () => {
    const { ana, parcel } = await parcelOfAna();
    const second = await send(ana);
    expect(second.subarray(9, 33)).not.toEqual(parcel.subarray(9, 33));
  });

  it.each([
    ['nothing', () => new Uint8Array()],
    ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['text', () => new TextEncoder().encode('Hello, how are you this evening?')],
  ])('[R4] %s is no parcel', async (_what, make) => {
    expect(refusalOf(make(), createMail())).toBe('NotAParcel');
  });

  it('[R4] says why it is refused', async () => {
    const mail = await parcelOfAna();
    const { parcel, ana } = mail;
    expect(refusalOf(changed(parcel, 4, 2), mail)).toBe('Newer');
    expect(refusalOf(changed(parcel, 4, 0), mail)).toBe('Damaged');
    for (const length of [5, 20, 33, parcel.length - 1]) {
      expect(refusalOf(parcel.subarray(0, length), mail)).toBe('CutOff');
    }
    expect(refusalOf(Buffer.concat([parcel, Buffer.of(0)]), mail)).toBe('Damaged');
    expect(refusalOf(changed(parcel, 5, 0xff), mail)).toBe('TooLarge');
    expect(refusalOf(changed(parcel, 12, 7), mail)).toBe('ForOthers');
    expect(refusalOf(changed(parcel, parcel.length - 1, 7), mail)).toBe('Damaged');
    expect(refusalOf(parcel, createMail())).toBe('ForOthers');
    const own = openParcel(parcel, ana.context);
    expect(own.ok ? 'opened' : own.error.type).toBe('Own');
  });

  it('[R4] one that claims more than anyone would send costs nothing', () => {
    const bytes = new Uint8Array(40);
    bytes.set(new TextEncoder().encode('VSPR'));
    bytes[4] = 1;
    new DataView(bytes.buffer).setUint32(5, MAX_PARCEL_BYTES + 1);
    expect(refusalOf(bytes, createMail())).toBe('TooLarge');
  });

  it('[R6] an update that is none of a ledger’s is damage, even when it comes from the partner', () => {
    const mail = createMail();
    const update = Uint8Array.of(1, 2, 3, 4);
    const sealed = sealParcel(
      { have: undefined, startOver: false, update },
      mail.ana.context,
      systemRandom,
    );
    expect(refusalOf(sealed, mail)).toBe('Damaged');
  });

  it('[R5] [R7] one that claims to know of more phones than there are is damage', () => {
    const { ana, ben } = createMail();
    const have = (count: number) => ({
      clocks: new Map(Array.from({ length: count }, (_, client) => [client, 1])),
      deletions: ana.holdings.here().deletions,
    });
    const open = (count: number) =>
      openParcel(
        sealParcel(
          { have: have(count), startOver: false, update: Uint8Array.of(0, 0) },
          ana.context,
          systemRandom,
        ),
        ben.context,
      );
    expect(open(1_000).ok).toBe(true);
    expect(open(100_001)).toEqual({ ok: false, error: { type: 'Damaged' } });
  });

  it('[R5] what a later version adds at the end is passed over', async () => {
    const { ana, ben } = createMail();
    const have = ana.holdings.here();
    const update = Uint8Array.of(0, 0);
    const parcel = sealParcel({ have, startOver: true, update }, ana.context, systemRandom);
    expect(openParcel(parcel, ben.context)).toMatchObject({
      ok: true,
      value: { have, startOver: true, update },
    });
  });
});

describe('a parcel as text', () => {
  it('[R10] is found among other words and broken lines', async () => {
    const { parcel } = await parcelOfAna();
    const text = parcelToText(parcel) ?? '';
    const broken = text.replace(/(.{40})/g, '$1\n ');
    expect(textToParcel(text)).toEqual(parcel);
    expect(textToParcel(`Here, for you: ${broken} See you soon. Ana`)).toEqual(parcel);
    expect(textToParcel(text.replace('VESPER', 'Vesper'))).toEqual(parcel);
  });

  it('[R10] is none where it is too long, or not one', async () => {
    expect(parcelToText(new Uint8Array(MAX_TEXT_PARCEL_BYTES + 1))).toBeUndefined();
    expect(textToParcel('See you at eight')).toBeUndefined();
    expect(textToParcel('VESPER-PARCEL:&&&.')).toBeUndefined();
    expect(textToParcel(`VESPER-PARCEL:${'A'.repeat(40_000)}.`)).toBeUndefined();
  });

  it('[R4] [R10] cut off, it says so', async () => {
    const mail = await parcelOfAna();
    const text = parcelToText(mail.parcel) ?? '';
    const rest = textToParcel(text.slice(0, 200));
    expect(rest && refusalOf(rest, mail)).toBe('CutOff');
  });
});
