import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../../src/kernel/index.js';
import { createSaveWatch } from '../../../src/session/save-watch.js';
import type { StoreError } from '../../../src/storage/index.js';
import { createHandClock } from '../../setup/hand-clock.js';

type Barrier = { readonly settle: (result: Result<void, StoreError>) => void };

/** A space whose durability barriers are settled by hand. */
function setUp() {
  const barriers: Barrier[] = [];
  const flushed: string[] = [];
  const clock = createHandClock();
  const space = {
    ledger: { flush: () => flushed.push('flush') },
    store: {
      saved: () =>
        new Promise<Result<void, StoreError>>((settle) => {
          barriers.push({ settle });
        }),
    },
  };
  // Only these two faces are asked anything here.
  const watch = createSaveWatch(() => [space as never], clock);
  return { watch, barriers, flushed, clock };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const FULL: StoreError = { type: 'QuotaExceeded', detail: 'the disk is full' };

describe('the sentence about saving', () => {
  it('says saving from the first write until the durability barrier has answered', async () => {
    const { watch, barriers, flushed, clock } = setUp();
    watch.written();
    expect(watch.state.get()).toEqual({ state: 'saving' });
    clock.advance(200);
    expect(flushed).toEqual(['flush']);
    await turn();
    expect(watch.state.get()).toEqual({ state: 'saving' });
    barriers[0]!.settle(ok());
    await turn();
    expect(watch.state.get()).toEqual({ state: 'saved' });
  });

  it('does not let an earlier barrier answer for a later write', async () => {
    const { watch, barriers, clock } = setUp();
    watch.written();
    clock.advance(200);
    watch.written();
    barriers[0]!.settle(ok());
    await turn();
    expect(watch.state.get()).toEqual({ state: 'saving' });
    clock.advance(200);
    barriers[1]!.settle(ok());
    await turn();
    expect(watch.state.get()).toEqual({ state: 'saved' });
  });

  it('asks for one barrier for a burst of keystrokes, not one each', () => {
    const { watch, barriers, clock } = setUp();
    for (let n = 0; n < 20; n++) watch.written();
    clock.advance(200);
    expect(barriers).toHaveLength(1);
  });

  it('says trouble when storage has fallen into it, and saved again when it is over', async () => {
    const { watch, barriers } = setUp();
    watch.storageChanged();
    barriers[0]!.settle(err(FULL));
    await turn();
    expect(watch.state.get()).toEqual({ state: 'trouble', error: FULL });
    watch.storageChanged();
    barriers[1]!.settle(ok());
    await turn();
    expect(watch.state.get()).toEqual({ state: 'saved' });
  });
});
