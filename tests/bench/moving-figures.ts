/**
 * How much of a parcel a moving code carries in a second: the largest one, through the real maker and reader of
 * pictures, 30 % of which are never read. A picture is shown for as long as the app shows it, or for as long as
 * this machine takes to make and read it where that is more.
 */
import { decodeQR } from 'qr/decode.js';
import { FRAME_MS } from '../../src/features/parcel/moving-pace.js';
import { codeToQr, type QrModules } from '../../src/pairing/index.js';
import {
  createMovingCode,
  createMovingReader,
  MAX_MOVING_BYTES,
  type MovingCode,
} from '../../src/parcel/index.js';
import { type Figure, median } from './figures.js';

const RUNS = 5;
const PIXELS_A_MODULE = 6;
/** What the app's reader sees of a camera at most. */
const CAMERA = { width: 960, height: 540 };
const PAPER = 235;

type Image = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

function photograph({ size, modules }: QrModules): Image {
  const { width, height } = CAMERA;
  const data = new Uint8ClampedArray(width * height * 4).fill(PAPER);
  const edge = size * PIXELS_A_MODULE;
  const [left, top] = [(width - edge) >> 1, (height - edge) >> 1];
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      const isDark =
        modules[Math.floor(y / PIXELS_A_MODULE) * size + Math.floor(x / PIXELS_A_MODULE)];
      const at = ((top + y) * width + left + x) * 4;
      if (isDark) data.fill(20, at, at + 3);
    }
  }
  return { data, width, height };
}

/** Which three of each ten go unread is another choice in every run. */
function isUnread(step: number, run: number): boolean {
  return (step * 7 + run + Math.floor(step / 10) * (run + 1)) % 10 < 3;
}

type Sight = { readonly ms: number; readonly steps: number; readonly slowest: number };

async function carry(code: MovingCode, run: number): Promise<Sight> {
  const reader = createMovingReader();
  let ms = 0;
  let slowest = 0;
  for (let step = 0; ; step++) {
    const began = performance.now();
    const qr = await codeToQr(code.frameAt(step));
    const made = performance.now() - began;
    const image = photograph(qr);
    const seen = performance.now();
    const isWhole = !isUnread(step, run) && reader.take(decodeQR(image)).type === 'Whole';
    const worked = made + performance.now() - seen;
    slowest = Math.max(slowest, worked);
    ms += Math.max(FRAME_MS, worked);
    if (isWhole) return { ms, steps: step + 1, slowest };
  }
}

export async function measureMovingCode(): Promise<Figure> {
  const parcel = Uint8Array.from(
    { length: MAX_MOVING_BYTES },
    (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 24,
  );
  const code = createMovingCode(parcel);
  if (!code.ok) throw new Error(code.error.type);
  const sights: Sight[] = [];
  for (let run = 0; run < RUNS; run++) sights.push(await carry(code.value, run));
  const middle = (of: (sight: Sight) => number): number => median(sights.map(of));
  return {
    name: 'moving-code-kb-per-s',
    value: middle(({ ms }) => MAX_MOVING_BYTES / ms),
    how: `${MAX_MOVING_BYTES} bytes in ${middle(({ steps }) => steps)} pictures of ${FRAME_MS} ms, 30 % unread; slowest made and read in ${middle(({ slowest }) => slowest).toFixed(0)} ms; median of ${RUNS}`,
  };
}
