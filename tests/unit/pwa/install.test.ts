import { describe, expect, it } from 'vitest';
import { createInstall, type InstallOffer } from '../../../src/pwa/install.js';

function openPage({ isStandalone = false, isIos = false } = {}) {
  let offer = (_: InstallOffer): void => undefined;
  let installed = (): void => undefined;
  const install = createInstall({
    isStandalone,
    isIos,
    onOffer: (listener) => {
      offer = listener;
    },
    onInstalled: (listener) => {
      installed = listener;
    },
  });
  return { install, offer: (kept: InstallOffer) => offer(kept), installed: () => installed() };
}

const answering = (answer: 'accepted' | 'dismissed'): InstallOffer => ({ ask: async () => answer });

describe('the way to the home screen', () => {
  it('is nothing to offer when opened from there', () => {
    const { install, offer } = openPage({ isStandalone: true, isIos: true });
    expect(install.state.get()).toBe('installed');
    offer(answering('accepted'));
    expect(install.state.get()).toBe('installed');
  });

  it('is by hand on iOS', () => {
    expect(openPage({ isIos: true }).install.state.get()).toBe('ios-steps');
  });

  it('is unknown until the browser makes its offer, which is kept for later', async () => {
    const { install, offer } = openPage();
    expect(install.state.get()).toBe('none');
    expect(await install.prompt()).toBe('unavailable');
    offer(answering('accepted'));
    expect(install.state.get()).toBe('can-prompt');
    expect(await install.prompt()).toBe('accepted');
    expect(install.state.get()).toBe('installed');
  });

  it('is not asked about twice, since an offer can be used once', async () => {
    const { install, offer } = openPage();
    offer(answering('dismissed'));
    expect(await install.prompt()).toBe('dismissed');
    expect(install.state.get()).toBe('none');
    expect(await install.prompt()).toBe('unavailable');
    offer(answering('accepted'));
    expect(install.state.get()).toBe('can-prompt');
  });

  it('is over once the browser says that it installed the app', async () => {
    const { install, offer, installed } = openPage();
    offer(answering('accepted'));
    installed();
    expect(install.state.get()).toBe('installed');
    expect(await install.prompt()).toBe('unavailable');
  });
});
