/** A newer Vesper is ready: offered, never forced, since a reload is an interruption. */

import { type ReactNode, useState } from 'react';
import { useText } from '../messages/index.js';
import { createUpdates } from '../pwa/index.js';
import type { Session } from '../session/index.js';
import { useSession, useSignal } from '../session/react.js';
import { Button, Notice } from '../ui/index.js';

/** An update reloads every tab, so each seals and stores what it holds first. */
async function settle(session: Session): Promise<void> {
  session.flush();
  const saved = await session.whenSaved();
  if (!saved.ok) throw new Error('What is written could not be stored', { cause: saved.error });
}

/** Looks for updates as long as it is shown: shown once, for as long as the page lives. */
export function UpdateCard(): ReactNode {
  const text = useText();
  const session = useSession();
  const [updates] = useState(() => createUpdates({ beforeReload: () => settle(session) }));
  const state = useSignal(updates.state);
  const [later, setLater] = useState(false);
  if (state === 'none' || later) return null;
  return (
    <Notice
      live
      actions={
        <>
          <Button busy={state === 'applying'} onClick={() => updates.accept()}>
            {text('app.update.accept')}
          </Button>
          <Button variant="plain" onClick={() => setLater(true)}>
            {text('app.update.later')}
          </Button>
        </>
      }
    >
      {text('app.update.text')}
    </Notice>
  );
}
