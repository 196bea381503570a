import type { ComponentType } from 'react';

export { TodayScreen } from './screen.js';

/** They come when they are asked for, and share their parts with Today. */
export async function loadEvenings(): Promise<ComponentType> {
  return (await import('./evenings/screen.js')).EveningsScreen;
}

export async function loadResting(): Promise<ComponentType> {
  return (await import('./evenings/resting-screen.js')).RestingScreen;
}

export async function loadReply(): Promise<ComponentType> {
  return (await import('./reply/screen.js')).ReplyScreen;
}
