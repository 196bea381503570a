/** Meeting again, for two who are joined: one shows a code, the other reads it, and that is all. */
import { type ReactNode, useEffect, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import {
  type GlanceRefusal,
  type GlanceState,
  loadCodes,
  type MeetingAgain,
} from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Button, Notice, Row, Spinner, Stack } from '../../ui/index.js';
import { CodePanel } from './code-panel.js';
import { ReadPanel } from './read-panel.js';

const REFUSED: Readonly<Record<GlanceRefusal['type'], MessageId>> = {
  NotACode: 'meet.refused.foreign',
  WrongKind: 'meet.glance.refused.kind',
  Damaged: 'meet.refused.damaged',
  NewerVersion: 'meet.refused.newer',
  OwnCode: 'meet.refused.own',
  OtherCouple: 'meet.glance.refused.other',
};

const WHY_TWO = {
  forbidden: 'meet.glance.two.forbidden',
  changed: 'meet.glance.two.changed',
  asked: 'meet.glance.two.asked',
  wished: 'meet.glance.two.wished',
} as const;

/** Undefined until it is there, and where this tab keeps no connections. What waits goes with the screen. */
function useMeetAgain(): MeetingAgain | undefined {
  const session = useSession();
  const [meeting, setMeeting] = useState<MeetingAgain | undefined>(undefined);
  useEffect(() => {
    let isHere = true;
    let opened: MeetingAgain | undefined;
    void session.meetAgain().then((made) => {
      opened = made;
      if (isHere) setMeeting(made);
      else made?.stop();
    });
    return () => {
      isHere = false;
      opened?.stop();
    };
  }, [session]);
  return meeting;
}

export function Glance({ partner }: { readonly partner: string }): ReactNode {
  const meeting = useMeetAgain();
  return meeting ? <OpenGlance meeting={meeting} partner={partner} /> : null;
}

type OpenGlanceProps = { readonly meeting: MeetingAgain; readonly partner: string };

function OpenGlance({ meeting, partner }: OpenGlanceProps): ReactNode {
  const state = useSignal(meeting.state);
  const take = (code: string): MessageId | undefined => {
    const refusal = meeting.take(code);
    return refusal && REFUSED[refusal.type];
  };
  // What is asked of the two stands before the reading, which stays at hand until they are connected.
  return (
    <Stack gap={24}>
      <Step state={state} meeting={meeting} partner={partner} />
      {canRead(state) && <ReadPanel take={take} />}
    </Stack>
  );
}

function canRead(state: GlanceState): boolean {
  if (state.step === 'showing') return !state.hasTheirs;
  return state.step === 'idle' || state.step === 'no-address' || state.step === 'failed';
}

type StepProps = OpenGlanceProps & { readonly state: GlanceState };

function Step({ state, meeting, partner }: StepProps): ReactNode {
  switch (state.step) {
    case 'idle':
      return <Begin meeting={meeting} partner={partner} />;
    case 'preparing':
      return <Waiting text="meet.gathering.title" />;
    case 'showing':
      return <Showing state={state} meeting={meeting} partner={partner} />;
    case 'no-address':
      return <NoAddress meeting={meeting} />;
    case 'connecting':
      return <Connecting isLate={state.isLate} meeting={meeting} />;
    case 'failed':
      return <Failed meeting={meeting} />;
    case 'connected':
      return null;
  }
}

function Begin({ meeting, partner }: OpenGlanceProps): ReactNode {
  const text = useText();
  return (
    <Stack gap={12}>
      <p>{text('meet.glance.lead', { partner })}</p>
      <Button variant="primary" wide icon="code" onClick={() => void meeting.show()}>
        {text('meet.glance.show')}
      </Button>
    </Stack>
  );
}

function Waiting({ text: id }: { readonly text: MessageId }): ReactNode {
  const text = useText();
  return (
    <p role="status">
      <Spinner /> {text(id)}
    </p>
  );
}

type ShowingProps = OpenGlanceProps & {
  readonly state: Extract<GlanceState, { step: 'showing' }>;
};

function Showing({ state, meeting, partner }: ShowingProps): ReactNode {
  const text = useText();
  const { code, needsTwo, hasTheirs } = state;
  return (
    <Stack gap={16}>
      {needsTwo && <Notice live>{text(WHY_TWO[needsTwo], { partner })}</Notice>}
      <CodePanel code={code}>
        <p role="status">
          {text(hasTheirs ? 'meet.glance.showing.back' : 'meet.glance.showing', { partner })}
        </p>
      </CodePanel>
      <Row>
        <Button icon="close" onClick={meeting.stop}>
          {text('meet.stop')}
        </Button>
      </Row>
    </Stack>
  );
}

function NoAddress({ meeting }: { readonly meeting: MeetingAgain }): ReactNode {
  const text = useText();
  const [isRefused, setIsRefused] = useState(false);
  const allow = async (): Promise<void> => {
    const allowed = await (await loadCodes()).askForCamera();
    setIsRefused(!allowed.ok);
    if (allowed.ok) await meeting.show();
  };
  return (
    <Notice
      title={text('meet.nowhere.title')}
      live
      actions={
        <>
          <Button icon="camera" onClick={() => void allow()}>
            {text('meet.nowhere.allow')}
          </Button>
          <Button onClick={() => void meeting.show()}>{text('meet.nowhere.again')}</Button>
        </>
      }
    >
      {text(isRefused ? 'meet.nowhere.refused' : 'meet.nowhere.text')}
    </Notice>
  );
}

type ConnectingProps = { readonly isLate: boolean; readonly meeting: MeetingAgain };

function Connecting({ isLate, meeting }: ConnectingProps): ReactNode {
  const text = useText();
  if (!isLate) return <Waiting text="meet.connecting.title" />;
  return (
    <Notice
      title={text('meet.late.title')}
      live
      actions={
        <Button icon="code" onClick={() => void meeting.showTwo()}>
          {text('meet.glance.two')}
        </Button>
      }
    >
      <p>{text('meet.late.network')}</p>
      <p>{text('meet.late.permission')}</p>
      <p>{text('meet.glance.late.nothing')}</p>
    </Notice>
  );
}

function Failed({ meeting }: { readonly meeting: MeetingAgain }): ReactNode {
  const text = useText();
  return (
    <Notice
      tone="trouble"
      live
      actions={<Button onClick={() => void meeting.showTwo()}>{text('meet.glance.two')}</Button>}
    >
      {text('meet.failed.cannot')}
    </Notice>
  );
}
