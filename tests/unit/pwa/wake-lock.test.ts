import { describe, expect, it } from 'vitest';
import { keepAwake } from '../../../src/pwa/wake-lock.js';

function openScreen() {
  let held = 0;
  let visible = true;
  let refuses = false;
  let listener: (() => void) | undefined;
  const environment = {
    request: async () => {
      if (refuses) throw new Error('the battery is low');
      held += 1;
      let released = false;
      return {
        release: async () => {
          if (!released) held -= 1;
          released = true;
        },
      };
    },
    isVisible: () => visible,
    onVisible: (added: () => void) => {
      listener = added;
      return () => {
        listener = undefined;
      };
    },
  };
  return {
    environment,
    held: () => held,
    refuse: () => {
      refuses = true;
    },
    hide: () => {
      visible = false;
    },
    show: () => {
      visible = true;
      listener?.();
    },
    listens: () => listener !== undefined,
  };
}

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the screen', () => {
  it('stays lit until it may dim again', async () => {
    const screen = openScreen();
    const release = keepAwake(screen.environment);
    await soon();
    expect(screen.held()).toBe(1);
    release();
    await soon();
    expect(screen.held()).toBe(0);
    expect(screen.listens()).toBe(false);
  });

  it('is lit again after the app was left and returned to, with one lock only', async () => {
    const screen = openScreen();
    screen.hide();
    const release = keepAwake(screen.environment);
    await soon();
    expect(screen.held()).toBe(0);
    screen.show();
    screen.show();
    await soon();
    await soon();
    expect(screen.held()).toBe(1);
    release();
    await soon();
    expect(screen.held()).toBe(0);
  });

  it('may dim when that was said before the browser had answered', async () => {
    const screen = openScreen();
    keepAwake(screen.environment)();
    await soon();
    expect(screen.held()).toBe(0);
  });

  it('dims as always where the browser refuses or cannot', async () => {
    const screen = openScreen();
    screen.refuse();
    keepAwake(screen.environment)();
    keepAwake({ ...screen.environment, request: undefined })();
    await soon();
    expect(screen.held()).toBe(0);
  });
});
