/** The frame of the opened app: which screen is shown, the tabs, and what stays in sight on every screen. */

import { type ComponentType, type ReactNode, Suspense, useEffect } from 'react';
import { useText } from '../messages/index.js';
import type { OpenSession } from '../session/index.js';
import { SessionProvider, useSession, useSignal } from '../session/react.js';
import {
  AnnouncerProvider,
  Frame,
  Screen,
  Spinner,
  TabBar,
  ToastProvider,
  useHashPath,
} from '../ui/index.js';
import { AfterFirstPaint } from './after-first-paint.js';
import { routeOf, type TabName, WELCOME_PATH } from './routes.js';
import { ScreenBoundary } from './screen-boundary.js';

async function loadBackground(): Promise<ComponentType> {
  return (await import('./in-the-background.js')).InTheBackground;
}

function Tabs({ current }: { current: TabName }): ReactNode {
  const text = useText();
  return (
    <TabBar
      label={text('app.tabs')}
      tabs={[
        { href: '#/', label: text('app.tab.today'), icon: 'today', current: current === 'today' },
        {
          href: '#/board',
          label: text('app.tab.board'),
          icon: 'board',
          current: current === 'board',
        },
        { href: '#/us', label: text('app.tab.us'), icon: 'us', current: current === 'us' },
      ]}
    />
  );
}

function Loading(): ReactNode {
  const text = useText();
  return (
    <Screen title={text('app.loading')}>
      <Spinner size="2rem" />
    </Screen>
  );
}

function NotFound(): ReactNode {
  const text = useText();
  return (
    <Screen title={text('app.notFound.title')} back={{ label: text('app.tab.today'), href: '#/' }}>
      <p>{text('app.notFound.text')}</p>
    </Screen>
  );
}

/** Before there is a name, everything leads to Welcome. True until it is there, so that no other screen takes the focus. */
function useWelcomeFirst(path: string): boolean {
  const profile = useSignal(useSession().profile);
  const away = profile === undefined && routeOf(path)?.path !== WELCOME_PATH;
  useEffect(() => {
    if (away) location.replace(`#${WELCOME_PATH}`);
  }, [away]);
  return away;
}

function Pages(): ReactNode {
  const path = useHashPath();
  const isLeaving = useWelcomeFirst(path);
  const route = routeOf(path);
  const Shown = route?.screen ?? NotFound;
  return (
    <Frame
      above={<AfterFirstPaint load={loadBackground} />}
      bar={route?.tab === undefined && route ? undefined : <Tabs current={route?.tab ?? 'today'} />}
    >
      <ScreenBoundary key={route?.path ?? path}>
        <Suspense fallback={<Loading />}>{isLeaving ? <Loading /> : <Shown />}</Suspense>
      </ScreenBoundary>
    </Frame>
  );
}

function Voices({ children }: { children: ReactNode }): ReactNode {
  const text = useText();
  return (
    <AnnouncerProvider>
      <ToastProvider closeLabel={text('common.close')}>{children}</ToastProvider>
    </AnnouncerProvider>
  );
}

export function App({ session }: { session: OpenSession }): ReactNode {
  return (
    <SessionProvider session={session}>
      <Voices>
        <Pages />
      </Voices>
    </SessionProvider>
  );
}
