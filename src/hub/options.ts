/** Reads the command line and the environment into what the hub is to do. Pure. */
import { err, ok, type Result } from '../kernel/index.js';

export type HubOptions = {
  readonly help: boolean;
  /** Serve this computer only: no network, no certificate. */
  readonly local: boolean;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly tlsPort: number;
  /** A build served as it is, instead of the one the hub keeps up to date itself. */
  readonly dist: string | undefined;
  /** Where the certificate authority is kept, instead of `.hub`. */
  readonly state: string | undefined;
};

export type OptionError =
  | { readonly type: 'UnknownOption'; readonly option: string }
  | { readonly type: 'MissingValue'; readonly option: string }
  | { readonly type: 'BadPort'; readonly option: string; readonly value: string }
  | { readonly type: 'SamePorts'; readonly port: number };

type Environment = Readonly<Record<string, string | undefined>>;

const FLAGS = ['help', 'local'] as const;
const VALUES = ['port', 'tls-port', 'dist', 'state'] as const;
type Flag = (typeof FLAGS)[number];
type Value = (typeof VALUES)[number];

const ENVIRONMENT: Readonly<Record<Value, string>> = {
  port: 'VESPER_PORT',
  'tls-port': 'VESPER_TLS_PORT',
  dist: 'VESPER_DIST',
  state: 'VESPER_STATE',
};

const DEFAULT_PORT = 4400;
const DEFAULT_TLS_PORT = 4443;

type Said = {
  readonly flags: ReadonlySet<Flag>;
  /** Each value with the name it was given under, so that a complaint names what was typed. */
  readonly values: ReadonlyMap<Value, { readonly from: string; readonly value: string }>;
};

function isFlag(name: string): name is Flag {
  return FLAGS.some((flag) => flag === name);
}

function isValue(name: string): name is Value {
  return VALUES.some((value) => value === name);
}

function readEnvironment(environment: Environment): Said['values'] {
  const values = new Map<Value, { from: string; value: string }>();
  for (const name of VALUES) {
    const value = environment[ENVIRONMENT[name]];
    if (value) values.set(name, { from: ENVIRONMENT[name], value });
  }
  return values;
}

/** Takes `--port 80` and `--port=80`; what is typed outweighs the environment. */
function readWords(words: readonly string[], environment: Environment): Result<Said, OptionError> {
  const flags = new Set<Flag>();
  const values = new Map(readEnvironment(environment));
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, name = '', attached] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (isFlag(name) && attached === undefined) flags.add(name);
    else if (isValue(name)) {
      const value = attached ?? left.shift();
      if (!value) return err({ type: 'MissingValue', option: `--${name}` });
      values.set(name, { from: `--${name}`, value });
    } else return err({ type: 'UnknownOption', option: word });
  }
  return ok({ flags, values });
}

function readPort(
  said: { readonly from: string; readonly value: string } | undefined,
  otherwise: number,
): Result<number, OptionError> {
  if (said === undefined) return ok(otherwise);
  const port = Number(said.value);
  return /^\d{1,5}$/.test(said.value) && port <= 65_535
    ? ok(port)
    : err({ type: 'BadPort', option: said.from, value: said.value });
}

export function parseOptions(
  words: readonly string[],
  environment: Environment,
): Result<HubOptions, OptionError> {
  const said = readWords(words, environment);
  if (!said.ok) return said;
  const { flags, values } = said.value;
  const port = readPort(values.get('port'), DEFAULT_PORT);
  if (!port.ok) return port;
  const tlsPort = readPort(values.get('tls-port'), DEFAULT_TLS_PORT);
  if (!tlsPort.ok) return tlsPort;
  const local = flags.has('local');
  if (!local && port.value === tlsPort.value && port.value !== 0) {
    return err({ type: 'SamePorts', port: port.value });
  }
  return ok({
    help: flags.has('help'),
    local,
    port: port.value,
    tlsPort: tlsPort.value,
    dist: values.get('dist')?.value,
    state: values.get('state')?.value,
  });
}
