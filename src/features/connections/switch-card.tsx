/** Stops all connections, and lets them be again. */
import { type ReactNode, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Card, Notice, Stack, Switch } from '../../ui/index.js';

export function ConnectionsSwitchCard(): ReactNode {
  const text = useText();
  const { connections } = useSession();
  const isOn = useSignal(connections.on);
  const [trouble, setTrouble] = useState<MessageId | undefined>(undefined);
  const change = async (on: boolean): Promise<void> => {
    const kept = await connections.set(on);
    const id = on ? 'connections.switch.onNotKept' : 'connections.switch.offNotKept';
    setTrouble(kept.ok ? undefined : id);
  };
  return (
    <Card>
      <Stack gap={12}>
        <Switch
          label={text('connections.switch')}
          hint={text('connections.switch.hint')}
          checked={isOn}
          onChange={(on) => void change(on)}
        />
        {trouble && (
          <Notice tone="trouble" live>
            {text(trouble)}
          </Notice>
        )}
      </Stack>
    </Card>
  );
}
