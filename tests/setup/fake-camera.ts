/** A camera that sees one still picture: a raw video file (YUV4MPEG2) for Chromium's fake capture device. */
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
  const frame = Buffer.concat([Buffer.from('FRAME\n'), await pictureToLuma(picture), GREY]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F15:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(path, Buffer.concat([header, ...Array.from({ length: 15 }, () => frame)]));
}

/** Chromium's switches for a phone that has this camera and whose owner allows it. */
export function cameraArgs(path: string): readonly string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ];
}
