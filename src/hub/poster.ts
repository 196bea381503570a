/** What the terminal shows once the hub serves: the addresses, and a code to scan. Pure. */
import { encodeQR } from 'qr';
import { urlHost } from './addresses.js';

export type Served = {
  readonly port: number;
  /** Undefined when only this computer is served. */
  readonly network: Network | undefined;
};

export type Network = {
  readonly tlsPort: number;
  /** Best first. */
  readonly addresses: readonly string[];
  readonly ownName: string | undefined;
  readonly fingerprint: string;
};

const RESET = '\u001b[0m';
const BLACK_ON_WHITE = '\u001b[30;107m';

/** Two rows of modules in one line of text, light modules drawn when the terminal has no colours. */
function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}

/** A QR code in half blocks, with its quiet zone. In colour it is dark on light whatever the terminal's theme. */
export function drawQr(text: string, inColour: boolean): string {
  const dark = encodeQR(text, 'raw', { border: 2, ecc: 'low' });
  const isDrawn = (row: number, column: number): boolean =>
    row < dark.length && (dark[row]?.[column] ?? false) === inColour;
  const lines: string[] = [];
  for (let row = 0; row < dark.length; row += 2) {
    const line = dark.map((_, column) => halfBlock(isDrawn(row, column), isDrawn(row + 1, column)));
    lines.push(inColour ? `${BLACK_ON_WHITE}${line.join('')}${RESET}` : line.join(''));
  }
  return lines.join('\n');
}

function networkLines(port: number, network: Network, inColour: boolean): string[] {
  const hosts = network.addresses.map(urlHost);
  const [first, ...others] = hosts;
  if (first === undefined) {
    return ['This computer is on no network, so phones find it only once it is.'];
  }
  const named = network.ownName === undefined ? others : [...others, network.ownName];
  const address = `https://${first}:${network.tlsPort}`;
  return [
    `On a phone          ${address}`,
    ...named.map((host) => `               also https://${host}:${network.tlsPort}`),
    `The first time      http://${first}:${port}/trust`,
    '',
    'Fingerprint of the certificate authority (SHA-256):',
    network.fingerprint,
    '',
    drawQr(address, inColour),
  ];
}

export function drawPoster({ port, network }: Served, inColour: boolean): string {
  return [
    '',
    `On this computer    http://localhost:${port}`,
    ...(network === undefined ? [] : networkLines(port, network, inColour)),
    '',
    'Ready. Ctrl+C stops it.',
    '',
  ].join('\n');
}
