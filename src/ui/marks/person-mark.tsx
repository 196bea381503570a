/** Who wrote it, as a shape: the circle, the arch, or both overlapping. */
import { type ReactNode, useId } from 'react';
import { classesOf } from '../classes.js';
import { Drawing } from './drawing.js';
import styles from './marks.module.css';
import { ARCH, CIRCLE, LAMPS, MARK_HATCH } from './shapes.js';

const css = classesOf(styles);

export type MarkShape = 'circle' | 'arch' | 'together';

/** `hatched` is for something of theirs that is there but closed; `outline` for nothing yet. */
export type MarkLook = 'filled' | 'soft' | 'outline' | 'hatched';

export type PersonMarkProps = {
  shape: MarkShape;
  /** Height; `1.25em` unless told. The overlapping pair is half as wide again. */
  size?: number | string;
  look?: MarkLook;
  /** What it says to those who don't see it. Left out, the mark is decoration. */
  label?: string;
};

type Named = { label?: string | undefined };

function OnePerson({ shape, look, size, label }: Required<Omit<PersonMarkProps, 'label'>> & Named) {
  const clip = useId();
  const outline = shape === 'arch' ? ARCH : CIRCLE;
  return (
    <Drawing className={css('mark', shape, look)} viewBox="0 0 24 24" height={size} label={label}>
      {look === 'hatched' && (
        <>
          <clipPath id={clip}>
            <path d={outline} />
          </clipPath>
          <path className={css('strokes')} d={MARK_HATCH} clipPath={`url(#${clip})`} />
        </>
      )}
      <path className={css('body')} d={outline} />
    </Drawing>
  );
}

/** The two lamps, overlapping in plum with a fine hatch: the logo, and the stamp of what both did. */
export function TwoLamps({
  size = '1.25em',
  label,
}: { size?: number | string } & Named): ReactNode {
  const id = useId();
  const { width, height, circle, arch, hatch } = LAMPS;
  return (
    <Drawing className={css('mark')} viewBox={`0 0 ${width} ${height}`} height={size} label={label}>
      <clipPath id={`${id}-circle`}>
        <path d={circle} />
      </clipPath>
      <clipPath id={`${id}-both`} clipPath={`url(#${id}-circle)`}>
        <path d={arch} />
      </clipPath>
      <path className={css('circle-body')} d={circle} />
      <path className={css('arch-body')} d={arch} />
      <path className={css('shared-body')} d={arch} clipPath={`url(#${id}-circle)`} />
      <path className={css('shared-hatch')} d={hatch} clipPath={`url(#${id}-both)`} />
    </Drawing>
  );
}

export function PersonMark({
  shape,
  size = '1.25em',
  look = 'filled',
  label,
}: PersonMarkProps): ReactNode {
  if (shape === 'together') return <TwoLamps size={size} label={label} />;
  return <OnePerson shape={shape} size={size} look={look} label={label} />;
}
