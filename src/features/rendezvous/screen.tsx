/** A meeting point of the couple's own, for when they are far apart: entered, tried out, used, taken away. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { Button, Field, Notice, Row, Screen, Stack, useToast } from '../../ui/index.js';
import { problemOfUrl, STATE, URL_PROBLEM } from './sentences.js';
import { Servers } from './servers.js';
import { HandOver, TakeOver } from './share.js';
import { type Tried, useRendezvous } from './use-rendezvous.js';

export function RendezvousScreen(): ReactNode {
  const text = useText();
  const { rendezvous } = useSession();
  const settings = useSignal(rendezvous.settings);
  return (
    <Screen
      title={text('rendezvous.title')}
      back={{ label: text('app.tab.us'), href: '#/us' }}
      takeFocus
    >
      <p>{text('rendezvous.lead')}</p>
      <p>{text('rendezvous.sees')}</p>
      {settings && <InUse host={new URL(settings.url).host} />}
      <Entering />
      {settings && <HandOver settings={settings} />}
    </Screen>
  );
}

function InUse({ host }: { readonly host: string }): ReactNode {
  const text = useText();
  const { rendezvous, connections } = useSession();
  const state = useSignal(rendezvous.state);
  const isOn = useSignal(connections.on);
  const id = isOn ? STATE[state] : 'common.connectionsOff';
  return (
    <Notice icon={state === 'connected' ? 'near' : 'away'}>
      <p role="status">{text(id, { host })}</p>
    </Notice>
  );
}

function Entering(): ReactNode {
  const text = useText();
  const toast = useToast();
  const { rendezvous } = useSession();
  const isInUse = useSignal(rendezvous.settings) !== undefined;
  const { draft, change, problems, tried, isTrying, isNotKept, tryOut, save, remove } =
    useRendezvous();
  const urlProblem = problemOfUrl(problems);
  const use = async (): Promise<void> => {
    if (await save()) toast({ message: text('rendezvous.saved') });
  };
  const stop = async (): Promise<void> => {
    if (await remove()) toast({ message: text('rendezvous.removed') });
  };
  return (
    <Stack gap={16}>
      <TakeOver onTaken={change} />
      <Field
        inputMode="url"
        dir="ltr"
        autoCapitalize="none"
        spellCheck={false}
        label={text('rendezvous.url')}
        hint={text('rendezvous.url.hint')}
        value={draft.url}
        error={urlProblem && text(URL_PROBLEM[urlProblem])}
        onChange={({ currentTarget: { value } }) => change({ ...draft, url: value })}
      />
      <h2>{text('rendezvous.servers')}</h2>
      <p>{text('rendezvous.servers.what')}</p>
      <Servers
        servers={draft.servers}
        problems={problems}
        onChange={(servers) => change({ ...draft, servers })}
      />
      <Results tried={tried} />
      {isNotKept && (
        <Notice tone="trouble" live>
          {text('rendezvous.notKept')}
        </Notice>
      )}
      <Row>
        <Button busy={isTrying} onClick={() => void tryOut()}>
          {text('rendezvous.try')}
        </Button>
        <Button variant="primary" disabled={isTrying} onClick={() => void use()}>
          {text('rendezvous.use')}
        </Button>
        {isInUse && <Button onClick={() => void stop()}>{text('rendezvous.stop')}</Button>}
      </Row>
    </Stack>
  );
}

function Results({ tried }: { readonly tried: readonly Tried[] }): ReactNode {
  return (
    <div role="status">
      <Stack gap={8}>
        {tried.map(({ id, works, sentence }) => (
          <Notice key={id} tone={works ? 'info' : 'trouble'} icon={works ? 'check' : 'warning'}>
            {sentence}
          </Notice>
        ))}
      </Stack>
    </div>
  );
}
