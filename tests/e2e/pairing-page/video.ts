/** A code as a camera would see it: a short grey video in Y4M, which Chromium takes for a camera. */

const WIDTH = 640;
const HEIGHT = 480;
const QUIET = 4;
const FRAMES = 2;
const DARK = 40;
const LIGHT = 215;

export function drawAsVideo({
  size,
  modules,
}: {
  size: number;
  modules: ArrayLike<number>;
}): Buffer {
  const scale = Math.floor(HEIGHT / (size + 2 * QUIET));
  const left = Math.floor((WIDTH - size * scale) / 2);
  const top = Math.floor((HEIGHT - size * scale) / 2);
  const luma = Buffer.alloc(WIDTH * HEIGHT, LIGHT);
  for (let y = 0; y < size * scale; y++) {
    for (let x = 0; x < size * scale; x++) {
      const dark = modules[Math.floor(y / scale) * size + Math.floor(x / scale)];
      if (dark) luma[(top + y) * WIDTH + left + x] = DARK;
    }
  }
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, grey]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]);
}
