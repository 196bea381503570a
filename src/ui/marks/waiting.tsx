/** Stands where something is still to come; what it is, is only read aloud. */
import type { ReactNode } from 'react';
import { VisuallyHidden } from '../layout/visually-hidden.js';
import { Spinner } from './spinner.js';

export function Waiting({ label }: { label: string }): ReactNode {
  return (
    <p role="status">
      <Spinner size="2rem" />
      <VisuallyHidden>{label}</VisuallyHidden>
    </p>
  );
}
