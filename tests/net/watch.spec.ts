/** The watch over the network sees what it is there for: otherwise its silence in the other tests would say nothing. */
import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { type Home, openHome } from '../setup/home.js';
import { findStrangers } from './allowed.js';

const WORDS = 'Marzipantine lanternglow';
/** Belongs to nobody: an address set apart for examples (RFC 5737). */
const OUTSIDE = '203.0.113.7';

let home: Home;

test.beforeAll(async () => {
  home = await openHome({ router: true });
});

test.afterAll(async () => {
  await home?.remove();
});

/** Runs a few lines of Node on Ana's phone. */
function runAtAnas(lines: string): void {
  const program = [process.execPath, '--input-type=module', '--eval', lines];
  execFileSync('ip', ['netns', 'exec', home.network.namespaces.ana, ...program], { stdio: 'pipe' });
}

test('a word in clear, a name that is asked for and a packet to the outside are seen', async () => {
  runAtAnas(`await fetch('${home.plainUrl}/trust', { headers: { 'x-words': '${WORDS}' } })`);
  runAtAnas(`
    import { createSocket } from 'node:dgram';
    const socket = createSocket('udp4');
    const send = (text, encoding, port, address) =>
      new Promise((sent) => socket.send(Buffer.from(text, encoding), port, address, sent));
    await send('${WORDS.toUpperCase()}', 'utf16le', 9, '${home.network.addresses.hub}');
    await send('a STUN request', 'utf8', 3478, '${OUTSIDE}');
    socket.close();
  `);
  runAtAnas(`
    import { lookup } from 'node:dns/promises';
    await lookup('stun.example.org').catch(() => {});
  `);
  await home.capture.stop();
  expect(home.capture.missed()).toBe(0);
  for (const words of [WORDS, WORDS.toUpperCase()]) {
    expect(home.capture.placesHolding(words)).toEqual(
      expect.arrayContaining(['ana', 'switch', 'hub']),
    );
  }
  const strangers = findStrangers(home.capture, home.network);
  const isSeen = (what: string) =>
    strangers.some(({ place, packet }) => place === 'switch' && packet.includes(what));
  expect(isSeen(`${OUTSIDE}.3478: UDP`)).toBe(true);
  expect(isSeen(`${home.network.addresses.hub}.53: `)).toBe(true);
  expect(isSeen('stun.example.org')).toBe(true);
});
