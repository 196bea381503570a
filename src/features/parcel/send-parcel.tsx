/** What the other phone lacks, as a file for any messenger. */
import { type ReactNode, useState } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import { canShareFile, copyText, saveFile, shareFile } from '../../pwa/index.js';
import { type Parcels, type PreparedParcel, parcelToText } from '../../session/index.js';
import { Button, Notice, Stack, useToast } from '../../ui/index.js';
import { MovingShow } from './moving-show.js';
import { describeTrouble } from './sentences.js';

const MEDIA_TYPE = 'application/octet-stream';
const BYTES_IN_KB = 1000;

type Preparing =
  | { readonly step: 'asked' | 'busy' }
  | { readonly step: 'ready' | 'sent'; readonly parcel: PreparedParcel }
  | { readonly step: 'trouble'; readonly sentence: string };

export type SendParcelProps = {
  readonly parcels: Parcels;
  readonly partner: string;
  /** As it stands on the button: to send, or to answer. */
  readonly label: string;
};

export function SendParcel({ parcels, partner, label }: SendParcelProps): ReactNode {
  const text = useText();
  const [state, setState] = useState<Preparing>({ step: 'asked' });
  const prepare = async (): Promise<void> => {
    setState({ step: 'busy' });
    const prepared = await parcels.prepare();
    setState(
      prepared.ok
        ? { step: 'ready', parcel: prepared.value }
        : { step: 'trouble', sentence: describeTrouble(text, prepared.error, partner) },
    );
  };
  if (state.step === 'ready' || state.step === 'sent') {
    const sent = (): void => setState({ step: 'sent', parcel: state.parcel });
    return (
      <Stack gap={16}>
        <Ready parcel={state.parcel} partner={partner} onSent={sent} />
        {state.step === 'sent' && <Notice live>{text('parcel.sent', { partner })}</Notice>}
      </Stack>
    );
  }
  return (
    <Stack gap={16}>
      {state.step === 'trouble' && (
        <Notice tone="trouble" live>
          {state.sentence}
        </Notice>
      )}
      <Button
        variant="primary"
        wide
        icon="share"
        busy={state.step === 'busy'}
        onClick={() => void prepare()}
      >
        {label}
      </Button>
    </Stack>
  );
}

type ReadyProps = {
  readonly parcel: PreparedParcel;
  readonly partner: string;
  readonly onSent: () => void;
};

function Ready({ parcel, partner, onSent }: ReadyProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const size = formats.number(Math.max(1, Math.round(parcel.bytes.length / BYTES_IN_KB)));
  return (
    <>
      <p role="status">
        {parcel.hasWords
          ? text('parcel.ready', { size })
          : text('parcel.ready.nothing', { partner })}
      </p>
      <Ways parcel={parcel} onSent={onSent} />
    </>
  );
}

/** Each press that gives it to somebody is noted: an answer to it may come days later. */
function Ways({ parcel, onSent }: Omit<ReadyProps, 'partner'>): ReactNode {
  const text = useText();
  const toast = useToast();
  const file = new File([parcel.bytes], parcel.name, { type: MEDIA_TYPE });
  const words = parcelToText(parcel.bytes);
  const handOver = (): void => {
    parcel.handedOver();
    onSent();
  };
  const save = (): void => {
    saveFile(file);
    handOver();
  };
  const share = async (): Promise<void> => {
    const outcome = await shareFile(file);
    if (outcome === 'shared') handOver();
    if (outcome === 'unavailable') save();
  };
  const copy = async (): Promise<void> => {
    const copied = words !== undefined && (await copyText(words));
    toast({ message: text(copied ? 'parcel.copied' : 'parcel.copy.trouble') });
    if (copied) handOver();
  };
  return (
    <Stack gap={12}>
      {canShareFile(file) && (
        <Button variant="primary" wide icon="share" onClick={() => void share()}>
          {text('parcel.share')}
        </Button>
      )}
      <Button wide icon="download" onClick={save}>
        {text('parcel.save')}
      </Button>
      {words !== undefined && (
        <Button wide icon="copy" onClick={() => void copy()}>
          {text('parcel.copy')}
        </Button>
      )}
      <MovingShow
        parcel={parcel.bytes}
        orSmaller={parcel.withoutHave}
        onShown={parcel.handedOver}
      />
    </Stack>
  );
}
