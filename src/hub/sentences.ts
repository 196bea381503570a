/** Every sentence the hub says in the terminal or in a refusal, one table each. */
import type { AuthorityError } from './authority-store.js';
import type { BuildError } from './build.js';
import type { ListenError } from './listening.js';
import type { OptionError } from './options.js';
import type { SiteError } from './site.js';

export type HubError = OptionError | BuildError | SiteError | AuthorityError | ListenError;

type Sentences = {
  readonly [Type in HubError['type']]: (error: Extract<HubError, { type: Type }>) => string;
};

const errorSentences: Sentences = {
  UnknownOption: ({ option }) => `There is no option ${option}. Try --help.`,
  MissingValue: ({ option }) => `${option} needs a value after it.`,
  BadPort: ({ option, value }) => `${option} takes a number from 0 to 65535, not "${value}".`,
  SamePorts: ({ port }) => `--port and --tls-port can't both be ${port}.`,
  BuildFailed: () => 'The app could not be built; what went wrong stands above.',
  BuildMissing: ({ folder }) => `There is no built app in ${folder}. Run npm run build first.`,
  BuildForAnotherPath: ({ folder }) =>
    `The app in ${folder} was built for another base path. Run npm run build without one.`,
  AuthorityUnreadable: ({ folder }) =>
    `The certificate authority in ${folder} can't be read. Remove that folder to make a new one, which the phones have to trust again.`,
  FolderUnusable: ({ folder, code }) => `The folder ${folder} can't be used (${code}).`,
  PortInUse: ({ port, option }) =>
    `Port ${port} is in use by another program. Choose another one with ${option}.`,
  PortForbidden: ({ port, option }) =>
    `This user may not open port ${port}. Choose one above 1023 with ${option}.`,
  CannotListen: ({ port, code }) => `Port ${port} can't be opened (${code}).`,
};

function sayAs<Type extends HubError['type']>(
  type: Type,
  error: Extract<HubError, { type: Type }>,
): string {
  return errorSentences[type](error);
}

/** One plain sentence, whatever went wrong. */
export function sayError(error: HubError): string {
  return sayAs(error.type, error);
}

export const refusalSentences = {
  400: 'This address makes no sense.',
  404: 'There is nothing here.',
  405: 'This can only be read.',
  421: "This hub answers under this computer's own addresses only.",
} as const;

export const hubSentences = {
  building: 'Building the app. This takes a moment.',
  newAuthority: 'A new certificate authority was made. Each phone has to trust it once.',
  addressesChanged: 'The addresses of this computer have changed.',
  stopped: 'Stopped.',
  unexpected: (detail: string) => `The hub had to stop: ${detail}`,
} as const;

export const help = `Serves Vesper to this computer, and to phones on the same network.

  npm start -- [options]

  --local             serve this computer only
  --port NUMBER       plain HTTP (4400; also VESPER_PORT)
  --tls-port NUMBER   HTTPS for phones (4443; also VESPER_TLS_PORT)
  --dist FOLDER       serve this build as it is (also VESPER_DIST)
  --state FOLDER      keep the certificate authority here (.hub; also VESPER_STATE)
  --help              show this

A port of 0 takes any free one.`;
