import { describe, expect, it, vi } from 'vitest';
import {
  createUpdates,
  LOOK_INTERVAL_MS,
  PATIENCE_MS,
  type UpdatesEnvironment,
} from '../../../src/pwa/updates.js';
import { createHandClock } from '../../setup/hand-clock.js';

/** One tab, its worker, and the order in which things happened to them. */
function openTab({
  controlled = true,
  beforeReload = (): Promise<void> => Promise.resolve(),
} = {}) {
  const clock = createHandClock();
  const log: string[] = [];
  let waiting = (): void => undefined;
  let controlling = (): void => undefined;
  let foreground = (): void => undefined;
  const environment: UpdatesEnvironment = {
    worker: {
      register: async () => log.push('register'),
      update: async () => log.push('update'),
      skipWaiting: () => log.push('skip waiting'),
      onWaiting: (listener) => {
        waiting = listener;
      },
      onControlling: (listener) => {
        controlling = listener;
      },
      isControlled: () => controlled,
    },
    clock,
    onForeground: (listener) => {
      foreground = listener;
    },
    reload: () => log.push('reload'),
  };
  const updates = createUpdates({
    environment,
    beforeReload: async () => {
      log.push('put away');
      await beforeReload();
    },
  });
  return {
    clock,
    log,
    updates,
    wait: () => waiting(),
    control: () => controlling(),
    comeBack: () => foreground(),
  };
}

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
const never = () => new Promise<void>(() => undefined);

describe('an update', () => {
  it('is offered once a newer worker waits, and nothing happens by itself', async () => {
    const { updates, wait, log } = openTab();
    expect(updates.state.get()).toBe('none');
    wait();
    await soon();
    expect(updates.state.get()).toBe('ready');
    expect(log).toEqual(['register']);
  });

  it('puts words away before the newer worker may take over, and again before the page reloads', async () => {
    const { updates, wait, control, log } = openTab();
    wait();
    await updates.accept();
    expect(log).toEqual(['register', 'put away', 'skip waiting']);
    control();
    await soon();
    expect(log).toEqual(['register', 'put away', 'skip waiting', 'put away', 'reload']);
  });

  it('reloads the tabs where nobody agreed, too, each after putting its words away', async () => {
    const { wait, control, log } = openTab();
    wait();
    control();
    await soon();
    expect(log).toEqual(['register', 'put away', 'reload']);
  });

  it('is no update when the first worker of a page takes over', async () => {
    const { updates, control, log } = openTab({ controlled: false });
    control();
    await soon();
    expect(updates.state.get()).toBe('none');
    expect(log).toEqual(['register']);
    control();
    await soon();
    expect(log).toContain('reload');
  });

  it('does not reload over words that could not be put away, and can be tried again', async () => {
    let full = true;
    const { updates, wait, control, log } = openTab({
      beforeReload: async () => {
        if (full) throw new Error('no room');
      },
    });
    wait();
    control();
    await soon();
    expect(log).not.toContain('reload');
    expect(updates.state.get()).toBe('ready');
    full = false;
    await updates.accept();
    expect(log.at(-1)).toBe('reload');
  });

  it('gives up putting away that never ends, and offers itself again', async () => {
    const { updates, wait, clock, log } = openTab({ beforeReload: never });
    wait();
    const accepting = updates.accept();
    expect(updates.state.get()).toBe('applying');
    clock.advance(PATIENCE_MS);
    await accepting;
    expect(updates.state.get()).toBe('ready');
    expect(log).not.toContain('skip waiting');
  });

  it('offers itself again where the newer worker never took over', async () => {
    const { updates, wait, clock } = openTab();
    wait();
    await updates.accept();
    clock.advance(PATIENCE_MS);
    expect(updates.state.get()).toBe('ready');
  });

  it('is looked for on coming back, at most once an hour', () => {
    const { clock, comeBack, log } = openTab();
    comeBack();
    clock.advance(LOOK_INTERVAL_MS - 1);
    comeBack();
    expect(log).toEqual(['register']);
    clock.advance(1);
    comeBack();
    comeBack();
    expect(log).toEqual(['register', 'update']);
  });

  it('does nothing where there are no workers', async () => {
    const reload = vi.fn();
    const updates = createUpdates({
      beforeReload: async () => undefined,
      environment: { worker: undefined, clock: createHandClock(), onForeground: vi.fn(), reload },
    });
    await updates.accept();
    expect(updates.state.get()).toBe('none');
    expect(reload).not.toHaveBeenCalled();
  });
});
