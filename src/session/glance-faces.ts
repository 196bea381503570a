/** Meeting again by a glance, as the screens see it: importing this loads nothing. */
import type { Signal } from '../kernel/index.js';
import type { GlanceRefusal } from '../pairing/index.js';

export type GlanceState =
  | { readonly step: 'idle' | 'preparing' | 'connected' }
  | {
      readonly step: 'showing';
      /** The code as text, for the picture and for pasting. */
      readonly code: string;
      /**
       * Why two codes are needed where one should do: this browser's rules, a certificate that is not the one
       * remembered, the other phone's reasons, or a wish.
       */
      readonly needsTwo: 'forbidden' | 'changed' | 'asked' | 'wished' | undefined;
      /** The other phone's code is here already: it only has to read this one. */
      readonly hasTheirs: boolean;
    }
  /** The browser tells no address: there is no network, or the camera has to be allowed first. */
  | { readonly step: 'no-address' }
  | { readonly step: 'connecting'; readonly isLate: boolean }
  /** This browser can't do it, for no reason it tells. */
  | { readonly step: 'failed' };

export type MeetingAgain = {
  readonly state: Signal<GlanceState>;
  /** Shows a code and waits, until something else is done. */
  readonly show: () => Promise<void>;
  /** The same with two codes, where one did not do. */
  readonly showTwo: () => Promise<void>;
  /** Takes what was read or pasted; undefined where it was one to go on with. */
  readonly take: (text: string) => GlanceRefusal | undefined;
  /** Lets go of the code and of what waits behind it; a connection stays. */
  readonly stop: () => void;
};
