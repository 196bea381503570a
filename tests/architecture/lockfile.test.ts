/** What `npm ci` and an offline reader of the lockfile rely on, on whichever system the lockfile was made. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Locked = {
  readonly optionalDependencies?: Record<string, string>;
  readonly resolved?: string;
};

const LOCKFILE = new URL('../../package-lock.json', import.meta.url);
const { packages }: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(LOCKFILE, 'utf8'),
);

it('holds the packages of every system, without which `npm ci` refuses it', () => {
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !names.has(name)),
  );
  expect(missing).toEqual([]);
});

it('names no registry, so that each machine asks its own', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});
