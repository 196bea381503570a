import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkLedgerUpdate } from '../../../src/ledger/index.js';
import { startConversation } from '../../../src/sync/conversation.js';
import type { LinkEnd } from '../../../src/sync/faces.js';
import { STREAM } from '../../../src/sync/frames.js';
import { judgeMessage, MAX_ASKS, readPassage } from '../../../src/sync/gate.js';
import { fingerprintOf, synthesizeAnswer } from '../../../src/sync/session-description.js';
import { createVirtualClock } from './simulation.js';

function updateOf(edit: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  edit(doc);
  return Y.encodeStateAsUpdate(doc);
}

const goodUpdate = updateOf((doc) => doc.getArray('entries').push([new Uint8Array(40)]));
const message = (type: number, content: Uint8Array): Uint8Array =>
  Uint8Array.of(0, type, content.length, ...content);
const judge = (bytes: Uint8Array) => judgeMessage(bytes, checkLedgerUpdate);
const refusal = (type: string) => ({ ok: false, error: { type } });

describe('the gate', () => {
  it('[N20] lets the three sync messages through', () => {
    const vector = Y.encodeStateVector(new Y.Doc());
    expect(judge(message(0, vector))).toEqual({ ok: true, value: 'ask' });
    expect(judge(message(1, goodUpdate))).toEqual({ ok: true, value: 'answer' });
    expect(judge(message(2, goodUpdate))).toEqual({ ok: true, value: 'update' });
  });

  it.each([
    ['a map', updateOf((doc) => doc.getMap('entries').set('a', 1))],
    ['text', updateOf((doc) => doc.getText('entries').insert(0, 'hi'))],
    ['another root', updateOf((doc) => doc.getArray('other').push([new Uint8Array(3)]))],
    ['a number', updateOf((doc) => doc.getArray('entries').push([7]))],
    ['a cut update', goodUpdate.subarray(0, goodUpdate.length - 9)],
  ])('[N21] refuses an update with %s', (_what, update) => {
    expect(judge(message(2, update))).toMatchObject(refusal('BadUpdate'));
    expect(judge(message(1, update))).toMatchObject(refusal('BadUpdate'));
  });

  it.each([
    ['a length beyond the end', Uint8Array.of(0, 2, 99, 1)],
    ['bytes after the end', Uint8Array.of(...message(2, goodUpdate), 0)],
    ['a state vector that promises more', message(0, Uint8Array.of(200, 1, 5, 5))],
    ['a state vector with more after it', message(0, Uint8Array.of(1, 5, 5, 9))],
    ['an endless number', Uint8Array.of(0, 0, ...new Array<number>(20).fill(255))],
    ['an unknown sync type', message(3, goodUpdate)],
  ])('[N20] refuses %s', (_what, bytes) => {
    expect(judge(bytes)).toMatchObject(refusal('BadMessage'));
  });

  it('[N22] passes presence on to nobody', () => {
    expect(judge(Uint8Array.of(1, 3, 1, 2, 3))).toEqual({ ok: true, value: 'ignore' });
    expect(judge(Uint8Array.of(3))).toEqual({ ok: true, value: 'ignore' });
    expect(readPassage(Uint8Array.of(1, 3, 1, 2, 3))).toBe('ignore');
  });

  it('[N23] refuses every other type: the one of broadcasts would change who counts as connected', () => {
    expect(judge(Uint8Array.of(4, 1, 1, 65))).toMatchObject(refusal('BadMessage'));
    expect(judge(Uint8Array.of(77))).toMatchObject(refusal('BadMessage'));
    expect(judge(new Uint8Array())).toMatchObject(refusal('BadMessage'));
  });
});

describe('a conversation', () => {
  it('[N24] ends when the other side asks for everything again and again', () => {
    const ends: LinkEnd[] = [];
    const sent: Uint8Array[] = [];
    const conversation = startConversation({
      id: 'L',
      link: {
        send: (_, bytes) => sent.push(bytes),
        announce: () => {},
        end: (end) => ends.push(end),
        figures: () => ({
          bytesSent: 0,
          bytesReceived: 0,
          bytesWaiting: 0,
          receiving: undefined,
        }),
      },
      doc: new Y.Doc(),
      clock: createVirtualClock(),
      room: {
        attach: () => ({
          wrtc: {},
          open: () => {},
          deliver: () => {},
          close: () => {},
        }),
        isEcho: () => false,
        close: () => {},
      },
      onHave: () => {},
      onStandby: () => true,
      onPresence: () => {},
      onCertificate: () => true,
    });
    const ask = Uint8Array.from(message(0, Uint8Array.of(0)));
    for (let i = 0; i <= MAX_ASKS; i++) conversation.take(STREAM.words, ask);
    expect([sent.length, ends]).toEqual([MAX_ASKS, [{ type: 'Flood' }]]);
  });
});

describe('session descriptions', () => {
  const line = (fill: string) => `a=fingerprint:sha-256 ${Array(32).fill(fill).join(':')}\r\n`;

  it('[N3] name one certificate, or none that counts', () => {
    expect(fingerprintOf(`v=0\r\n${line('AB')}`)).toEqual(new Uint8Array(32).fill(0xab));
    expect(fingerprintOf(`${line('AB')}m=application\r\n${line('ab')}`)?.length).toBe(32);
    expect(fingerprintOf(line('AB') + line('CD'))).toBeUndefined();
    expect(fingerprintOf(`${line('AB')}a=fingerprint:sha-1 AA:BB\r\n`)).toBeUndefined();
    expect(fingerprintOf('a=fingerprint:sha-256 AB:CD\r\n')).toBeUndefined();
    expect(fingerprintOf('')).toBeUndefined();
  });

  it("[N70] the answer nobody gave has the agreed credentials, the partner's certificate and no address", () => {
    const offer = [
      'v=0',
      'm=application 50000 UDP/DTLS/SCTP webrtc-datachannel',
      'c=IN IP4 10.0.0.1',
      'a=candidate:1 1 udp 2 10.0.0.1 50000 typ host',
      'a=ice-ufrag:abcd',
      'a=ice-pwd:0123456789012345678901',
      line('AB').trim(),
      'a=setup:actpass',
      '',
    ].join('\r\n');
    const answer = synthesizeAnswer(
      offer,
      { ufrag: 'mine', pwd: 'p'.repeat(22) },
      new Uint8Array(32).fill(0xcd),
    );
    expect(answer).toContain('a=ice-ufrag:mine');
    expect(answer).toContain(`a=ice-pwd:${'p'.repeat(22)}`);
    expect(answer).toContain('a=setup:active');
    expect(answer).not.toMatch(/candidate|10\.0\.0\.1/);
    expect(fingerprintOf(answer)).toEqual(new Uint8Array(32).fill(0xcd));
  });
});
