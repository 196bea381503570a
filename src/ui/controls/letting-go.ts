/** Native radios can't be unchosen; "no answer" is an answer here, so pressing the chosen one lets it go. */
import type { KeyboardEvent } from 'react';

/** To be spread on the radio. Browsers make no click of the space bar on a radio that is chosen. */
export function lettingGo(isChosen: boolean, letGo: (() => void) | undefined) {
  if (!isChosen || !letGo) return {};
  return {
    onClick: letGo,
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      letGo();
    },
  };
}
