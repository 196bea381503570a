/** One pairing, step by step, as its state says. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../../messages/index.js';
import { decodeGreeting } from '../../model/index.js';
import type { PairingState } from '../../session/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Button, Row, Stack } from '../../ui/index.js';
import {
  Busy,
  type CeremonyProps,
  Comparing,
  Connecting,
  Failed,
  Inviting,
  Nowhere,
  Replying,
  type StepProps,
  Waiting,
} from './steps.js';

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
