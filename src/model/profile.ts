/**
 * Who someone is to the other: a name and a shape. Kept in the `profile` chapters, one flat key per
 * field, and handed over once in a few bytes while pairing.
 */
import type * as Y from 'yjs';
import { err, ok, type Result } from '../kernel/index.js';
import type { Side } from '../ledger/index.js';
import { cleanLine, countCharacters, readChoice, readText } from './values.js';

/** The colour follows the shape: persimmon circle, pine arch. */
export type Shape = 'circle' | 'arch';
export type Profile = { readonly name: string; readonly shape: Shape };
export type ProfileError = { type: 'NoName' } | { type: 'NameTooLong'; limit: number };

export const SHAPES: readonly Shape[] = ['circle', 'arch'];
/** Characters; at four bytes each a greeting stays within the 256 bytes pairing carries. */
export const NAME_LIMIT = 40;

export function checkProfile(name: string, shape: Shape): Result<Profile, ProfileError> {
  const clean = cleanLine(name);
  if (clean === '') return err({ type: 'NoName' });
  if (countCharacters(clean) > NAME_LIMIT) return err({ type: 'NameTooLong', limit: NAME_LIMIT });
  return ok({ name: clean, shape });
}

/** Undefined until a name is there. An unknown shape reads as a circle. */
export function readProfile(doc: Y.Doc): Profile | undefined {
  const fields = doc.getMap('profile');
  const name = readName(fields.get('name'));
  if (name === undefined) return undefined;
  return { name, shape: readChoice(fields.get('shape'), SHAPES) ?? 'circle' };
}

export function writeProfile(doc: Y.Doc, profile: Profile): void {
  const fields = doc.getMap('profile');
  doc.transact(() => {
    if (fields.get('name') !== profile.name) fields.set('name', profile.name);
    if (fields.get('shape') !== profile.shape) fields.set('shape', profile.shape);
  });
}

/**
 * The shapes as shown on both phones. Two who picked the same keep a shape each: side `a` keeps the
 * picked one. Sides follow from random keys, so this prefers neither.
 */
export function agreeOnShapes(
  mine: Shape,
  partners: Shape | undefined,
  mySide: Side,
): { readonly mine: Shape; readonly partner: Shape } {
  if (partners === undefined || partners !== mine) {
    return { mine, partner: partners ?? otherShape(mine) };
  }
  return mySide === 'a'
    ? { mine, partner: otherShape(mine) }
    : { mine: otherShape(mine), partner: mine };
}

export function otherShape(shape: Shape): Shape {
  return shape === 'circle' ? 'arch' : 'circle';
}

export function readName(value: unknown): string | undefined {
  return readText(typeof value === 'string' ? cleanLine(value) : undefined, NAME_LIMIT);
}
