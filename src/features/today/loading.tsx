import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { Waiting } from '../../ui/index.js';

export function Loading(): ReactNode {
  const text = useText();
  return <Waiting label={text('today.loading')} />;
}
