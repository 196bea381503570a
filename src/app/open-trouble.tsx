/** What is shown when this browser could not open or keep the keys: what happened, and the ways forward. */

import { lazy, type ReactNode, Suspense } from 'react';
import { type MessageId, useText } from '../messages/index.js';
import type { OpenError } from '../session/index.js';
import { Button, Notice, Screen } from '../ui/index.js';

const SENTENCES: Readonly<Record<OpenError['type'], MessageId>> = {
  KeysDamaged: 'app.open.damaged',
  KeysNotKept: 'app.open.notKept',
  NotLoaded: 'app.open.notLoaded',
  StoreUnavailable: 'app.open.unavailable',
};

/** Hardly anybody ever needs it. */
const StartAnew = lazy(async () => ({ default: (await import('./start-anew.js')).StartAnew }));

export function OpenTrouble({ error }: { error: OpenError }): ReactNode {
  const text = useText();
  return (
    <Screen title={text('app.open.title')}>
      <Notice
        tone="trouble"
        actions={
          <>
            <Button onClick={() => location.reload()}>{text('app.open.again')}</Button>
            {error.type === 'KeysDamaged' && (
              <Suspense>
                <StartAnew />
              </Suspense>
            )}
          </>
        }
      >
        {text(SENTENCES[error.type])}
      </Notice>
    </Screen>
  );
}
