/** What each step of a pairing shows. */
import { type ReactNode, useEffect, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import { loadCodes, type Pairing, type PairingState } from '../../session/index.js';
import { Button, classesOf, Notice, Row, Spinner, useAnnounce } from '../../ui/index.js';
import { CodePanel } from './code-panel.js';
import styles from './meet.module.css';
import { ReadPanel } from './read-panel.js';
import { FAILED, REFUSED_CODE } from './sentences.js';

const css = classesOf(styles);

export type CeremonyProps = {
  readonly pairing: Pairing;
  readonly onStartOver: () => void;
};

export type StepProps = CeremonyProps & {
  readonly state: PairingState;
  readonly partner: string;
  readonly words: readonly string[];
};

export function Busy(): ReactNode {
  const text = useText();
  return (
    <p className={css('busy')} role="status">
      <Spinner /> {text('meet.busy')}
    </p>
  );
}

export function Nowhere({ pairing }: { readonly pairing: Pairing }): ReactNode {
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

export function Inviting({ pairing, code }: CodeProps): ReactNode {
  const text = useText();
  return (
    <>
      <p>{text('meet.invite.text')}</p>
      <CodePanel code={code}>
        <ReadPanel take={(code) => refusedBy(pairing, code)} />
      </CodePanel>
    </>
  );
}

export function Replying({ pairing, code }: CodeProps): ReactNode {
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
export function Connecting({ code, late }: ConnectingProps): ReactNode {
  const text = useText();
  return (
    <>
      <Busy />
      {late && (
        <Notice tone="trouble" title={text('meet.late.title')} live>
          <p>{text('meet.late.network')}</p>
          <p>{text('meet.late.permission')}</p>
          <p>{text('meet.late.camera')}</p>
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
export function Waiting({ words }: { readonly words: readonly string[] }): ReactNode {
  return (
    <>
      <FourWords words={words} />
      <Busy />
    </>
  );
}

export function Comparing({ pairing, words, partner }: StepProps): ReactNode {
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

export function Failed({
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

function refusedBy(pairing: Pairing, code: string): MessageId | undefined {
  const refusal = pairing.accept(code);
  return refusal && REFUSED_CODE[refusal.type];
}
