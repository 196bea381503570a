import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createSecret, revealSecret } from '../../../src/vault/index.js';

const secret = createSecret(Uint8Array.of(83, 79, 85, 80));
const TRACES = ['83', '79', 'SOUP', '534f5550', 'U09VU'];

describe('[V14] a secret refuses to print', () => {
  it.each([
    ['as text', () => String(secret)],
    ['in a template', () => `${secret}`],
    ['glued to text', () => `key: ${secret as unknown as string}`],
    ['as JSON', () => JSON.stringify({ secret })],
    ['inspected', () => inspect({ secret }, { showHidden: true, depth: 9, getters: true })],
    ['spread', () => JSON.stringify({ ...secret })],
    ['cloned', () => inspect(structuredClone(secret), { showHidden: true })],
    ['by its own keys', () => Reflect.ownKeys(secret).map(String).join()],
    ['in an error', () => inspect(new Error('failed', { cause: secret }))],
  ])('%s', (_, print) => {
    const printed = print();
    for (const trace of TRACES)
      expect(printed.replace(/\(.*?:\d+:\d+\)/g, '')).not.toContain(trace);
  });
});

it('[V14] it keeps its own copy and gives out copies', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  const kept = createSecret(bytes);
  bytes.fill(0);
  revealSecret(kept).fill(9);
  expect([...revealSecret(kept)]).toEqual([1, 2, 3]);
});

it('[V14] nothing else passes for one', () => {
  const clone = structuredClone(secret);
  expect(() => revealSecret(clone)).toThrow(TypeError);
});
