import { describe, expect, it } from 'vitest';
import { answerNavigation, placeInApp } from '../../../src/pwa/answer-navigation.js';

const scope = new URL('https://ana.example/some/path/');
const link = (path: string) => new URL(path, scope);
const answers = (status: number) => async () => new Response(null, { status });

describe('a link to a path below the app', () => {
  it('is that place in the app, under whatever path the app lives', () => {
    expect(placeInApp(link('board?new'), scope).href).toBe(
      'https://ana.example/some/path/#/board?new',
    );
    expect(placeInApp(link('board/'), scope).href).toBe('https://ana.example/some/path/#/board');
    expect(placeInApp(new URL('/us', scope), new URL('/', scope)).href).toBe(
      'https://ana.example/#/us',
    );
  });

  it("gets the host's own page where the host has one", async () => {
    const answer = await answerNavigation(link('trust'), scope, answers(200));
    expect(answer.status).toBe(200);
  });

  it('leads into the app where the host knows no such page', async () => {
    const answer = await answerNavigation(link('us'), scope, answers(404));
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('https://ana.example/some/path/#/us');
  });

  it('leads into the app where there is no host to ask', async () => {
    const offline = () => Promise.reject(new TypeError('Failed to fetch'));
    const answer = await answerNavigation(link('us'), scope, offline);
    expect(answer.headers.get('location')).toBe('https://ana.example/some/path/#/us');
  });
});
