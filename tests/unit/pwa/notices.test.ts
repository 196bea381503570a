import { describe, expect, it } from 'vitest';
import { answerNotice } from '../../../src/pwa/answer-notice.js';
import { canBadge, showBadge } from '../../../src/pwa/badge.js';
import { watchInSight } from '../../../src/pwa/in-sight.js';
import { askForNotices, createNotices, noticePermission } from '../../../src/pwa/notices.js';

function createSystem(permission: NotificationPermission = 'granted', hasWorker = true) {
  const shown: { title: string; options: NotificationOptions }[] = [];
  const add = (title: string, options: NotificationOptions) => {
    const notice = { title, options };
    shown.push(notice);
    return { close: () => void shown.splice(shown.indexOf(notice), 1) };
  };
  const closers: { close: () => void }[] = [];
  const registration = {
    showNotification: async (title: string, options: NotificationOptions) =>
      void closers.push(add(title, options)),
    getNotifications: async () => closers.splice(0),
  };
  return {
    shown,
    environment: {
      api: { permission: () => permission, request: async () => permission },
      registration: async () => (hasWorker ? registration : undefined),
      show: add,
    },
  };
}

describe('a notice', () => {
  it.each([true, false])('is shown and taken back (with a service worker: %s)', async (worker) => {
    const { environment, shown } = createSystem('granted', worker);
    const notices = createNotices(environment);
    expect(await notices.show('Something from Ana arrived')).toBe(true);
    expect(shown.map(({ title }) => title)).toEqual(['Something from Ana arrived']);
    expect(shown[0]?.options.tag).toBe('vesper-arrived');
    expect(shown[0]?.options.body).toBeUndefined();
    await notices.takeBack();
    expect(shown).toEqual([]);
  });

  it('is shown only where it was allowed', async () => {
    for (const permission of ['denied', 'default'] as const) {
      const { environment, shown } = createSystem(permission);
      expect(await createNotices(environment).show('Something')).toBe(false);
      expect(shown).toEqual([]);
    }
  });

  it('is no matter where the browser throws', async () => {
    const { environment } = createSystem('granted', false);
    const refusing = {
      ...environment,
      show: () => {
        throw new TypeError('Illegal constructor');
      },
    };
    expect(await createNotices(refusing).show('Something')).toBe(false);
  });

  it('is asked for, and an answer that never comes is what it was before', async () => {
    expect(await askForNotices(createSystem('granted').environment)).toBe('allowed');
    const { environment } = createSystem('default');
    const request = () => Promise.reject(new TypeError('not from a press'));
    expect(await askForNotices({ ...environment, api: { ...environment.api, request } })).toBe(
      'unasked',
    );
    expect(noticePermission({ ...environment, api: undefined })).toBe('unavailable');
  });
});

describe('pressing a notice', () => {
  it('brings the app to the front where it is open, and opens it where it is not', async () => {
    const did: string[] = [];
    const windows = (open: boolean) => ({
      matchAll: async () => (open ? [{ focus: async () => did.push('focus') }] : []),
      openWindow: async (url: string) => did.push(url),
    });
    await answerNotice(windows(true), 'https://a.test/vesper/');
    await answerNotice(windows(false), 'https://a.test/vesper/');
    expect(did).toEqual(['focus', 'https://a.test/vesper/']);
  });
});

describe('the number on the icon', () => {
  it('is set, and taken away at none', () => {
    const calls: (number | undefined | 'clear')[] = [];
    const environment = {
      setAppBadge: async (count?: number) => void calls.push(count),
      clearAppBadge: async () => void calls.push('clear'),
    };
    showBadge(2, environment);
    showBadge(0, environment);
    expect(calls).toEqual([2, 'clear']);
    expect(canBadge(environment)).toBe(true);
  });

  it('is nothing where there is none, or where it is refused', () => {
    expect(canBadge({})).toBe(false);
    expect(() => showBadge(1, {})).not.toThrow();
    const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    expect(() => showBadge(1, { setAppBadge: refuse })).not.toThrow();
  });
});

describe('what is in sight', () => {
  function createBrowser() {
    const held = new Set<{ name: string }>();
    const locks = {
      request: async (name: string, _options: LockOptions, run: () => Promise<void>) => {
        const lock = { name };
        held.add(lock);
        await run();
        held.delete(lock);
      },
      query: async () => ({ held: [...held] }),
    };
    return (isVisible: boolean) => {
      let visible = isVisible;
      let listener = (): void => undefined;
      const inSight = watchInSight({
        // Only the two calls that are made are played here.
        locks: locks as unknown as LockManager,
        isVisible: () => visible,
        onVisibility: (added) => {
          listener = added;
          return () => undefined;
        },
      });
      const show = (next: boolean): void => {
        visible = next;
        listener();
      };
      return { ...inSight, show };
    };
  }

  it('is known of every tab, also of one that is gone', async () => {
    const openTab = createBrowser();
    const hidden = openTab(false);
    expect(await hidden.isAnyTab()).toBe(false);
    const other = openTab(true);
    expect(await hidden.isAnyTab()).toBe(true);
    other.show(false);
    await Promise.resolve();
    expect(await hidden.isAnyTab()).toBe(false);
    other.show(true);
    expect(await hidden.isAnyTab()).toBe(true);
    other.stop();
    await Promise.resolve();
    expect(await hidden.isAnyTab()).toBe(false);
  });

  it('is nothing where no browser can tell', async () => {
    const alone = watchInSight({
      locks: undefined,
      isVisible: () => true,
      onVisibility: () => () => undefined,
    });
    expect(await alone.isAnyTab()).toBe(false);
  });
});
