/** One pairing, step by step, as its state says. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../../messages/index.js';
import { decodeGreeting } from '../../model/index.js';
import { loadCodes, type Pairing, type PairingState } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Button, classesOf, Notice, Row, Spinner, Stack, useAnnounce } from '../../ui/index.js';
import { CodePanel } from './code-panel.js';
import styles from './meet.module.css';
import { ReadPanel } from './read-panel.js';
import { FAILED } from './sentences.js';

const css = classesOf(styles);

export type CeremonyProps = {
  readonly pairing: Pairing;
  readonly onStartOver: () => void;
};

type StepProps = CeremonyProps & {
  readonly state: PairingState;
  readonly partner: string;
  readonly words: readonly string[];
};

type Compared = { readonly partner: string | undefined; readonly words: readonly string[] };

/** The partner's name, as their phone gave it, and the words: kept for the steps that no longer carry them. */
function useCompared(state: PairingState): Compared {
  const [kept, setKept] = useState<Compared>(NOTHING_COMPARED);
  const shown = useMemo(() => readCompared(state), [state]);
  useEffect(() => {
    if (shown) setKept(shown);
  }, [shown]);
  return shown ?? kept;
}

const NOTHING_COMPARED: Compared = { partner: undefined, words: [] };

function readCompared(state: PairingState): Compared | undefined {
  if (state.step !== 'comparing') return undefined;
  return { partner: decodeGreeting(state.greeting)?.name, words: state.words };
}

/** A new step begins at its heading, for reading and for keys. */
function useStepHeading(step: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
  }, [step]);
  return heading;
}

export function Ceremony(props: CeremonyProps): ReactNode {
  const text = useText();
  const session = useSession();
  const state = useSignal(props.pairing.state);
  const compared = useCompared(state);
  const partner = compared.partner ?? text('common.partner');
  const heading = useStepHeading(state.step);
  const isOver = state.step === 'done' || state.step === 'failed';
  return (
    <Stack gap={24}>
      <h2 ref={heading} tabIndex={-1}>
        {titleOf(state, partner, text)}
      </h2>
      <StepView {...props} state={state} partner={partner} words={compared.words} />
      {!isOver && (
        <Row>
          <Button variant="plain" onClick={() => session.endPairing()}>
            {text('meet.stop')}
          </Button>
        </Row>
      )}
    </Stack>
  );
}

function titleOf(state: PairingState, partner: string, text: ReturnType<typeof useText>): string {
  switch (state.step) {
    case 'no-candidates':
      return text('meet.nowhere.title');
    case 'inviting':
      return text('meet.invite.title');
    case 'replying':
      return text('meet.reply.title');
    case 'comparing':
      return text('meet.compare.title', { partner });
    case 'waiting-for-partner':
      return text('meet.waiting.title', { partner });
    case 'failed':
      return text(state.bond ? 'meet.kept.title' : 'meet.failed.title');
    case 'connecting':
      return text('meet.connecting.title');
    case 'idle':
    case 'gathering':
      return text('meet.gathering.title');
    default:
      return text('meet.joining.title');
  }
}

function StepView(props: StepProps): ReactNode {
  switch (props.state.step) {
    case 'no-candidates':
      return <Nowhere pairing={props.pairing} />;
    case 'inviting':
      return <Inviting pairing={props.pairing} code={props.state.code} />;
    case 'replying':
      return <Replying pairing={props.pairing} code={props.state.code} />;
    case 'connecting':
      return <Connecting code={props.state.code} late={props.state.late} />;
    case 'comparing':
      return <Comparing {...props} />;
    case 'waiting-for-partner':
      return <Waiting words={props.words} />;
    case 'failed':
      return <Failed {...props} state={props.state} />;
    default:
      return <Busy />;
  }
}

function Busy(): ReactNode {
  const text = useText();
  return (
    <p className={css('busy')} role="status">
      <Spinner /> {text('meet.busy')}
    </p>
  );
}

function Nowhere({ pairing }: { readonly pairing: Pairing }): ReactNode {
  const text = useText();
  const [refused, setRefused] = useState(false);
  const allow = async (): Promise<void> => {
    const { askForCamera } = await loadCodes();
    setRefused(!(await askForCamera()).ok);
    pairing.start();
  };
  return (
    <Notice
      tone="trouble"
      actions={
        <>
          <Button icon="camera" onClick={() => void allow()}>
            {text('meet.nowhere.allow')}
          </Button>
          <Button variant="plain" onClick={() => pairing.start()}>
            {text('meet.nowhere.again')}
          </Button>
        </>
      }
    >
      <p>{text('meet.nowhere.text')}</p>
      {refused && <p role="status">{text('meet.nowhere.refused')}</p>}
    </Notice>
  );
}

type CodeProps = { readonly pairing: Pairing; readonly code: string };

function Inviting({ pairing, code }: CodeProps): ReactNode {
  const text = useText();
  return (
    <>
      <p>{text('meet.invite.text')}</p>
      <CodePanel code={code}>
        <ReadPanel pairing={pairing} />
      </CodePanel>
    </>
  );
}

function Replying({ pairing, code }: CodeProps): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  useEffect(() => announce(text('meet.reply.taken')), [announce, text]);
  return (
    <>
      <p>{text('meet.reply.text')}</p>
      <CodePanel code={code}>
        <Button icon="check" onClick={() => pairing.codeDelivered()}>
          {text('meet.reply.delivered')}
        </Button>
      </CodePanel>
    </>
  );
}

type ConnectingProps = { readonly code: string | undefined; readonly late: boolean };

/** It goes on trying while it says what may be in the way; the code stays, should it not have been read. */
function Connecting({ code, late }: ConnectingProps): ReactNode {
  const text = useText();
  return (
    <>
      <Busy />
      {late && (
        <Notice tone="trouble" title={text('meet.late.title')} live>
          <p>{text('meet.late.network')}</p>
          <p>{text('meet.late.permission')}</p>
          <p>{text('meet.late.trying')}</p>
        </Notice>
      )}
      {late && code !== undefined && <CodePanel code={code} />}
    </>
  );
}

function FourWords({ words }: { readonly words: readonly string[] }): ReactNode {
  return (
    <ol className={css('words')}>
      {words.map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: four words in a fixed order; two may be equal.
        <li key={index}>{word}</li>
      ))}
    </ol>
  );
}

/** They stay in sight, since the other may still be comparing. */
function Waiting({ words }: { readonly words: readonly string[] }): ReactNode {
  return (
    <>
      <FourWords words={words} />
      <Busy />
    </>
  );
}

function Comparing({ pairing, words, partner }: StepProps): ReactNode {
  const text = useText();
  return (
    <>
      <p>{text('meet.compare.text', { partner })}</p>
      <FourWords words={words} />
      <Row>
        <Button variant="primary" onClick={() => pairing.confirm()}>
          {text('meet.compare.same')}
        </Button>
        <Button variant="danger" onClick={() => pairing.reject()}>
          {text('meet.compare.differ')}
        </Button>
      </Row>
    </>
  );
}

type FailedState = Extract<PairingState, { readonly step: 'failed' }>;

function Failed({
  state,
  partner,
  onStartOver,
}: Omit<StepProps, 'state'> & { readonly state: FailedState }): ReactNode {
  const text = useText();
  const again = (
    <Button variant="primary" onClick={onStartOver}>
      {text('meet.again')}
    </Button>
  );
  if (state.bond) return <Notice live>{text('meet.kept.text', { partner })}</Notice>;
  return (
    <Notice tone="trouble" live actions={again}>
      <p>{text(FAILED[state.reason.type], { partner })}</p>
      <p>{text('meet.failed.nothing')}</p>
    </Notice>
  );
}
