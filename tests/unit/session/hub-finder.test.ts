import { describe, expect, it } from 'vitest';
import { findHub, socketUrlOf } from '../../../src/session/hub-finder.js';

const PAGE = {
  baseURI: 'https://192.168.1.4:4443/vesper/#/board',
  querySelector: (selector: string) =>
    selector === 'meta[name="vesper-hub"]' ? { content: 'hub.json' } : null,
};

function answering(body: unknown, status = 200): typeof fetch {
  return async () => new Response(JSON.stringify(body), { status });
}

describe('finding the hub', () => {
  it('finds the hub that serves the page, and its socket on the same origin', async () => {
    const answer = await findHub(PAGE, answering({ vesper: 1, meet: '/meet' }));
    expect(answer).toEqual({ type: 'hub', socketUrl: 'wss://192.168.1.4:4443/meet' });
  });

  it('takes a plain socket where the page came over plain HTTP', () => {
    expect(socketUrlOf('http://localhost:4400/', '/meet')).toBe('ws://localhost:4400/meet');
  });

  it('is not sent to another origin by a card', async () => {
    const card = { vesper: 1, meet: 'https://eve.example/meet' };
    expect(await findHub(PAGE, answering(card))).toEqual({ type: 'none' });
    expect(await findHub(PAGE, answering({ vesper: 1, meet: '//eve.example/meet' }))).toEqual({
      type: 'none',
    });
  });

  it.each([
    ['a page that was not found, whatever it says', answering({ vesper: 1, meet: '/meet' }, 404)],
    ['a host that answers everything with its page', async () => new Response('<!doctype html>')],
    ['a card of another kind', answering({ vesper: 2, meet: '/meet' })],
    ['a card without a socket', answering({ vesper: 1 })],
  ])('takes %s for no hub', async (_what, ask) => {
    expect(await findHub(PAGE, ask as typeof fetch)).toEqual({ type: 'none' });
  });

  it('asks nobody where no hub has marked the page', async () => {
    const asked: unknown[] = [];
    const ask: typeof fetch = async (url) => {
      asked.push(url);
      return new Response(JSON.stringify({ vesper: 1, meet: '/meet' }));
    };
    const unmarked = { ...PAGE, querySelector: () => null };
    expect(await findHub(unmarked, ask)).toEqual({ type: 'none' });
    expect(asked).toEqual([]);
  });

  it('asks beside the app, past every cache, and not for ever', async () => {
    let call: Parameters<typeof fetch> | undefined;
    await findHub(PAGE, async (...asked) => {
      call = asked;
      return new Response();
    });
    expect(`${call?.[0]}`).toBe('https://192.168.1.4:4443/vesper/hub.json');
    expect(call?.[1]).toMatchObject({ cache: 'no-store', signal: { aborted: false } });
  });

  it('tells a hub that does not answer from no hub, so that it is asked again', async () => {
    const ask: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await findHub(PAGE, ask)).toEqual({ type: 'unreachable' });
  });
});
