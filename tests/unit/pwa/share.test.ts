import { describe, expect, it, vi } from 'vitest';
import { copyText, pasteText, shareText } from '../../../src/pwa/share.js';

const data = { title: 'Vesper', text: 'a code' };
const nothing = { share: undefined, writeText: undefined, readText: undefined };
const refuses = () => Promise.reject(new DOMException('no', 'NotAllowedError'));

describe('text out of the app', () => {
  it('goes through the share sheet where there is one', async () => {
    const share = vi.fn(async () => undefined);
    expect(await shareText(data, { ...nothing, share })).toBe('shared');
    expect(share).toHaveBeenCalledWith(data);
  });

  it('stays where it is when the person thinks better of it', async () => {
    const writeText = vi.fn(async () => undefined);
    const share = () => Promise.reject(new DOMException('no', 'AbortError'));
    expect(await shareText(data, { ...nothing, share, writeText })).toBe('cancelled');
    expect(writeText).not.toHaveBeenCalled();
  });

  it('is copied where there is no share sheet or it fails', async () => {
    const writeText = vi.fn(async () => undefined);
    expect(await shareText(data, { ...nothing, writeText })).toBe('copied');
    expect(await shareText(data, { ...nothing, share: refuses, writeText })).toBe('copied');
    expect(writeText).toHaveBeenCalledWith('a code');
    expect(await shareText(data, nothing)).toBe('failed');
  });

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
