/** Trouble with this phone's storage: said plainly, where the day begins. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Notice } from '../../ui/index.js';
import { sentenceOfTrouble } from './trouble.js';

function SaveTrouble(): ReactNode {
  const text = useText();
  const saving = useSignal(useSession().saving);
  if (saving.state !== 'trouble') return null;
  return (
    <Notice tone="trouble" live>
      {text(sentenceOfTrouble(saving.error))}
    </Notice>
  );
}

function SetAside({ partner }: { partner: string | undefined }): ReactNode {
  const text = useText();
  const { rowsSetAside, entriesSetAside } = useSignal(useSession().storageReport);
  const count = rowsSetAside + entriesSetAside;
  if (count === 0) return null;
  return (
    <Notice live>
      {partner === undefined
        ? text('today.setAside', { count })
        : text('today.setAside.partner', { count, partner })}
    </Notice>
  );
}

export function Notices({ partner }: { partner: string | undefined }): ReactNode {
  return (
    <>
      <SaveTrouble />
      <SetAside partner={partner} />
    </>
  );
}
