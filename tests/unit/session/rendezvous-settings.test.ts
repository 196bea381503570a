import { describe, expect, it } from 'vitest';
import {
  type AddressServer,
  checkRendezvous,
  isLocalHost,
  type RendezvousSettings,
  readShared,
  writeShared,
} from '../../../src/session/rendezvous-settings.js';

const server = (url: string, user = '', credential = ''): AddressServer => ({
  url,
  user,
  credential,
});
const withUrl = (url: string) => checkRendezvous({ url, servers: [] });
const withServer = (one: AddressServer) =>
  checkRendezvous({ url: 'wss://meet.example.org', servers: [one] });

describe('the address of a rendezvous', () => {
  it.each([
    ['wss://meet.example.org', 'wss://meet.example.org/'],
    [' meet.example.org ', 'wss://meet.example.org/'],
    ['wss://meet.example.org:8443/two?lamps=1#x', 'wss://meet.example.org:8443/two?lamps=1'],
    ['ws://192.168.1.4:4444', 'ws://192.168.1.4:4444/'],
    ['ws://localhost:4444', 'ws://localhost:4444/'],
    ['ws://[fd00::1]:4444', 'ws://[fd00::1]:4444/'],
    ['ws://kitchen.local', 'ws://kitchen.local/'],
  ])('[N137] %s is taken as %s', (typed, url) => {
    expect(withUrl(typed)).toEqual({ ok: true, value: { url, servers: [] } });
  });

  it.each([
    ['', 'Missing'],
    ['   ', 'Missing'],
    ['two lamps', 'NotAnAddress'],
    ['wss://', 'NotAnAddress'],
    [`wss://${'a'.repeat(600)}.org`, 'NotAnAddress'],
    ['https://meet.example.org', 'OtherScheme'],
    ['javascript://meet.example.org', 'OtherScheme'],
    ['ws://meet.example.org', 'NotSecure'],
    ['ws://8.8.8.8', 'NotSecure'],
    ['ws://172.32.0.1', 'NotSecure'],
    ['ws://[2001:db8::1]', 'NotSecure'],
    ['ws://192.168.1.4.example.org', 'NotSecure'],
    ['wss://ana:secret@meet.example.org', 'HoldsName'],
  ])('[N137] %j is refused: %s', (typed, type) => {
    expect(withUrl(typed)).toEqual({ ok: false, error: [{ field: 'url', type }] });
  });

  it('is local for every spelling of the phone itself', () => {
    for (const host of ['127.1', '2130706433', '0x7f.1', '[::1]', 'LOCALHOST']) {
      expect(isLocalHost(new URL(`ws://${host}/`).hostname)).toBe(true);
    }
  });
});

describe('a server for addresses', () => {
  it.each([
    server('stun:stun.example.org'),
    server('stuns:stun.example.org:5349'),
    server('stun:[2001:db8::1]:3478'),
    server('turn:turn.example.org:3478?transport=tcp', 'two', 'lamps'),
    server('turns:turn.example.org', 'two', ' lamps '),
  ])('$url is taken as it is', (typed) => {
    const checked = withServer(typed);
    expect(checked.ok && checked.value.servers).toEqual([typed]);
  });

  it.each([
    [server('stun.example.org'), 'NotAServer'],
    [server('stun://stun.example.org'), 'NotAServer'],
    [server('stun:stun.example.org:99999'), 'NotAServer'],
    [server('stun:stun.example.org?transport=udp'), 'NotAServer'],
    [server('turn:turn.example.org?transport=pigeon', 'two', 'lamps'), 'NotAServer'],
    [server('', 'two', 'lamps'), 'NotAServer'],
    [server('turn:turn.example.org'), 'NeedsName'],
    [server('turn:turn.example.org', 'two'), 'NeedsPassword'],
    [server('stun:stun.example.org', 'two', 'lamps'), 'TakesNoName'],
  ])('%j is refused: %s', (typed, type) => {
    expect(withServer(typed)).toEqual({
      ok: false,
      error: [{ field: 'server', index: 0, type }],
    });
  });

  it('is left out where nothing was entered, and all that is wrong is told at once', () => {
    const blank = server(' ');
    const fine = server('stun:stun.example.org');
    const checked = checkRendezvous({ url: 'wss://meet.example.org', servers: [blank, fine] });
    expect(checked.ok && checked.value.servers).toEqual([fine]);
    const wrong = checkRendezvous({ url: '', servers: [fine, server('x'), server('turn:y')] });
    expect(wrong.ok ? [] : wrong.error.map(({ type }) => type)).toEqual([
      'Missing',
      'NotAServer',
      'NeedsName',
    ]);
  });
});

describe('the line for the other phone', () => {
  const settings: RendezvousSettings = {
    url: 'wss://meet.example.org/',
    servers: [server('turn:turn.example.org', 'zwei', 'Lämpchen')],
  };

  it('brings all entries over, also out of a message around it', () => {
    const line = writeShared(settings);
    expect(readShared(line)).toEqual(settings);
    expect(readShared(`Here it is, love:\n${line}\nPaste all of it.`)).toEqual(settings);
  });

  it.each([
    'vesper-rendezvous:',
    'vesper-rendezvous:AAAA',
    writeShared({ url: 5, servers: [] } as never),
    writeShared({ url: '', servers: [{ url: 'x' }] } as never),
    'x'.repeat(10_000),
  ])('is nothing where it is something else (%#)', (text) => {
    expect(readShared(text)).toBeUndefined();
  });
});
