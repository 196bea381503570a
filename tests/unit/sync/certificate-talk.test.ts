/** By which certificate two will know each other: said, remembered, confirmed, and only then used. */
import { expect, it } from 'vitest';
import { createCertificateTalk } from '../../../src/sync/certificate-talk.js';

const fingerprint = (fill: number) => new Uint8Array(32).fill(fill);
const said = (kind: number, fill: number) => Uint8Array.of(kind, ...fingerprint(fill));

function createTalk(own: Uint8Array | undefined = fingerprint(1)) {
  const sent: Uint8Array[] = [];
  const known: Uint8Array[] = [];
  const remembered: Uint8Array[] = [];
  let settle: (isKept: boolean) => void = () => {};
  const talk = createCertificateTalk({
    send: (bytes) => sent.push(bytes),
    own: () => own,
    onKnown: (each) => known.push(each),
    remember: (each) => {
      remembered.push(each);
      return new Promise((resolve) => {
        settle = resolve;
      });
    },
  });
  return { talk, sent, known, remembered, settle: (isKept: boolean) => settle(isKept) };
}

it('[N141] announces on each connection the certificate it means to come with', () => {
  const { talk, sent } = createTalk();
  talk.begin();
  talk.begin();
  expect(sent).toEqual([said(0, 1), said(0, 1)]);
});

it('[N142] says that it knows one only once that would survive the moment', async () => {
  const { talk, sent, remembered, settle } = createTalk();
  talk.begin();
  expect(talk.take(said(0, 7))).toBe(true);
  expect(remembered).toEqual([fingerprint(7)]);
  await Promise.resolve();
  expect(sent).toEqual([said(0, 1)]);
  settle(true);
  await expect.poll(() => sent).toEqual([said(0, 1), said(1, 7)]);
});

it('[N142] does not say so where the store failed, nor on another connection than the one that asked', async () => {
  const failing = createTalk();
  failing.talk.begin();
  failing.talk.take(said(0, 7));
  failing.settle(false);
  const late = createTalk();
  late.talk.begin();
  late.talk.take(said(0, 7));
  late.talk.begin();
  late.settle(true);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(failing.sent).toEqual([said(0, 1)]);
  expect(late.sent).toEqual([said(0, 1), said(0, 1)]);
});

it('[N140] what is no such word, and too many of them, are refused', () => {
  const { talk, known } = createTalk();
  talk.begin();
  for (const bad of [new Uint8Array(), Uint8Array.of(0, 1), said(2, 1), new Uint8Array(34)]) {
    expect(talk.take(bad)).toBe(false);
  }
  for (let i = 0; i < 7; i++) talk.take(said(1, 3));
  expect(talk.take(said(1, 3))).toBe(false);
  expect(known.length).toBeLessThan(8);
  talk.begin();
  expect(talk.take(said(1, 3))).toBe(true);
});
