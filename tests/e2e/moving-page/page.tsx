/** A page with nothing but the two sides of the moving code on it: `?show=12345` bytes, or `?read`. */
import '../../../src/ui/styles.css';
import { type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { MovingRead } from '../../../src/features/parcel/moving-read.js';
import { MovingShow } from '../../../src/features/parcel/moving-show.js';
import { MessagesProvider } from '../../../src/messages/index.js';
import { Frame, keepFocus, Screen, Stack } from '../../../src/ui/index.js';
import { makeParcel } from './parcel.js';

/** What was read, once it was. */
export type Arrived = { arrived: number[] | undefined };

declare global {
  interface Window extends Arrived {}
}

const asked = new URLSearchParams(location.search);

function take(parcel: Uint8Array): void {
  window.arrived = [...parcel];
}

function App(): ReactNode {
  const length = asked.get('show');
  const [parcel] = useState(() => makeParcel(Number(length)));
  return (
    <Frame>
      <Screen title="A parcel">
        <Stack>
          {length === null ? <MovingRead onParcel={take} /> : <MovingShow parcel={parcel} />}
        </Stack>
      </Screen>
    </Frame>
  );
}

keepFocus();
const root = document.getElementById('root');
if (!root) throw new Error('The page has a root.');
createRoot(root).render(
  <MessagesProvider>
    <App />
  </MessagesProvider>,
);
