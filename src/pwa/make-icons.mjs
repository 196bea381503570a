/**
 * Makes every icon from icon.svg. Run by hand when the drawing changes, and commit what it wrote:
 * `node src/pwa/make-icons.mjs`
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const source = readFileSync(new URL('icon.svg', import.meta.url), 'utf8');
const folder = new URL('../../public/icons/', import.meta.url);

/** To every edge, and the lamps within the circle of four fifths that any mask leaves. */
const fullBleed = source.replace(' rx="116"', '').replace('scale(12)', 'scale(10.5)');

/** Only the shape counts, in one colour: no ground, and the hatch left open in what both share. */
const monochrome = source
  .replace(/<rect id="ground".*?\/>/s, '')
  .replace('scale(12)', 'scale(10.5)')
  .replace(/fill="#a93529"|fill="#0f6b66"/g, 'fill="#000" mask="url(#not-both)"')
  .replace('<rect id="plum" width="36" height="24" fill="#6a3d7c" />', '')
  .replace(
    'stroke="#fffcf7" stroke-width="0.46" stroke-opacity="0.85"',
    'stroke="#000" stroke-width="0.8"',
  )
  .replace(
    '</defs>',
    '<mask id="not-both" maskUnits="userSpaceOnUse" x="0" y="0" width="36" height="24">' +
      '<rect width="36" height="24" fill="#fff" />' +
      '<g clip-path="url(#in-both)"><rect width="36" height="24" fill="#000" /></g></mask></defs>',
  );

/** @param {string} svg @param {number} size @param {string} name */
async function draw(svg, size, name) {
  const png = await sharp(Buffer.from(svg), { density: (72 * size) / 512 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true, quality: 95, effort: 10 })
    .toBuffer();
  writeFileSync(fileURLToPath(new URL(name, folder)), png);
}

mkdirSync(folder, { recursive: true });
writeFileSync(fileURLToPath(new URL('icon.svg', folder)), source.replace(/\s*<!--.*?-->/s, ''));
await draw(source, 192, 'icon-192.png');
await draw(source, 512, 'icon-512.png');
await draw(fullBleed, 192, 'maskable-192.png');
await draw(fullBleed, 512, 'maskable-512.png');
await draw(fullBleed, 180, 'apple-touch-icon.png');
await draw(monochrome, 512, 'monochrome-512.png');
