/** The way forward where the keys can't be read any more: asked for twice, since nothing comes back. */

import { type ReactNode, useState } from 'react';
import { systemClock } from '../kernel/index.js';
import { useText } from '../messages/index.js';
import { startAnew } from '../session/index.js';
import { Button, Sheet } from '../ui/index.js';

export function StartAnew(): ReactNode {
  const text = useText();
  const [asking, setAsking] = useState(false);
  const erase = async (): Promise<void> => {
    await startAnew(systemClock);
    location.reload();
  };
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {text('app.open.anew')}
      </Button>
      <Sheet
        open={asking}
        title={text('app.open.anew.title')}
        closeLabel={text('common.cancel')}
        onClose={() => setAsking(false)}
      >
        <p>{text('app.open.anew.text')}</p>
        <Button variant="danger" onClick={() => void erase()}>
          {text('app.open.anew.confirm')}
        </Button>
      </Sheet>
    </>
  );
}
