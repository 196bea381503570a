import { lazy } from 'react';

export { TodayScreen } from './screen.js';

/** Comes when it is asked for; it shares its parts with Today. */
export const EveningsScreen = lazy(async () => ({
  default: (await import('./evenings-screen.js')).EveningsScreen,
}));
