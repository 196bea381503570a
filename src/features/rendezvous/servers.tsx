/** The servers that tell a phone how it looks from outside, or that stand in between where no straight way leads. */
import { type ReactNode, useId } from 'react';
import { useText } from '../../messages/index.js';
import { type AddressServer, MAX_SERVERS, type RendezvousProblem } from '../../session/index.js';
import { Button, Card, Field, Row, Stack } from '../../ui/index.js';
import { fieldOf, problemOfServer, SERVER_PROBLEM } from './sentences.js';

const BLANK: AddressServer = { url: '', user: '', credential: '' };

type ServersProps = {
  readonly servers: readonly AddressServer[];
  readonly problems: readonly RendezvousProblem[];
  readonly onChange: (servers: readonly AddressServer[]) => void;
};

export function Servers({ servers, problems, onChange }: ServersProps): ReactNode {
  const text = useText();
  return (
    <Stack gap={16}>
      {servers.map((server, index) => (
        <Server
          // biome-ignore lint/suspicious/noArrayIndexKey: They are told apart by their place alone.
          key={index}
          number={index + 1}
          server={server}
          problem={problemOfServer(problems, index)}
          onChange={(next) => onChange(servers.map((each, at) => (at === index ? next : each)))}
          onRemove={() => onChange(servers.filter((_, at) => at !== index))}
        />
      ))}
      {servers.length < MAX_SERVERS && (
        <Row>
          <Button icon="plus" onClick={() => onChange([...servers, BLANK])}>
            {text('rendezvous.server.add')}
          </Button>
        </Row>
      )}
    </Stack>
  );
}

type ServerProps = {
  readonly number: number;
  readonly server: AddressServer;
  readonly problem: ReturnType<typeof problemOfServer>;
  readonly onChange: (server: AddressServer) => void;
  readonly onRemove: () => void;
};

function Server({ number, server, problem, onChange, onRemove }: ServerProps): ReactNode {
  const text = useText();
  const titleId = useId();
  const errorAt = (field: 'url' | 'user' | 'credential'): string | undefined =>
    problem && fieldOf(problem) === field ? text(SERVER_PROBLEM[problem]) : undefined;
  const plain = { dir: 'ltr', autoCapitalize: 'none', spellCheck: false } as const;
  return (
    <Card labelledBy={titleId}>
      <h3 id={titleId}>{text('rendezvous.server.title', { number })}</h3>
      <Stack gap={12}>
        <Field
          {...plain}
          label={text('rendezvous.server.url')}
          hint={text('rendezvous.server.url.hint')}
          value={server.url}
          error={errorAt('url')}
          onChange={({ currentTarget: { value } }) => onChange({ ...server, url: value })}
        />
        <Field
          {...plain}
          label={text('rendezvous.server.user')}
          value={server.user}
          error={errorAt('user')}
          onChange={({ currentTarget: { value } }) => onChange({ ...server, user: value })}
        />
        <Field
          {...plain}
          label={text('rendezvous.server.credential')}
          value={server.credential}
          error={errorAt('credential')}
          onChange={({ currentTarget: { value } }) => onChange({ ...server, credential: value })}
        />
        <Row>
          <Button onClick={onRemove}>{text('rendezvous.server.remove', { number })}</Button>
        </Row>
      </Stack>
    </Card>
  );
}
