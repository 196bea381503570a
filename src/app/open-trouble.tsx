/** What is shown when this browser could not open or keep the keys: what happened, and the ways forward. */

import { type ReactNode, useState } from 'react';
import { systemClock } from '../kernel/index.js';
import { type MessageId, useText } from '../messages/index.js';
import { type OpenError, startAnew } from '../session/index.js';
import { Button, Frame, Notice, Screen, Sheet } from '../ui/index.js';

const SENTENCES: Readonly<Record<OpenError['type'], MessageId>> = {
  KeysDamaged: 'app.open.damaged',
  KeysNotKept: 'app.open.notKept',
  StoreUnavailable: 'app.open.unavailable',
};

function StartAnew(): ReactNode {
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

export function OpenTrouble({ error }: { error: OpenError }): ReactNode {
  const text = useText();
  return (
    <Frame>
      <Screen title={text('app.open.title')}>
        <Notice
          tone="trouble"
          actions={
            <>
              <Button onClick={() => location.reload()}>{text('app.open.again')}</Button>
              {error.type === 'KeysDamaged' && <StartAnew />}
            </>
          }
        >
          {text(SENTENCES[error.type])}
        </Notice>
      </Screen>
    </Frame>
  );
}
