import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeVectors } from './describe-vectors.js';
import { carryOut, OPERATION_NAMES, type Vector } from './vector.js';

const FOLDER = join(import.meta.dirname, 'vectors');

// The vectors are a promise to phones that hold older words. They are written anew only by hand
// (WRITE_VECTORS=1), when the format's version goes up or a case is added.
if (process.env['WRITE_VECTORS'] === '1') {
  for (const [file, vectors] of Object.entries(describeVectors())) {
    writeFileSync(join(FOLDER, file), `${JSON.stringify(vectors, null, 2)}\n`);
  }
}

function readVectors(file: string): Vector[] {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Vector[];
}

const files = readdirSync(FOLDER);

describe.each(files)('%s', (file) => {
  it.each(readVectors(file))('[$rule] $do: $about', (vector) => {
    expect(Object.keys(vector.outcome)).toHaveLength(1);
    expect(carryOut(vector.do, vector.input)).toEqual(vector.outcome);
  });
});

it('[V1] every operation has a vector, and those that can fail have one for each failure', () => {
  const vectors = files.flatMap(readVectors);
  expect([...new Set(vectors.map((vector) => vector.do))].sort()).toEqual(
    [...OPERATION_NAMES].sort(),
  );
  const failuresOf = (operation: string): unknown[] => [
    ...new Set(
      vectors.flatMap(({ do: done, outcome }) =>
        done === operation && 'error' in outcome ? [outcome.error] : [],
      ),
    ),
  ];
  expect(failuresOf('openMessage').sort()).toEqual(['Malformed', 'WrongKey']);
  expect(failuresOf('openEntry').sort()).toEqual([
    'Malformed',
    'TooLarge',
    'WrongAuthor',
    'WrongKey',
  ]);
  expect(failuresOf('verifySignature')).toEqual(['Refused']);
});
