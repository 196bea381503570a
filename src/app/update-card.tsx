/** A newer Vesper is ready: offered, never forced, since a reload is an interruption. */

import { createContext, type ReactNode, useContext, useState } from 'react';
import { useText } from '../messages/index.js';
import type { Updates } from '../pwa/index.js';
import { useSignal } from '../session/react.js';
import { Button, Notice } from '../ui/index.js';

const UpdatesContext = createContext<Updates | undefined>(undefined);

export function UpdatesProvider(props: { updates: Updates; children: ReactNode }): ReactNode {
  return <UpdatesContext value={props.updates}>{props.children}</UpdatesContext>;
}

function useUpdates(): Updates {
  const updates = useContext(UpdatesContext);
  if (!updates) throw new Error('UpdateCard is shown inside UpdatesProvider');
  return updates;
}

export function UpdateCard(): ReactNode {
  const text = useText();
  const updates = useUpdates();
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
