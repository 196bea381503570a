/** Opens the couple's parcels once for the screen. */
import { useEffect, useState } from 'react';
import type { Result } from '../../kernel/index.js';
import type { ParcelRefusal, Parcels } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';

/** Undefined until they are there. Another bond has other parcels. */
export function useParcels(): Result<Parcels, ParcelRefusal> | undefined {
  const session = useSession();
  const bond = useSignal(session.bond);
  const [parcels, setParcels] = useState<Result<Parcels, ParcelRefusal> | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bond decides which parcels are opened.
  useEffect(() => {
    let isHere = true;
    void session.openParcels().then((opened) => {
      if (isHere) setParcels(opened);
    });
    return () => {
      isHere = false;
    };
  }, [session, bond?.since]);
  return parcels;
}
