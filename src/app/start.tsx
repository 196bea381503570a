/** The composition root: opens this phone's life, then shows it. */

import { lazy, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { systemClock, systemRandom } from '../kernel/index.js';
import { MessagesProvider, useText } from '../messages/index.js';
import { catchInstallOffer } from '../pwa/index.js';
import { type OpenError, type OpenSession, openSession } from '../session/index.js';
import { Frame, Later } from '../ui/index.js';
import { App } from './app.js';
import { followPageLife } from './lifecycle.js';

function opened(session: OpenSession): ReactNode {
  followPageLife(session);
  return <App session={session} />;
}

const OpenTrouble = lazy(async () => ({
  default: (await import('./open-trouble.js')).OpenTrouble,
}));

function Troubled({ error }: { error: OpenError }): ReactNode {
  const text = useText();
  return (
    <Frame>
      <Later failed={text('common.notLoaded')}>
        <OpenTrouble error={error} />
      </Later>
    </Frame>
  );
}

/** The static shell of the page stays in sight until the keys and the private ledger are open. */
export async function startApp(element: Element): Promise<void> {
  // The browser offers installation once, soon after loading, and no screen may be there yet to hear it.
  catchInstallOffer();
  const result = await openSession(systemClock, systemRandom);
  const content = result.ok ? opened(result.value) : <Troubled error={result.error} />;
  createRoot(element).render(<MessagesProvider>{content}</MessagesProvider>);
}
