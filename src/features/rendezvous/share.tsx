/** Both phones need the same entries: one line carries them over, by whatever way the two write to each other. */
import { type ReactNode, useState } from 'react';
import { useText } from '../../messages/index.js';
import { copyText } from '../../pwa/index.js';
import { type RendezvousSettings, readShared, writeShared } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Button, Field, Row, Stack, TextArea, useToast } from '../../ui/index.js';

export function TakeOver({
  onTaken,
}: {
  readonly onTaken: (settings: RendezvousSettings) => void;
}): ReactNode {
  const text = useText();
  const [line, setLine] = useState('');
  const take = (typed: string): void => {
    const shared = readShared(typed);
    setLine(shared ? '' : typed);
    if (shared) onTaken(shared);
  };
  return (
    <Field
      dir="ltr"
      label={text('rendezvous.take')}
      hint={text('rendezvous.take.hint')}
      value={line}
      error={line.trim() === '' ? undefined : text('rendezvous.take.none')}
      onChange={({ currentTarget: { value } }) => take(value)}
    />
  );
}

export function HandOver({ settings }: { readonly settings: RendezvousSettings }): ReactNode {
  const text = useText();
  const toast = useToast();
  const { partner } = useSession();
  const name = useSignal(partner)?.name ?? text('common.partner');
  const line = writeShared(settings);
  const copy = async (): Promise<void> => {
    if (await copyText(line)) toast({ message: text('rendezvous.give.copied') });
  };
  return (
    <Stack gap={12}>
      <h2>{text('rendezvous.give', { partner: name })}</h2>
      <p>{text('rendezvous.give.text', { partner: name })}</p>
      <TextArea look="plain" label={text('rendezvous.give.line')} readOnly value={line} dir="ltr" />
      <Row>
        <Button icon="copy" onClick={() => void copy()}>
          {text('rendezvous.give.copy')}
        </Button>
      </Row>
    </Stack>
  );
}
