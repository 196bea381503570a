/** When the two aren't together: words to and from the other phone by parcel. */
import { type ReactNode, useId, useState } from 'react';
import { useFormats, useText } from '../../messages/index.js';
import type { Arrival, Parcels, ParcelTrouble } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { useEvening } from '../../session/react-evening.js';
import { ButtonLink, Card, Notice, Screen, Stack, Waiting } from '../../ui/index.js';
import { OpenParcel } from './open-parcel.js';
import { SendParcel } from './send-parcel.js';
import { describeArrival, describeTrouble, REFUSALS } from './sentences.js';
import { useParcels } from './use-parcels.js';

/** Another bond has other parcels. */
export function ParcelScreen(): ReactNode {
  const bond = useSignal(useSession().bond);
  return <ParcelsOfBond key={bond?.since} />;
}

function ParcelsOfBond(): ReactNode {
  const text = useText();
  const partner = useSignal(useSession().partner)?.name ?? text('common.partner');
  const parcels = useParcels();
  return (
    <Screen
      title={text('parcel.title')}
      back={{ label: text('app.tab.us'), href: '#/us' }}
      takeFocus
    >
      {!parcels && <Waiting label={text('parcel.loading')} />}
      {parcels?.ok && <ParcelDesk parcels={parcels.value} partner={partner} />}
      {parcels && !parcels.ok && (
        <Notice actions={<ButtonLink href="#/meet">{text('parcel.refusal.meet')}</ButtonLink>}>
          {text(REFUSALS[parcels.error.type])}
        </Notice>
      )}
    </Screen>
  );
}

type DeskProps = { readonly parcels: Parcels; readonly partner: string };

/** `count`: how many were opened, so that each has an answer of its own. */
type Opened = { readonly count: number } & (
  | { readonly arrival: Arrival }
  | { readonly trouble: ParcelTrouble }
);

function ParcelDesk({ parcels, partner }: DeskProps): ReactNode {
  const text = useText();
  const [sendId, openId] = [useId(), useId()];
  const [opened, setOpened] = useState<Opened | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  const open = async (bytes: Uint8Array): Promise<void> => {
    setIsBusy(true);
    const result = await parcels.open(bytes);
    setIsBusy(false);
    setOpened((before) => ({
      count: (before?.count ?? 0) + 1,
      ...(result.ok ? { arrival: result.value } : { trouble: result.error }),
    }));
  };
  return (
    <Stack gap={24}>
      {opened && <WhatCame opened={opened} parcels={parcels} partner={partner} />}
      <Card labelledBy={sendId}>
        <h2 id={sendId}>{text('parcel.send.title')}</h2>
        <p>{text('parcel.send.lead', { partner })}</p>
        <SendParcel parcels={parcels} partner={partner} label={text('parcel.send', { partner })} />
      </Card>
      <Card labelledBy={openId}>
        <h2 id={openId}>{text('parcel.open.title')}</h2>
        <OpenParcel onBytes={(bytes) => void open(bytes)} isBusy={isBusy} />
      </Card>
    </Stack>
  );
}

/** With the answer, which also tells the other phone that this one arrived. */
function WhatCame({
  opened,
  parcels,
  partner,
}: DeskProps & { readonly opened: Opened }): ReactNode {
  const text = useText();
  const formats = useFormats();
  const tonight = useEvening();
  const isTrouble = 'trouble' in opened;
  const asksForAnswer = !isTrouble || opened.trouble.type === 'Missing';
  return (
    <Stack gap={12}>
      <Notice tone={isTrouble ? 'trouble' : 'info'} icon={isTrouble ? 'warning' : 'check'} live>
        {isTrouble
          ? describeTrouble(text, opened.trouble, partner)
          : describeArrival(text, formats, opened.arrival, tonight, partner)}
      </Notice>
      {asksForAnswer && (
        <>
          <p>{text('parcel.answer.why', { partner })}</p>
          <SendParcel
            key={opened.count}
            parcels={parcels}
            partner={partner}
            label={text('parcel.answer')}
          />
        </>
      )}
    </Stack>
  );
}
