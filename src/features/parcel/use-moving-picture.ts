/** The pictures of a moving code, one after the other for as long as they are shown. */
import { useEffect, useState } from 'react';
import type { Cancel, Clock, Result } from '../../kernel/index.js';
import {
  loadCodes,
  loadMovingCodes,
  type MovingCode,
  type MovingCodeError,
  type QrModules,
} from '../../session/index.js';
import { FRAME_MS } from './moving-pace.js';

/** Undefined while the maker is loaded. */
export function useMovingCode(
  parcel: Uint8Array,
  orSmaller?: () => Uint8Array,
): Result<MovingCode, MovingCodeError> | undefined {
  const [code, setCode] = useState<Result<MovingCode, MovingCodeError> | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    void loadMovingCodes().then(({ createMovingCode }) => {
      if (!isWanted) return;
      const whole = createMovingCode(parcel);
      setCode(whole.ok || !orSmaller ? whole : createMovingCode(orSmaller()));
    });
    return () => {
      isWanted = false;
    };
  }, [parcel, orSmaller]);
  return code;
}

export type MovingPicture = { readonly step: number; readonly qr: QrModules };

/** The time that making a picture takes is part of the time that the one before is shown. */
export function useMovingPicture(code: MovingCode, clock: Clock): MovingPicture | undefined {
  const [picture, setPicture] = useState<MovingPicture | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    let cancel: Cancel | undefined;
    const show = async (step: number): Promise<void> => {
      const began = clock.now();
      const { codeToQr } = await loadCodes();
      const qr = await codeToQr(code.frameAt(step));
      if (!isWanted) return;
      setPicture({ step, qr });
      const left = Math.max(0, FRAME_MS - (clock.now() - began));
      cancel = clock.after(left, () => void show(step + 1));
    };
    void show(0);
    return () => {
      isWanted = false;
      cancel?.();
    };
  }, [code, clock]);
  return picture;
}
