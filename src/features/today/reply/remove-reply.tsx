/** Taking one's own answer back, or removing it for both. */
import type { ReactNode } from 'react';
import type { LocalDate } from '../../../kernel/index.js';
import { useText } from '../../../messages/index.js';
import { useSession } from '../../../session/react.js';
import { Button, useAnnounce, useToast } from '../../../ui/index.js';
import { takeAwayReplyWithUndo } from './take-away-reply.js';
import type { Said } from './use-replies.js';

type RemoveReplyProps = { readonly evening: LocalDate; readonly said: Said };

export function RemoveReply({ evening, said }: RemoveReplyProps): ReactNode {
  const text = useText();
  const session = useSession();
  const toast = useToast();
  const announce = useAnnounce();
  const hasLeft = said.versions.some(({ waits }) => !waits);
  const remove = (): void => {
    const undo = takeAwayReplyWithUndo(session, evening);
    toast({
      message: text(hasLeft ? 'reply.remove.done' : 'removal.takeBack.done'),
      action: {
        label: text('removal.undo'),
        onAction: () => announce(text(undo() ? 'removal.undone' : 'removal.undo.late')),
      },
    });
  };
  return (
    <Button variant="plain" icon={hasLeft ? 'trash' : 'undo'} onClick={remove}>
      {text(hasLeft ? 'reply.remove' : 'removal.takeBack')}
    </Button>
  );
}
