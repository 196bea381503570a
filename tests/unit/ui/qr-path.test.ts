import fc from 'fast-check';
import { expect, it } from 'vitest';
import { qrPath } from '../../../src/ui/marks/qr-path.js';

/** Reads a path of `M x y h w v1 h -w z` pieces back into modules. */
function readPath(path: string, size: number): boolean[] {
  const modules = new Array<boolean>(size * size).fill(false);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(width); i++) modules[Number(y) * size + Number(x) + i] = true;
  }
  return modules;
}

it('draws exactly the dark modules', () => {
  const codes = fc
    .integer({ min: 1, max: 12 })
    .chain((size) =>
      fc.tuple(
        fc.constant(size),
        fc.array(fc.boolean(), { minLength: size * size, maxLength: size * size }),
      ),
    );
  fc.assert(
    fc.property(codes, ([size, modules]) => {
      expect(readPath(qrPath({ size, modules }), size)).toEqual(modules);
    }),
  );
});
