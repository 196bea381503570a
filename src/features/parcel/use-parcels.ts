/** Opens the couple's parcels once for the screen. */
import { useEffect, useState } from 'react';
import type { Result } from '../../kernel/index.js';
import type { ParcelRefusal, Parcels } from '../../session/index.js';
import { useSession } from '../../session/react.js';

/** Undefined until they are there. */
export function useParcels(): Result<Parcels, ParcelRefusal> | undefined {
  const session = useSession();
  const [parcels, setParcels] = useState<Result<Parcels, ParcelRefusal> | undefined>(undefined);
  useEffect(() => {
    let isHere = true;
    void session.openParcels().then((opened) => {
      if (isHere) setParcels(opened);
    });
    return () => {
      isHere = false;
    };
  }, [session]);
  return parcels;
}
