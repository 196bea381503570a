/** Plants a forbidden import in a copy of the sources and sees the tool that guards the arrows catch it. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const CHECKER = join(PROJECT, 'tests/setup/check-arrows.mjs');

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'vesper-arrows-'));
  cpSync(join(PROJECT, 'src'), join(copy, 'src'), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.json']) {
    cpSync(join(PROJECT, file), join(copy, file));
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

type Violation = { readonly rule: string; readonly from: string };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function readViolations(report: unknown): Violation[] {
  const summary = isRecord(report) ? report['summary'] : undefined;
  const violations = isRecord(summary) ? summary['violations'] : undefined;
  if (!Array.isArray(violations)) throw new Error('The tool gave no report.');
  return violations.map((violation: { rule: { name: string }; from: string }) => ({
    rule: violation.rule.name,
    from: violation.from,
  }));
}

/** The tool's exit code is the number of errors, so a failure is an answer too. */
function cruise(): Promise<Violation[]> {
  const args = [CHECKER, 'src', '--config', '--output-type', 'json'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: copy, maxBuffer: 1e9 }, (_error, output) => {
      try {
        resolve(readViolations(JSON.parse(output)));
      } catch (cause) {
        reject(new Error(`Not a report: ${output.slice(0, 500)}`, { cause }));
      }
    });
  });
}

type Planted = { readonly rule: string; readonly file: string; readonly text: string };

/** Each file breaks one rule and no other. */
const PLANTED: readonly Planted[] = [
  {
    rule: 'no-circles',
    file: 'src/vault/planted-circle-a.ts',
    text: "import { b } from './planted-circle-b.js';\nexport const a = () => b;\n",
  },
  {
    rule: 'no-unresolvable',
    file: 'src/vault/planted-nowhere.ts',
    text: "import './nowhere.js';\n",
  },
  {
    rule: 'kernel-stands-alone',
    file: 'src/kernel/planted-library.ts',
    text: "import 'yjs';\n",
  },
  ...(
    [
      ['vault', 'ledger'],
      ['ledger', 'storage'],
      ['storage', 'sync'],
      ['sync', 'storage'],
      ['pairing', 'session'],
      ['parcel', 'sync'],
      ['model', 'session'],
      ['session', 'ui'],
      ['messages', 'model'],
      ['pwa', 'session'],
      ['hub', 'vault'],
      ['app', 'ledger'],
    ] as const
  ).map(([from, to]) => ({
    rule: `${from}-arrows`,
    file: `src/${from}/planted-arrow.ts`,
    text: `import * as other from '../${to}/index.js';\nexport const planted = other;\n`,
  })),
  {
    rule: 'ui-stands-alone',
    file: 'src/ui/planted-arrow.ts',
    text: "import { ok } from '../kernel/index.js';\nexport const planted = ok;\n",
  },
  {
    rule: 'vault-arrows',
    file: 'src/vault/planted-back-door.ts',
    text: "import { ok } from '../kernel/result.js';\nexport const planted = ok;\n",
  },
  {
    rule: 'features-arrows',
    file: 'src/features/planted-one/screen.tsx',
    text: "import * as sync from '../../sync/index.js';\nexport const planted = <p>import {sync}</p>;\n",
  },
  {
    rule: 'features-never-meet',
    file: 'src/features/planted-one/neighbour.ts',
    text: "import { other } from '../planted-two/index.js';\nexport const planted = other;\n",
  },
  {
    rule: 'own-face-is-for-others',
    file: 'src/vault/planted-own-face.ts',
    text: "import type * as face from './index.js';\nexport type Planted = typeof face;\n",
  },
  {
    rule: 'crypto-only-in-vault',
    file: 'src/model/planted-crypto.ts',
    text: "import { sha256 } from '@noble/hashes/sha2.js';\nexport const planted = sha256;\n",
  },
  {
    rule: 'indexeddb-only-in-storage',
    file: 'src/session/planted-database.ts',
    text: "import { IndexeddbPersistence } from 'y-indexeddb';\nexport const planted = IndexeddbPersistence;\n",
  },
  {
    rule: 'webrtc-only-in-sync-and-pairing',
    file: 'src/session/planted-network.ts',
    text: "import { WebrtcProvider } from 'y-webrtc';\nexport const planted = WebrtcProvider;\n",
  },
  {
    rule: 'react-only-where-it-shows',
    file: 'src/model/planted-react.ts',
    text: "import { useState } from 'react';\nexport const planted = useState;\n",
  },
  {
    rule: 'src-never-imports-tests',
    file: 'src/model/planted-test.ts',
    text: "import * as tests from '../../tests/planted.js';\nexport const planted = tests;\n",
  },
];

/** What the planted files lead to. A circle is reported once, from where it is entered first. */
const INNOCENT: readonly (readonly [string, string])[] = [
  [
    'src/vault/planted-circle-b.ts',
    "import { a } from './planted-circle-a.js';\nexport const b = () => a;\n",
  ],
  ['src/features/planted-two/index.ts', 'export const other = 1;\n'],
  ['tests/planted.ts', 'export const test = 1;\n'],
];

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
}

it('finds nothing in the sources as they are', async () => {
  expect(await cruise()).toEqual([]);
});

it('finds exactly what was planted, each under the name of its rule', async () => {
  for (const [file, text] of INNOCENT) plant(file, text);
  for (const { file, text } of PLANTED) plant(file, text);
  const found = (await cruise()).map(({ rule, from }) => `${rule}: ${from}`).sort();
  const expected = PLANTED.map(({ rule, file }) => `${rule}: ${file}`).sort();
  expect([...new Set(found)]).toEqual(expected);
});
