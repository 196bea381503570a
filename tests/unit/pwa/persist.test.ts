import { expect, it, vi } from 'vitest';
import { ANSWER_WITHIN_MS, askToPersist } from '../../../src/pwa/persist.js';
import { createHandClock } from '../../setup/hand-clock.js';

const storage = (persisted: () => Promise<boolean>, persist: () => Promise<boolean>) => ({
  persisted,
  persist,
});
const says = (answer: boolean) => async () => answer;

it('asks only where storage is not kept already', async () => {
  const persist = vi.fn(says(true));
  const clock = createHandClock();
  expect(await askToPersist({ storage: storage(says(true), persist), clock })).toBe('kept');
  expect(persist).not.toHaveBeenCalled();
  expect(await askToPersist({ storage: storage(says(false), persist), clock })).toBe('kept');
  expect(persist).toHaveBeenCalledOnce();
});

it('takes a refusal, an error and a browser without it as answers', async () => {
  const clock = createHandClock();
  const fails = () => Promise.reject(new Error('not here'));
  expect(await askToPersist({ storage: storage(says(false), says(false)), clock })).toBe('refused');
  expect(await askToPersist({ storage: storage(fails, fails), clock })).toBe('unavailable');
  expect(await askToPersist({ storage: undefined, clock })).toBe('unavailable');
});

it('does not wait for ever where the browser asks a person who does not answer', async () => {
  const clock = createHandClock();
  const asking = askToPersist({
    storage: storage(says(false), () => new Promise(() => undefined)),
    clock,
  });
  clock.advance(ANSWER_WITHIN_MS);
  expect(await asking).toBe('unanswered');
});
