/** The frame of every drawing: decoration unless it is given words. */
import type { ReactNode } from 'react';

export type DrawingProps = {
  viewBox: string;
  className: string;
  width?: number | string;
  height?: number | string;
  label?: string | undefined;
  children: ReactNode;
};

export function Drawing({ label, children, ...frame }: DrawingProps): ReactNode {
  if (label === undefined) {
    return (
      <svg {...frame} aria-hidden="true" focusable="false">
        {children}
      </svg>
    );
  }
  return (
    <svg {...frame} role="img" aria-label={label} focusable="false">
      {children}
    </svg>
  );
}

/** A filled dot in a drawing of lines. */
export function Dot({ x, y, r = 1.25 }: { x: number; y: number; r?: number }): ReactNode {
  return <circle cx={x} cy={y} r={r} fill="currentColor" stroke="none" />;
}
