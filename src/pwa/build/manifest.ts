/** What the phone is told about the app when it is put on the home screen. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestOptions } from 'vite-plugin-pwa';
import { SHARE_PATH, SHARED_FILE, TAKE_UP_PLACE } from '../handed-over.js';

const PARCEL_FILES = '.vesper';

type Picture = { file: string; form: 'narrow' | 'wide'; label: string };

/** Taken from the running app by tests/setup/take-screenshots.ts. */
const PICTURES: readonly Picture[] = [
  { file: 'today.png', form: 'narrow', label: 'This evening, for two' },
  { file: 'checkin.png', form: 'narrow', label: 'A check-in takes a minute and a half' },
  { file: 'board.png', form: 'narrow', label: 'A board of thank-yous' },
  { file: 'board-wide.png', form: 'wide', label: 'A board of thank-yous, with room to lay it out' },
];

/** A PNG says its size in the header, right after the signature and the name of the first chunk. */
function sizeOfPng(path: string): string {
  const bytes = readFileSync(path);
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

/** Only those that were taken. */
function screenshots(publicFolder: string): Required<ManifestOptions>['screenshots'] {
  return PICTURES.flatMap(({ file, form, label }) => {
    const path = join(publicFolder, 'screenshots', file);
    if (!existsSync(path)) return [];
    const sizes = sizeOfPng(path);
    return [{ src: `./screenshots/${file}`, sizes, type: 'image/png', form_factor: form, label }];
  });
}

const shortcutIcons = [{ src: './icons/icon-192.png', sizes: '192x192', type: 'image/png' }];

/** Addresses are relative, so the same file is right under any path. (`id` counts from the origin.) */
export function manifest(publicFolder: string): Partial<ManifestOptions> {
  return {
    id: 'vesper',
    name: 'Vesper',
    short_name: 'Vesper',
    description:
      'A private evening ritual for two. What you write lives on your two phones and nowhere else.',
    lang: 'en',
    dir: 'ltr',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#f7f1e8',
    theme_color: '#f7f1e8',
    categories: ['lifestyle', 'health'],
    launch_handler: { client_mode: ['navigate-existing', 'auto'] },
    icons: [
      { src: './icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: './icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: './icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
      { src: './icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      {
        src: './icons/monochrome-512.png',
        sizes: '512x512',
        type: 'image/png',
        purpose: 'monochrome',
      },
    ],
    shortcuts: [
      { name: 'Check in', url: './#/checkin', icons: shortcutIcons },
      { name: 'Write a note', url: './#/board?new', icons: shortcutIcons },
    ],
    // What other apps may hand over: a parcel as a file, or as text.
    share_target: {
      action: `./${SHARE_PATH}`,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: {
        text: 'text',
        files: [{ name: SHARED_FILE, accept: ['application/octet-stream', PARCEL_FILES] }],
      },
    },
    file_handlers: [
      { action: `./#${TAKE_UP_PLACE}`, accept: { 'application/vnd.vesper': [PARCEL_FILES] } },
    ],
    screenshots: screenshots(publicFolder),
  };
}
