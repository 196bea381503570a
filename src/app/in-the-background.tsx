/** What runs beside every screen, but need not be there when the first one is shown. */

import { type ReactNode, useEffect } from 'react';
import { ArrivalSigns } from '../features/arrivals/index.js';
import { keepFocus } from '../ui/index.js';
import { UpdateCard } from './update-card.js';

export function InTheBackground(): ReactNode {
  useEffect(keepFocus, []);
  return (
    <>
      <ArrivalSigns />
      <UpdateCard />
    </>
  );
}
