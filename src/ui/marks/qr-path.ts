/** A code's modules as one path, one rectangle for each run of dark modules in a row. */

export type QrModules = {
  /** Modules along one edge. */
  readonly size: number;
  /** Row by row from the top left; true (or 1) is dark. Length `size * size`. */
  readonly modules: ArrayLike<boolean | number>;
};

export function qrPath({ size, modules }: QrModules): string {
  let path = '';
  for (let y = 0; y < size; y++) {
    let x = 0;
    while (x < size) {
      const start = x;
      while (x < size && modules[y * size + x]) x++;
      if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`;
      else x++;
    }
  }
  return path;
}
