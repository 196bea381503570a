/** What concerns this phone: its place on the home screen, and whether it keeps what is written. */
import { type ReactNode, useEffect, useId, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import { watchInstall } from '../../pwa/index.js';
import type { SaveState } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Button, Card, Icon, Notice, Stack, Steps, TwoLamps } from '../../ui/index.js';

/** Nothing where it is installed already, or where the browser offers no way. */
export function InstallCard(): ReactNode {
  const text = useText();
  const titleId = useId();
  const install = watchInstall();
  const state = useSignal(install.state);
  if (state !== 'can-prompt' && state !== 'ios-steps') return null;
  return (
    <Card labelledBy={titleId}>
      <h2 id={titleId}>{text('us.install.title')}</h2>
      <p>{text('us.install.text')}</p>
      {state === 'can-prompt' ? (
        <Button icon="add-to-home" onClick={() => void install.prompt()}>
          {text('us.install.add')}
        </Button>
      ) : (
        <Steps
          steps={[
            { id: 'share', text: text('us.install.ios.share'), picture: <Icon name="share" /> },
            { id: 'add', text: text('us.install.ios.add'), picture: <Icon name="add-to-home" /> },
            { id: 'open', text: text('us.install.ios.open'), picture: <TwoLamps /> },
          ]}
        />
      )}
    </Card>
  );
}

const SAVING: Readonly<Record<SaveState['state'], MessageId>> = {
  saved: 'us.storage.saved',
  saving: 'us.storage.saving',
  trouble: 'us.storage.trouble',
};

/** Undefined until the browser has answered, or where it doesn't tell. */
function useIsKept(): boolean | undefined {
  const [isKept, setIsKept] = useState<boolean | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    const storage: Partial<StorageManager> | undefined = navigator.storage;
    void storage?.persisted?.().then((kept) => isWanted && setIsKept(kept));
    return () => {
      isWanted = false;
    };
  }, []);
  return isKept;
}

export function StorageCard(): ReactNode {
  const text = useText();
  const titleId = useId();
  const session = useSession();
  const saving = useSignal(session.saving);
  const { rowsSetAside, entriesSetAside } = useSignal(session.storageReport);
  const isKept = useIsKept();
  const count = rowsSetAside + entriesSetAside;
  return (
    <Card labelledBy={titleId}>
      <Stack gap={12}>
        <h2 id={titleId}>{text('us.storage.title')}</h2>
        <p role="status">{text(SAVING[saving.state])}</p>
        {isKept !== undefined && (
          <p>{text(isKept ? 'us.storage.kept' : 'us.storage.mayBeCleared')}</p>
        )}
        {count > 0 && <Notice tone="trouble">{text('us.storage.setAside', { count })}</Notice>}
      </Stack>
    </Card>
  );
}
