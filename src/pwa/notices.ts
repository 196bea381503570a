/** A notice of the system's for who has the app open but not in sight. Only shown where it was allowed by a press. */

/** `unavailable`: this browser shows none, or not from here. */
export type NoticePermission = 'allowed' | 'refused' | 'unasked' | 'unavailable';

type ShownNotice = Pick<Notification, 'close'>;

export type NoticesEnvironment = {
  readonly api:
    | {
        readonly permission: () => NotificationPermission;
        readonly request: () => Promise<NotificationPermission>;
      }
    | undefined;
  /** The service worker's registration, if there is one by now. */
  readonly registration: () => Promise<
    | {
        readonly showNotification: (title: string, options: NotificationOptions) => Promise<void>;
        readonly getNotifications: (filter: { tag: string }) => Promise<readonly ShownNotice[]>;
      }
    | undefined
  >;
  /** Where there is no service worker. Some browsers know only the other way, and throw. */
  readonly show: (title: string, options: NotificationOptions) => ShownNotice;
};

/** One for all: a newer one takes its place, also one from another tab. */
const TAG = 'vesper-arrived';

const STATES: Readonly<Record<NotificationPermission, NoticePermission>> = {
  granted: 'allowed',
  denied: 'refused',
  default: 'unasked',
};

export function noticePermission({ api }: NoticesEnvironment = thisPage()): NoticePermission {
  return api ? STATES[api.permission()] : 'unavailable';
}

/** To be called from a press, and from nothing else. */
export async function askForNotices(
  { api }: NoticesEnvironment = thisPage(),
): Promise<NoticePermission> {
  if (!api) return 'unavailable';
  try {
    return STATES[await api.request()];
  } catch {
    return STATES[api.permission()];
  }
}

export type Notices = {
  /** Whether it could be shown. */
  readonly show: (title: string) => Promise<boolean>;
  readonly takeBack: () => Promise<void>;
};

export function createNotices(environment: NoticesEnvironment = thisPage()): Notices {
  let own: ShownNotice | undefined;
  return {
    show: async (title) => {
      if (noticePermission(environment) !== 'allowed') return false;
      const options: NotificationOptions = { tag: TAG, icon: 'icons/icon-192.png' };
      try {
        const registration = await environment.registration();
        if (registration) await registration.showNotification(title, options);
        else own = environment.show(title, options);
        return true;
      } catch {
        return false;
      }
    },
    takeBack: async () => {
      own?.close();
      own = undefined;
      const registration = await environment.registration().catch(() => undefined);
      for (const notice of (await registration?.getNotifications({ tag: TAG })) ?? []) {
        notice.close();
      }
    },
  };
}

function showFromPage(title: string, options: NotificationOptions): ShownNotice {
  const notice = new Notification(title, options);
  notice.onclick = () => {
    window.focus();
    notice.close();
  };
  return notice;
}

function thisPage(): NoticesEnvironment {
  const isHere = 'Notification' in window;
  return {
    api: isHere
      ? {
          permission: () => Notification.permission,
          request: () => Notification.requestPermission(),
        }
      : undefined,
    registration: async () => {
      const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
      const registration = await workers?.getRegistration();
      return registration?.active ? registration : undefined;
    },
    show: showFromPage,
  };
}
