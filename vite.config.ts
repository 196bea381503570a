/** Builds one static folder that works from any host under any path: every address in it is relative. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Rolldown } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { sentencesPlugin } from './src/messages/build/sentences-plugin.js';
import { manifest } from './src/pwa/build/manifest.js';
import { pagePlugin } from './src/pwa/build/page-plugin.js';
import { smallestPlugin } from './src/pwa/build/smallest-plugin.js';
import { classNamesPlugin } from './src/ui/build/class-names-plugin.js';

const plainLogging = fileURLToPath(new URL('src/ledger/build/plain-logging.ts', import.meta.url));
const publicFolder = fileURLToPath(new URL('public', import.meta.url));

/**
 * What comes before the first picture: libraries apart from what is ours, so that an update is a small download, and
 * what is ours in one piece, since pieces compress worse alone. The rest lies with whatever asks for it.
 */
const chunkGroups: Rolldown.CodeSplittingGroup[] = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
  { name: 'yjs', test: /node_modules[\\/](yjs|lib0|y-indexeddb)[\\/]/, tags: ['$initial'] },
  { name: 'ciphers', test: /node_modules[\\/](@noble|fflate)[\\/]/, tags: ['$initial'] },
  { name: 'vesper', tags: ['$initial'] },
];

/** A chunk shared by several screens is named after what it holds, not after all who share it. */
function chunkName({ name }: { name: string }): string {
  return `assets/${name.split('~', 1)[0]}-[hash].js`;
}

export default defineConfig({
  base: './',
  resolve: { alias: { 'lib0/logging': plainLogging } },
  plugins: [
    react(),
    sentencesPlugin(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/pwa',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: null,
      manifest: manifest(publicFolder),
      includeManifestIcons: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,woff2,svg}', 'icons/icon-192.png'],
      },
    }),
    classNamesPlugin(),
    smallestPlugin(),
    pagePlugin(),
  ],
  build: {
    target: ['chrome111', 'firefox115', 'safari16.4'],
    // See the page plugin.
    modulePreload: false,
    assetsInlineLimit: 0,
    // One sheet, which the page carries inside: screens that come later bring no styles to wait for.
    cssCodeSplit: false,
    rolldownOptions: {
      output: { chunkFileNames: chunkName, codeSplitting: { groups: chunkGroups } },
    },
  },
});
