/** Meeting the other phone: from two strangers to a bond, or what there is to know when that is done. */
import { type ReactNode, useEffect, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import {
  type BondView,
  loadCodes,
  type Nearness,
  nearnessOf,
  type PairingRefusal,
} from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import {
  Button,
  ButtonLink,
  classesOf,
  Icon,
  Notice,
  Row,
  Screen,
  Stack,
  Steps,
  TwoLamps,
} from '../../ui/index.js';
import { BringOver } from './bring-over.js';
import { Ceremony } from './ceremony.js';
import { ConnectionsOff } from './connections-off.js';
import { Glance } from './glance.js';
import styles from './meet.module.css';
import { NOT_STARTED } from './sentences.js';

const css = classesOf(styles);

export function MeetScreen(): ReactNode {
  const text = useText();
  return (
    <Screen title={text('meet.title')} back={{ label: text('app.tab.us'), href: '#/us' }} takeFocus>
      <Meeting />
    </Screen>
  );
}

/** A pairing under way is gone on with, also after a look at another screen. */
function Meeting(): ReactNode {
  const session = useSession();
  const bond = useSignal(session.bond);
  const pairing = useSignal(session.pairing);
  const isOn = useSignal(session.connections.on);
  const { start, refusal, isStarting } = useStart();
  // What has just been joined is told from what was joined long ago by having been seen unjoined here.
  const [wasJoined] = useState(bond?.confirmed ?? false);
  if (bond?.confirmed) return wasJoined ? <Paired bond={bond} /> : <Joined bond={bond} />;
  if (!isOn) return <ConnectionsOff />;
  if (!session.canMeet) return <CannotMeet />;
  if (pairing) return <Ceremony pairing={pairing} onStartOver={() => void start(false)} />;
  return (
    <>
      {bond && <HalfJoined />}
      <Intro start={start} refusal={refusal} isStarting={isStarting} />
    </>
  );
}

function useStart() {
  const session = useSession();
  const [refusal, setRefusal] = useState<PairingRefusal | undefined>(undefined);
  const [isStarting, setIsStarting] = useState(false);
  const start = async (withCamera: boolean): Promise<void> => {
    setIsStarting(true);
    if (withCamera) await (await loadCodes()).askForCamera();
    const started = await session.startPairing();
    setRefusal(started.ok ? undefined : started.error);
    setIsStarting(false);
  };
  return { start, refusal, isStarting };
}

type IntroProps = {
  readonly start: (withCamera: boolean) => Promise<void>;
  readonly refusal: PairingRefusal | undefined;
  readonly isStarting: boolean;
};

function Intro({ start, refusal, isStarting }: IntroProps): ReactNode {
  const text = useText();
  return (
    <Stack gap={24}>
      <div className={css('lamps')}>
        <TwoLamps size="5rem" />
      </div>
      <p className={css('lead')}>{text('meet.intro')}</p>
      <Steps
        steps={[
          { id: 'show', text: text('meet.intro.show'), picture: <Icon name="code" /> },
          { id: 'read', text: text('meet.intro.read'), picture: <Icon name="camera" /> },
          { id: 'words', text: text('meet.intro.words'), picture: <Icon name="check" /> },
        ]}
      />
      {refusal && (
        <Notice tone="trouble" live>
          {text(NOT_STARTED[refusal.type])}
        </Notice>
      )}
      <Stack gap={12}>
        <Button
          variant="primary"
          wide
          icon="camera"
          busy={isStarting}
          onClick={() => void start(true)}
        >
          {text('meet.start.camera')}
        </Button>
        <Button wide disabled={isStarting} onClick={() => void start(false)}>
          {text('meet.start.text')}
        </Button>
      </Stack>
      <p>
        <small>{text('meet.start.why')}</small>
      </p>
    </Stack>
  );
}

function HalfJoined(): ReactNode {
  const text = useText();
  const partner = usePartnerName();
  return <Notice title={text('meet.kept.title')}>{text('meet.kept.text', { partner })}</Notice>;
}

function CannotMeet(): ReactNode {
  const text = useText();
  return (
    <Notice
      title={text('meet.cannot.title')}
      actions={<ButtonLink href="#/">{text('meet.cannot.go')}</ButtonLink>}
    >
      <p>{text('meet.cannot.text')}</p>
      <p>{text('meet.cannot.can')}</p>
    </Notice>
  );
}

function usePartnerName(): string {
  const text = useText();
  const partner = useSignal(useSession().partner);
  return partner?.name ?? text('common.partner');
}

function Joined({ bond }: { readonly bond: BondView }): ReactNode {
  const text = useText();
  const session = useSession();
  const partner = usePartnerName();
  // The pairing has done its work: another one, after parting, begins at the beginning.
  useEffect(() => session.endPairing(), [session]);
  return (
    <Stack gap={24}>
      <div className={css('lamps')}>
        <TwoLamps size="5rem" />
      </div>
      <p className={css('lead')} role="status">
        {text('meet.joined', { partner })}
      </p>
      <BringOver bond={bond} partner={partner} onDone={goToToday} />
    </Stack>
  );
}

function goToToday(): void {
  location.hash = '#/';
}

const NEARNESS: Readonly<Record<Nearness, MessageId>> = {
  connected: 'meet.paired.connected',
  connecting: 'meet.paired.connecting',
  away: 'meet.paired.away',
  off: 'common.connectionsOff',
  updateThis: 'common.updateThis',
  updateOther: 'common.updateOther',
};

function Paired({ bond }: { readonly bond: BondView }): ReactNode {
  const text = useText();
  const session = useSession();
  const status = useSignal(session.sync);
  const partner = usePartnerName();
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <Stack gap={24}>
      <Notice icon={status.partner === 'connected' ? 'near' : 'away'}>
        <p role="status">{text(NEARNESS[nearnessOf(status)], { partner })}</p>
      </Notice>
      {status.partner !== 'off' && status.partner !== 'connected' && <Glance partner={partner} />}
      {isChoosing ? (
        <BringOver bond={bond} partner={partner} onDone={() => setIsChoosing(false)} />
      ) : (
        <Row>
          <Button onClick={() => setIsChoosing(true)}>{text('meet.paired.bring')}</Button>
        </Row>
      )}
      <ButtonLink href="#/parcel" icon="share">
        {text('meet.paired.parcel')}
      </ButtonLink>
      <p>{text('meet.paired.anew')}</p>
    </Stack>
  );
}
