/** Builds one static folder that works from any host under any path: every address in it is relative. */
import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { manifest } from './src/pwa/build/manifest.js';
import { pagePlugin } from './src/pwa/build/page-plugin.js';

const publicFolder = fileURLToPath(new URL('public', import.meta.url));

/** What changes rarely is kept apart from what changes often, so that an update is a small download. */
const chunkGroups = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|wouter)[\\/]/ },
  // What only a later screen needs of these stays with that screen.
  {
    name: 'yjs',
    test: /node_modules[\\/](yjs|lib0|y-indexeddb|y-protocols)[\\/]/,
    entriesAware: true,
  },
  { name: 'ciphers', test: /node_modules[\\/](@noble|fflate)[\\/]/ },
  { name: 'messages', test: /node_modules[\\/]@lingui[\\/]|src[\\/]messages[\\/]/ },
  { name: 'ui', test: /src[\\/](ui|kernel)[\\/]/ },
];

/** A chunk shared by several screens is named after what it holds, not after all who share it. */
function chunkName({ name }: { name: string }): string {
  return `assets/${name.split('~', 1)[0]}-[hash].js`;
}

export default defineConfig({
  base: './',
  plugins: [
    react(),
    lingui({ failOnCompileError: true }),
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
    pagePlugin(),
  ],
  build: {
    target: ['chrome111', 'firefox115', 'safari16.4'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // One sheet, which the page carries inside: screens that come later bring no styles to wait for.
    cssCodeSplit: false,
    rolldownOptions: {
      output: { chunkFileNames: chunkName, codeSplitting: { groups: chunkGroups } },
    },
  },
});
