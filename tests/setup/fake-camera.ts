/** A camera that sees one still picture, or a film: a raw video file (YUV4MPEG2) for Chromium's fake capture device. */
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';

const WIDTH = 640;
const HEIGHT = 480;
/** Luma of white paper around the picture, as a phone held at arm's length would see it. */
const PAPER = { r: 235, g: 235, b: 235 };
/** No colour: both chroma planes of 4:2:0 at their middle. */
const GREY = Buffer.alloc((WIDTH / 2) * (HEIGHT / 2) * 2, 128);

async function pictureToLuma(picture: Buffer): Promise<Buffer> {
  return sharp(picture)
    .resize({ width: WIDTH - 120, height: HEIGHT - 60, fit: 'contain', background: PAPER })
    .extend({ left: 60, right: 60, top: 30, bottom: 30, background: PAPER })
    .greyscale()
    .removeAlpha()
    .extractChannel(0)
    .raw()
    .toBuffer();
}

/** Writes a short video of `picture` (PNG bytes); Chromium plays it over and over. */
export async function writeCameraFile(path: string, picture: Buffer): Promise<void> {
  writeFrames(path, 15, Array<Buffer>(15).fill(await pictureToLuma(picture)));
}

/** Writes a video of pictures that follow one another; Chromium plays it over and over. */
export async function writeCameraFilm(
  path: string,
  pictures: readonly Buffer[],
  framesPerSecond: number,
): Promise<void> {
  const lumas: Buffer[] = [];
  for (const picture of pictures) lumas.push(await pictureToLuma(picture));
  writeFrames(path, framesPerSecond, lumas);
}

function writeFrames(path: string, framesPerSecond: number, lumas: readonly Buffer[]): void {
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`;
  const frames = lumas.flatMap((luma) => [Buffer.from('FRAME\n'), luma, GREY]);
  writeFileSync(path, Buffer.concat([Buffer.from(header), ...frames]));
}

/** Chromium's switches for a phone that has this camera and whose owner allows it. */
export function cameraArgs(path: string): readonly string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ];
}
