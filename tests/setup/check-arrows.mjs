/**
 * dependency-cruiser, taught to read JSX. With TypeScript 7 it needs SWC as its parser, and the last version for
 * Node 20 never tells SWC that a .tsx file holds JSX (sverweij/dependency-cruiser#1081, mended in version 18).
 */
import { createRequire } from 'node:module';

const swc = createRequire(import.meta.url)('@swc/core');
const { parseFileSync } = swc;
swc.parseFileSync = (path, options) =>
  parseFileSync(path, { ...options, tsx: path.endsWith('.tsx') });

await import('../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
