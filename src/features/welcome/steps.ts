/** The way through Welcome: which steps there are on this phone, and which one is next. */

export type WelcomeStep = 'install' | 'who' | 'checkin' | 'meet';

export type WelcomeState = {
  /** There is a way to the home screen, and it was not put off. */
  readonly offersInstall: boolean;
  readonly hasProfile: boolean;
  /** The path behind `#`, with its query: a check-in on the way comes back with `?step=meet`. */
  readonly location: string;
};

export function currentStep({ offersInstall, hasProfile, location }: WelcomeState): WelcomeStep {
  if (!hasProfile) return offersInstall ? 'install' : 'who';
  const query = new URLSearchParams(location.split('?')[1] ?? '');
  return query.get('step') === 'meet' ? 'meet' : 'checkin';
}

/** Counted without the home screen: that step is there on some phones only. */
const COUNTED: readonly WelcomeStep[] = ['who', 'checkin', 'meet'];

/** Undefined for a step that isn't counted. */
export function countStep(step: WelcomeStep): { step: number; count: number } | undefined {
  const index = COUNTED.indexOf(step);
  return index < 0 ? undefined : { step: index + 1, count: COUNTED.length };
}
