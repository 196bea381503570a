/** The frame of the opened app: which screen is shown, the tabs, and what stays in sight on every screen. */

import { type ReactNode, Suspense, useEffect } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import { useText } from '../messages/index.js';
import type { OpenSession } from '../session/index.js';
import { SessionProvider, useSession, useSignal } from '../session/react.js';
import {
  AnnouncerProvider,
  Frame,
  keepFocus,
  Screen,
  Spinner,
  TabBar,
  ToastProvider,
} from '../ui/index.js';
import { routeOf, type TabName, WELCOME_PATH } from './routes.js';
import { ScreenBoundary } from './screen-boundary.js';
import { UpdateCard } from './update-card.js';

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

/** Before there is a name, everything leads to Welcome. */
function useWelcomeFirst(
  location: string,
  navigate: (path: string, how?: { replace: boolean }) => void,
) {
  const profile = useSignal(useSession().profile);
  const away = profile === undefined && routeOf(location)?.path !== WELCOME_PATH;
  useEffect(() => {
    if (away) navigate(WELCOME_PATH, { replace: true });
  }, [away, navigate]);
}

function Pages(): ReactNode {
  const [location, navigate] = useHashLocation();
  useWelcomeFirst(location, navigate);
  const route = routeOf(location);
  const Shown = route?.screen ?? NotFound;
  return (
    <Frame
      above={<UpdateCard />}
      bar={route?.tab === undefined && route ? undefined : <Tabs current={route?.tab ?? 'today'} />}
    >
      <ScreenBoundary key={route?.path ?? location}>
        <Suspense fallback={<Loading />}>
          <Shown />
        </Suspense>
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
  useEffect(keepFocus, []);
  return (
    <SessionProvider session={session}>
      <Voices>
        <Pages />
      </Voices>
    </SessionProvider>
  );
}
