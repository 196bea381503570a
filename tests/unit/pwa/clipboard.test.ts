import { describe, expect, it } from 'vitest';
import { copyText, pasteText } from '../../../src/pwa/clipboard.js';

const nothing = { writeText: undefined, readText: undefined };
const refuses = () => Promise.reject(new DOMException('no', 'NotAllowedError'));

describe('text out of the app', () => {
  it('is known to be on the clipboard, or known not to be', async () => {
    expect(await copyText('a', { ...nothing, writeText: async () => undefined })).toBe(true);
    expect(await copyText('a', { ...nothing, writeText: refuses })).toBe(false);
    expect(await copyText('a', nothing)).toBe(false);
  });
});

it('reads the clipboard only where it is let', async () => {
  expect(await pasteText({ ...nothing, readText: async () => 'a code' })).toBe('a code');
  expect(await pasteText({ ...nothing, readText: refuses })).toBeUndefined();
  expect(await pasteText(nothing)).toBeUndefined();
});
