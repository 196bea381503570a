/** What the build makes of a catalogue imported with `?lingui`: messages already compiled. */
declare module '*?lingui' {
  import type { Messages } from '@lingui/core';

  export const messages: Messages;
}
