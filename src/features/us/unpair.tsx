/** Parting: one person's act, immediate, and honest about what it can't do. */
import { type ReactNode, useState } from 'react';
import { useText } from '../../messages/index.js';
import { useSession } from '../../session/react.js';
import { Button, Notice, Sheet, Stack, useToast } from '../../ui/index.js';

export function Unpair({ partner }: { readonly partner: string }): ReactNode {
  const text = useText();
  const session = useSession();
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [isTroubled, setIsTroubled] = useState(false);
  const unpair = async (): Promise<void> => {
    setIsBusy(true);
    const done = await session.unpair();
    setIsBusy(false);
    setIsTroubled(!done.ok);
    if (!done.ok) return;
    setIsAsking(false);
    toast({ message: text('us.unpair.done') });
  };
  return (
    <>
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        {text('us.unpair')}
      </Button>
      <Sheet
        open={isAsking}
        title={text('us.unpair.title', { partner })}
        closeLabel={text('common.close')}
        onClose={() => setIsAsking(false)}
        actions={
          <Button variant="danger" wide busy={isBusy} onClick={() => void unpair()}>
            {text('us.unpair.confirm')}
          </Button>
        }
      >
        <Stack>
          <p>{text('us.unpair.here')}</p>
          <p>{text('us.unpair.there', { partner })}</p>
          <p>{text('us.unpair.alone')}</p>
          {isTroubled && (
            <Notice tone="trouble" live>
              {text('us.unpair.trouble')}
            </Notice>
          )}
        </Stack>
      </Sheet>
    </>
  );
}
