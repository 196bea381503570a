/** Updates as real outer documents send them: edits at random places, in parts, out of order, merged. */
import fc from 'fast-check';
import * as Y from 'yjs';

type Move = {
  readonly who: number;
  readonly kind: 'put' | 'take' | 'hear';
  readonly at: number;
  readonly size: number;
};

const anyMove: fc.Arbitrary<Move> = fc.record({
  who: fc.nat({ max: 2 }),
  kind: fc.constantFrom('put' as const, 'put' as const, 'take' as const, 'hear' as const),
  at: fc.nat({ max: 50 }),
  size: fc.nat({ max: 6 }),
});

function move(docs: readonly Y.Doc[], { who, kind, at, size }: Move): void {
  const doc = docs[who]!;
  const entries = doc.getArray<Uint8Array>('entries');
  const place = at % (entries.length + 1);
  if (kind === 'put')
    entries.insert(
      place,
      Array.from({ length: 1 + (size % 3) }, () => new Uint8Array(size)),
    );
  else if (kind === 'take') entries.delete(place, Math.min(size, entries.length - place));
  else Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[at % 3]!, Y.encodeStateVector(doc)));
}

/** All updates of one such life; the gaps in `heard` make documents that wait for something missing. */
function liveAndCollect(moves: readonly Move[], heard: readonly boolean[]): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const one of moves) move(docs, one);
  const partial = new Y.Doc();
  const some = updates.filter((_, i) => heard[i % heard.length] ?? true);
  for (const update of some) Y.applyUpdate(partial, update);
  updates.push(
    Y.encodeStateAsUpdate(partial),
    Y.encodeStateAsUpdate(partial, Y.encodeStateVector(docs[0]!)),
  );
  if (some.length > 0) updates.push(Y.mergeUpdates(some));
  return [...updates, ...docs.map((doc) => Y.encodeStateAsUpdate(doc))];
}

export const anyUpdates: fc.Arbitrary<Uint8Array[]> = fc
  .tuple(
    fc.array(anyMove, { minLength: 1, maxLength: 30 }),
    fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
  )
  .map(([moves, heard]) => liveAndCollect(moves, heard));
