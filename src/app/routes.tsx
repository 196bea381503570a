/** Which address shows which screen. Addresses live behind `#`, so the build works under any path of any host. */

import { type ComponentType, lazy, type ReactNode } from 'react';
import { CheckinScreen } from '../features/checkin/index.js';
import { loadEvenings, loadReply, loadResting, TodayScreen } from '../features/today/index.js';
import { loadIcons } from '../ui/index.js';
import { AfterFirstPaint } from './after-first-paint.js';

export type Route = {
  readonly path: string;
  readonly screen: ComponentType;
  /** The tab that stays lit while this screen is shown. */
  readonly tab: TabName | undefined;
};

export type TabName = 'today' | 'board' | 'us';

/** A screen that comes when it is asked for, with the icons that screens like it show. */
function later<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): ComponentType {
  return lazy(async (): Promise<{ default: ComponentType }> => {
    const [feature] = await Promise.all([load(), loadIcons()]);
    return { default: feature[name] };
  });
}

const EveningsScreen = later(async () => ({ screen: await loadEvenings() }), 'screen');
const RestingScreen = later(async () => ({ screen: await loadResting() }), 'screen');
const SearchScreen = later(() => import('../features/search/index.js'), 'SearchScreen');
const ReplyScreen = later(async () => ({ screen: await loadReply() }), 'screen');
const BoardScreen = later(() => import('../features/gratitude/index.js'), 'BoardScreen');
const UsScreen = later(() => import('../features/us/index.js'), 'UsScreen');
const MeetScreen = later(() => import('../features/meet/index.js'), 'MeetScreen');
const ParcelScreen = later(() => import('../features/parcel/index.js'), 'ParcelScreen');
const ConnectionsScreen = later(
  () => import('../features/connections/index.js'),
  'ConnectionsScreen',
);
const RendezvousScreen = later(() => import('../features/rendezvous/index.js'), 'RendezvousScreen');
const ArrivalsScreen = later(() => import('../features/arrivals/index.js'), 'ArrivalsScreen');
const RemindersScreen = later(() => import('../features/reminders/index.js'), 'RemindersScreen');
const OverTimeScreen = later(() => import('../features/insights/index.js'), 'OverTimeScreen');
const WelcomeScreen = later(() => import('../features/welcome/index.js'), 'WelcomeScreen');

async function loadNews(): Promise<ComponentType> {
  return (await import('../features/arrivals/index.js')).SinceLastTime;
}

function Today(): ReactNode {
  return <TodayScreen news={<AfterFirstPaint load={loadNews} />} />;
}

export const WELCOME_PATH = '/welcome';
export const MEET_PATH = '/meet';

export const ROUTES: readonly Route[] = [
  { path: '/', screen: Today, tab: 'today' },
  { path: '/evenings', screen: EveningsScreen, tab: 'today' },
  { path: '/search', screen: SearchScreen, tab: 'today' },
  { path: '/resting', screen: RestingScreen, tab: 'today' },
  { path: '/checkin', screen: CheckinScreen, tab: 'today' },
  { path: '/reply', screen: ReplyScreen, tab: 'today' },
  { path: '/board', screen: BoardScreen, tab: 'board' },
  { path: '/us', screen: UsScreen, tab: 'us' },
  { path: MEET_PATH, screen: MeetScreen, tab: 'us' },
  { path: '/parcel', screen: ParcelScreen, tab: 'us' },
  { path: '/connections', screen: ConnectionsScreen, tab: 'us' },
  { path: '/rendezvous', screen: RendezvousScreen, tab: 'us' },
  { path: '/arrivals', screen: ArrivalsScreen, tab: 'us' },
  { path: '/reminders', screen: RemindersScreen, tab: 'us' },
  { path: '/over-time', screen: OverTimeScreen, tab: 'us' },
  { path: WELCOME_PATH, screen: WelcomeScreen, tab: undefined },
];

/** Query and trailing parts after the path are the screen's own: `/board?new` is the board. */
export function routeOf(location: string): Route | undefined {
  const path = location.split('?')[0] ?? '/';
  return ROUTES.find((route) => route.path === path);
}
