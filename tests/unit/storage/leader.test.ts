import { describe, expect, it, vi } from 'vitest';
import { electLeader } from '../../../src/storage/index.js';
import { createTestLocks, until } from './disk.js';

describe('leading', () => {
  it('[S26] one tab leads, and the next does when it lets go', async () => {
    const locks = createTestLocks();
    const one = electLeader('lead', locks);
    const two = electLeader('lead', locks);
    const three = electLeader('lead', locks);
    const changed = vi.fn();
    two.leading.subscribe(changed);
    await until(() => one.leading.get());
    expect([two.leading.get(), three.leading.get()]).toEqual([false, false]);
    one.release();
    await until(() => two.leading.get());
    expect(changed).toHaveBeenCalledTimes(1);
    expect([one.leading.get(), three.leading.get()]).toEqual([false, false]);
    two.release();
    await until(() => three.leading.get());
    three.release();
  });

  it('[S26] one that let go before its turn never leads', async () => {
    const locks = createTestLocks();
    const one = electLeader('lead', locks);
    const two = electLeader('lead', locks);
    const three = electLeader('lead', locks);
    two.release();
    one.release();
    await until(() => three.leading.get());
    expect(two.leading.get()).toBe(false);
    three.release();
  });

  it('[S26] nor one whose turn comes while it lets go', async () => {
    const locks = createTestLocks();
    let grant = (): unknown => undefined;
    const granted = new Promise<void>((resolve) => {
      locks.request = (_name: string, _options: unknown, work?: LockGrantedCallback<unknown>) => {
        grant = () =>
          Promise.resolve(work?.({ name: 'lead', mode: 'exclusive' })).then(() => resolve());
        return Promise.resolve();
      };
    });
    const one = electLeader('lead', locks);
    one.release();
    grant();
    expect(one.leading.get()).toBe(false);
    await granted;
  });

  it('[S26] without Web Locks everyone leads, until they let go', () => {
    const one = electLeader('lead', undefined);
    const two = electLeader('lead', undefined);
    expect([one.leading.get(), two.leading.get()]).toEqual([true, true]);
    one.release();
    expect(one.leading.get()).toBe(false);
  });

  it('[S26] also where the browser refuses them', async () => {
    const locks = createTestLocks();
    locks.request = () => Promise.reject(new DOMException('not here', 'SecurityError'));
    const one = electLeader('lead', locks);
    await until(() => one.leading.get());
  });
});
