/** Whether Vesper is on the home screen, and which way leads there. */
import { createSignal, type Signal } from '../kernel/index.js';
import { onInstallOffer, wasInstalled } from './install-offer.js';

/**
 * `installed`: nothing to offer. `can-prompt`: the browser lets us ask, see `prompt`. `ios-steps`: only by
 * hand, through Share. `none`: this browser offers no way that we know of.
 */
export type InstallState = 'installed' | 'can-prompt' | 'ios-steps' | 'none';

export type PromptAnswer = 'accepted' | 'dismissed' | 'unavailable';

export type Install = {
  readonly state: Signal<InstallState>;
  /** Opens the browser's own question; to be called from a press. */
  readonly prompt: () => Promise<PromptAnswer>;
};

/** The browser's offer, kept until someone wants it. It can be used once. */
export type InstallOffer = { readonly ask: () => Promise<'accepted' | 'dismissed'> };

export type InstallEnvironment = {
  readonly isStandalone: boolean;
  readonly isIos: boolean;
  readonly onOffer: (listener: (offer: InstallOffer) => void) => void;
  readonly onInstalled: (listener: () => void) => void;
};

function startingState({ isStandalone, isIos }: InstallEnvironment): InstallState {
  if (isStandalone) return 'installed';
  return isIos ? 'ios-steps' : 'none';
}

export function createInstall(environment: InstallEnvironment): Install {
  const state = createSignal<InstallState>(startingState(environment));
  let kept: InstallOffer | undefined;

  environment.onOffer((offer) => {
    if (state.get() === 'installed') return;
    kept = offer;
    state.set('can-prompt');
  });
  environment.onInstalled(() => {
    kept = undefined;
    state.set('installed');
  });

  return {
    state,
    prompt: async () => {
      const offer = kept;
      if (!offer) return 'unavailable';
      kept = undefined;
      const answer = await offer.ask();
      if (state.get() === 'can-prompt') state.set(answer === 'accepted' ? 'installed' : 'none');
      return answer;
    },
  };
}

/** iPads call themselves Macintosh; no Macintosh has a touch screen. */
function looksLikeIos({ userAgent, maxTouchPoints }: Navigator): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}

function isStandalone(): boolean {
  const oldSafari = 'standalone' in navigator && navigator.standalone === true;
  return oldSafari || matchMedia('(display-mode: standalone)').matches;
}

function thisPage(): InstallEnvironment {
  return {
    isStandalone: isStandalone() || wasInstalled(),
    isIos: looksLikeIos(navigator),
    onOffer: (listener) =>
      onInstallOffer((offer) => listener({ ask: async () => (await offer.prompt()).outcome })),
    onInstalled: (listener) => addEventListener('appinstalled', listener),
  };
}

let shared: Install | undefined;

/** The one of this page. */
export function watchInstall(): Install {
  shared ??= createInstall(thisPage());
  return shared;
}
