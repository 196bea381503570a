/** What runs beside every screen, but need not be there when the first one is shown. */

import { type ReactNode, useEffect } from 'react';
import { ArrivalSigns } from '../features/arrivals/index.js';
import { askToPersist } from '../pwa/index.js';
import { useSession } from '../session/react.js';
import { keepFocus, loadFonts } from '../ui/index.js';
import { UpdateCard } from './update-card.js';

/** Once something is saved there is a reason not to clear it away, so that is when the browser is asked. */
function useKeptAfterFirstSave(): void {
  const { saving } = useSession();
  useEffect(() => {
    const ask = (): void => {
      if (saving.get().state !== 'saved') return;
      stop();
      void askToPersist();
    };
    const stop = saving.subscribe(ask);
    return stop;
  }, [saving]);
}

export function InTheBackground(): ReactNode {
  useKeptAfterFirstSave();
  useEffect(keepFocus, []);
  useEffect(() => void loadFonts(), []);
  return (
    <>
      <ArrivalSigns />
      <UpdateCard />
    </>
  );
}
