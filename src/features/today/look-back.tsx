/** The way to the evenings before. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { Rows } from '../../ui/index.js';

export function LookBack(): ReactNode {
  const text = useText();
  return (
    <Rows
      items={[{ id: 'evenings', icon: 'list', label: text('today.evenings'), href: '#/evenings' }]}
    />
  );
}
