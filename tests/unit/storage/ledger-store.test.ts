import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../src/kernel/index.js';
import { freshDisk, openPhone, wordsOnDisk } from './support.js';

beforeEach(freshDisk);

describe('saving', () => {
  it('[S1] what is in the document when saved() is called is on the disk when it is ok', async () => {
    const ana = openPhone();
    expect(await ana.store.loaded).toEqual({ rows: 0, rowsSetAside: 0, compacting: false });
    ana.write('soup');
    expect(await ana.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['soup']);
    await ana.store.close();
    const again = openPhone();
    await again.store.loaded;
    expect(again.words()).toEqual(['soup']);
    await again.store.close();
  });
});
