import { afterEach, describe, expect, it, vi } from 'vitest';
import { canShareFile, followLaunchedFiles, readFile, shareFile } from '../../../src/pwa/files.js';

const FILE = new File(['sealed'], 'vesper.vesper');

describe('sharing a file', () => {
  it('hands it to the system', async () => {
    const given: ShareData[] = [];
    const share = async (data: ShareData): Promise<void> => void given.push(data);
    expect(await shareFile(FILE, { canShare: () => true, share })).toBe('shared');
    expect(given).toEqual([{ files: [FILE] }]);
  });

  it('tells a person who changed their mind from a system that takes no such file', async () => {
    const failing = (name: string) => ({
      canShare: () => true,
      share: () => Promise.reject(new DOMException('', name)),
    });
    expect(await shareFile(FILE, failing('AbortError'))).toBe('cancelled');
    expect(await shareFile(FILE, failing('NotAllowedError'))).toBe('unavailable');
  });

  it('is not offered where files, or sharing, are unknown', () => {
    const share = async (): Promise<void> => {};
    expect(canShareFile(FILE, { canShare: undefined, share })).toBe(false);
    expect(canShareFile(FILE, { canShare: () => false, share })).toBe(false);
    expect(canShareFile(FILE, { canShare: () => true, share: undefined })).toBe(false);
  });
});

describe('reading a file', () => {
  it('reads it whole', async () => {
    expect(new TextDecoder().decode(await readFile(FILE))).toBe('sealed');
  });

  it('reads only the beginning of one that is larger than anything Vesper makes', async () => {
    const large = Object.defineProperty(new Blob(['VSPR'.repeat(100)]), 'size', {
      value: 64 * 1024 * 1024 + 1,
    });
    expect(await readFile(large)).toHaveLength(64);
  });
});

describe('files that the system opens with the app', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('come one by one, the ones that were there before the app listened too', async () => {
    const other = new File(['another'], 'later.vesper');
    const handleOf = (file: File) => ({ getFile: async () => file });
    const launches = [{ files: [handleOf(FILE)] }, {}, { files: [handleOf(other)] }];
    const setConsumer = (take: (launch: object) => void): void => launches.forEach(take);
    vi.stubGlobal('window', { launchQueue: { setConsumer } });
    const opened: File[] = [];
    followLaunchedFiles((file) => opened.push(file));
    await expect.poll(() => opened).toEqual([FILE, other]);
    expect(new TextDecoder().decode(await readFile(opened[0] ?? other))).toBe('sealed');
  });

  it('come from nowhere where the system opens none', () => {
    vi.stubGlobal('window', {});
    followLaunchedFiles(() => {
      throw new Error('there is none');
    });
  });
});
