/** The composition root: opens this phone's life, then shows it. */

import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { systemClock, systemRandom } from '../kernel/index.js';
import { MessagesProvider } from '../messages/index.js';
import { watchInstall } from '../pwa/index.js';
import { type OpenError, type OpenSession, openSession } from '../session/index.js';
import { loadFonts } from '../ui/index.js';
import { App } from './app.js';
import { followPageLife } from './lifecycle.js';
import { OpenTrouble } from './open-trouble.js';

function opened(session: OpenSession): ReactNode {
  followPageLife(session);
  return <App session={session} />;
}

function troubled(error: OpenError): ReactNode {
  return <OpenTrouble error={error} />;
}

/** The static shell of the page stays in sight until the keys and the private ledger are open. */
export async function startApp(element: Element): Promise<void> {
  // The browser offers installation once, soon after loading, and no screen may be there yet to hear it.
  watchInstall();
  const result = await openSession(systemClock, systemRandom);
  const content = result.ok ? opened(result.value) : troubled(result.error);
  createRoot(element).render(<MessagesProvider>{content}</MessagesProvider>);
  void loadFonts();
}
