/** What no tool watches: time and chance come from the kernel, and some things are not in the tree at all. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

function listSources(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listSources(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/** Without comments, where these names may be talked about. */
function readCode(path: string): string {
  const text = readFileSync(join(PROJECT, path), 'utf8');
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

type Door = {
  readonly what: string;
  readonly pattern: RegExp;
  /** Paths that are the door, or stand behind it. */
  readonly allowed: RegExp;
  /** What the pattern must see. */
  readonly sample: string;
};

const DOORS: readonly Door[] = [
  {
    what: 'the wall clock',
    pattern: /\bDate\s*\.\s*now\b|\bnew Date\(\s*\)|(?<![\w.])Date\(\s*\)/,
    allowed: /^src\/kernel\/clock\.ts$/,
    sample: 'Date.now()',
  },
  {
    what: 'chance',
    pattern: /\bMath\s*\.\s*random\b|\bgetRandomValues\b|\brandomUUID\b|\brandomBytes\b/,
    allowed: /^src\/kernel\/random\.ts$/,
    sample: 'crypto.getRandomValues(bytes)',
  },
  {
    what: 'IndexedDB',
    pattern: /(?<![\w.])indexedDB\b|\b(globalThis|window|self)\s*\.\s*indexedDB\b/,
    allowed: /^src\/storage\//,
    sample: "indexedDB.open('x')",
  },
  {
    what: 'the browser’s small stores, whose words are not sealed',
    pattern: /\b(local|session)Storage\b|\bdocument\s*\.\s*cookie\b/,
    allowed: /^$/,
    sample: "localStorage.setItem('word', 'x')",
  },
  {
    what: 'direct connections',
    pattern: /\bnew RTCPeerConnection\b|\bglobalThis\s*\.\s*RTCPeerConnection\b/,
    allowed: /^src\/(sync|pairing)\//,
    sample: 'new RTCPeerConnection({})',
  },
  {
    what: 'HTML from strings',
    pattern: /\bdangerouslySetInnerHTML\b|\.\s*(inner|outer)HTML\s*=|\binsertAdjacentHTML\b/,
    allowed: /^$/,
    sample: 'element.innerHTML = text',
  },
  {
    what: 'code from strings',
    pattern: /(?<![\w.])eval\(|\bnew Function\(/,
    allowed: /^$/,
    sample: "eval('1')",
  },
];

const sources = listSources('src');

describe.each(DOORS)('$what', ({ pattern, allowed, sample }) => {
  it('is used behind its own door only', () => {
    const offenders = sources.filter((path) => !allowed.test(path) && pattern.test(readCode(path)));
    expect(offenders).toEqual([]);
  });

  it('would be seen', () => {
    expect(sample).toMatch(pattern);
  });
});

describe('the tree', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);

  it('holds no key, certificate, build or environment file', () => {
    const unwanted =
      /\.(key|pem|p12|pfx|crt|env)$|(^|\/)(\.env(\..*)?|\.hub|dist|node_modules)(\/|$)/;
    expect(files.filter((path) => unwanted.test(path))).toEqual([]);
  });

  it('has no default export outside the configuration of tools', () => {
    const offenders = sources.filter((path) => /^export default\b/m.test(readCode(path)));
    expect(offenders).toEqual([]);
  });

  it('shows each room by named exports only', () => {
    const offenders = sources.filter((path) => /^export \* /m.test(readCode(path)));
    expect(offenders).toEqual([]);
  });
});
