/** Literata, fetched after the first picture is on the screen; until then its stand-ins hold its place. */
import literata from '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2?url';

const FAMILY = 'Literata Variable';
const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,' +
  'U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';

/** Settles false where the font could not be had: the stand-in simply stays. */
export async function loadFonts(): Promise<boolean> {
  await afterNextPaint();
  const face = new FontFace(FAMILY, `url(${JSON.stringify(literata)}) format("woff2")`, {
    weight: '200 900',
    style: 'normal',
    display: 'swap',
    unicodeRange: LATIN,
  });
  try {
    document.fonts.add(await face.load());
    return true;
  } catch {
    return false;
  }
}

/** The frame after the next is asked for once the next one has been shown. */
function afterNextPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}
