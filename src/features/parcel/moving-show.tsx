/** A parcel as a code that moves, for a phone beside this one where there is no network at all. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { systemClock } from '../../kernel/index.js';
import { useText } from '../../messages/index.js';
import { keepAwake } from '../../pwa/index.js';
import type { MovingCode } from '../../session/index.js';
import { Button, classesOf, Notice, Progress, QrPicture } from '../../ui/index.js';
import styles from './moving.module.css';
import { roundOf, usualSeconds } from './moving-pace.js';
import { type MovingPicture, useMovingCode, useMovingPicture } from './use-moving-picture.js';

const css = classesOf(styles);

export type MovingShowProps = {
  readonly parcel: Uint8Array;
  /** The same in fewer bytes, for when there is too much. */
  readonly orSmaller?: () => Uint8Array;
  /** Called when it begins to be shown. */
  readonly onShown?: () => void;
};

/** Nothing moves before someone has asked for it: light that flickers can harm. */
export function MovingShow({ parcel, orSmaller, onShown }: MovingShowProps): ReactNode {
  const text = useText();
  const code = useMovingCode(parcel, orSmaller);
  const [isShown, setIsShown] = useState(false);
  const show = (): void => {
    setIsShown(true);
    onShown?.();
  };
  if (!code) return null;
  if (!code.ok) return <Notice>{text('moving.large')}</Notice>;
  if (isShown) return <Showing code={code.value} onStop={() => setIsShown(false)} />;
  return (
    <div className={css('moving')}>
      <p>{text('moving.offer')}</p>
      <p className={css('still')}>{text('moving.still')}</p>
      <Button wide icon="code" onClick={show}>
        {text('moving.offer.start')}
      </Button>
    </div>
  );
}

type ShowingProps = { readonly code: MovingCode; readonly onStop: () => void };

function Showing({ code, onStop }: ShowingProps): ReactNode {
  const text = useText();
  const picture = useMovingPicture(code, systemClock);
  const stop = useRef<HTMLButtonElement>(null);
  useEffect(() => keepAwake(), []);
  useEffect(() => stop.current?.focus(), []);
  return (
    <div className={css('moving')}>
      <p>{text('moving.hold')}</p>
      <div className={css('picture')}>
        {picture && <QrPicture {...picture.qr} label={text('moving.picture')} />}
      </div>
      {picture && <Round picture={picture} round={code.round} />}
      <Button ref={stop} icon="close" onClick={onStop}>
        {text('moving.stop')}
      </Button>
    </div>
  );
}

/** What was shown; what was read, only the other phone can know, and it says so there. */
function Round({ picture, round }: { picture: MovingPicture; round: number }): ReactNode {
  const text = useText();
  const { number, shown } = roundOf(picture.step, round);
  return (
    <>
      <Progress
        label={text('moving.round', { round: number })}
        value={shown}
        max={round}
        valueText={text('moving.round.part', { shown, all: round })}
      />
      <p role="status">
        {number === 1
          ? text('moving.usual', { seconds: usualSeconds(round) })
          : text('moving.once')}
      </p>
    </>
  );
}
