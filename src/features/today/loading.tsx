import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { Spinner, VisuallyHidden } from '../../ui/index.js';

export function Loading(): ReactNode {
  const text = useText();
  return (
    <p role="status">
      <Spinner size="2rem" />
      <VisuallyHidden>{text('today.loading')}</VisuallyHidden>
    </p>
  );
}
