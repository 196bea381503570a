/** Whether the two see each other where they write together. Off is off in both directions. */
import { type ReactNode, useState } from 'react';
import { useText } from '../../messages/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Card, Notice, Stack, Switch } from '../../ui/index.js';

export function PresenceSwitch({ partner }: { readonly partner: string }): ReactNode {
  const text = useText();
  const { presence } = useSession();
  const isOn = useSignal(presence.on);
  const [isNotKept, setIsNotKept] = useState(false);
  const change = async (on: boolean): Promise<void> => setIsNotKept(!(await presence.set(on)).ok);
  return (
    <Card>
      <Stack gap={12}>
        <Switch
          label={text('us.presence', { partner })}
          hint={text('us.presence.hint', { partner })}
          checked={isOn}
          onChange={(on) => void change(on)}
        />
        {isNotKept && (
          <Notice tone="trouble" live>
            {text('us.presence.notKept')}
          </Notice>
        )}
      </Stack>
    </Card>
  );
}
