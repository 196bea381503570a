/** Why nothing can be met at the moment, and where that is changed. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { ButtonLink, Notice } from '../../ui/index.js';

export function ConnectionsOff(): ReactNode {
  const text = useText();
  return (
    <Notice
      title={text('common.connectionsOff')}
      actions={<ButtonLink href="#/connections">{text('meet.off.go')}</ButtonLink>}
    >
      {text('meet.off.text')}
    </Notice>
  );
}
