/**
 * Hears what the browser says about installation before anyone asks: it makes its offer once, soon after loading, when
 * what answers it (`install.ts`) need not be there yet.
 */

/** Not yet in TypeScript's DOM: https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent */
export type BeforeInstallPromptEvent = Event & {
  prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }>;
};

let offer: BeforeInstallPromptEvent | undefined;
let isInstalled = false;
let hearOffer = (_offer: BeforeInstallPromptEvent): void => undefined;

function isInstallPrompt(event: Event): event is BeforeInstallPromptEvent {
  return 'prompt' in event && typeof event.prompt === 'function';
}

/** To be called when the page starts. */
export function catchInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    if (!isInstallPrompt(event)) return;
    event.preventDefault();
    offer = event;
    hearOffer(event);
  });
  addEventListener('appinstalled', () => {
    isInstalled = true;
  });
}

/** At once where the offer has been made already. */
export function onInstallOffer(listener: (offer: BeforeInstallPromptEvent) => void): void {
  hearOffer = listener;
  if (offer) listener(offer);
}

export function wasInstalled(): boolean {
  return isInstalled;
}
