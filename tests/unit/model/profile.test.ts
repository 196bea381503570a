import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  agreeOnShapes,
  checkProfile,
  decodeGreeting,
  encodeGreeting,
  NAME_LIMIT,
  readProfile,
  writeProfile,
} from '../../../src/model/index.js';

describe('profile', () => {
  it('is undefined until a name was written', () => {
    const doc = new Y.Doc();
    expect(readProfile(doc)).toBeUndefined();
    writeProfile(doc, { name: 'Ana', shape: 'arch' });
    expect(readProfile(doc)).toEqual({ name: 'Ana', shape: 'arch' });
  });

  it('says why a name will not do', () => {
    expect(checkProfile('  ', 'circle')).toEqual({ ok: false, error: { type: 'NoName' } });
    expect(checkProfile('é'.repeat(NAME_LIMIT + 1), 'circle')).toEqual({
      ok: false,
      error: { type: 'NameTooLong', limit: NAME_LIMIT },
    });
    expect(checkProfile(' Ben ', 'circle')).toEqual({
      ok: true,
      value: { name: 'Ben', shape: 'circle' },
    });
  });

  it('reads what a newer version wrote without throwing, and leaves it there', () => {
    const doc = new Y.Doc();
    doc.getMap('profile').set('name', 'Ana');
    doc.getMap('profile').set('shape', 'spiral');
    doc.getMap('profile').set('portrait', { blob: 'x' });
    expect(readProfile(doc)).toEqual({ name: 'Ana', shape: 'circle' });
    writeProfile(doc, { name: 'Ana B', shape: 'arch' });
    expect(doc.getMap('profile').get('portrait')).toEqual({ blob: 'x' });
  });

  it('writes nothing where nothing changed', () => {
    const doc = new Y.Doc();
    writeProfile(doc, { name: 'Ana', shape: 'arch' });
    let updates = 0;
    doc.on('update', () => updates++);
    writeProfile(doc, { name: 'Ana', shape: 'arch' });
    expect(updates).toBe(0);
  });

  it('gives two who picked the same shape one each, alike on both phones', () => {
    expect(agreeOnShapes('arch', 'arch', 'a')).toEqual({ mine: 'arch', partner: 'circle' });
    expect(agreeOnShapes('arch', 'arch', 'b')).toEqual({ mine: 'circle', partner: 'arch' });
    expect(agreeOnShapes('arch', 'circle', 'b')).toEqual({ mine: 'arch', partner: 'circle' });
    expect(agreeOnShapes('circle', undefined, 'b')).toEqual({ mine: 'circle', partner: 'arch' });
  });

  it('hands name and shape over in at most 256 bytes', () => {
    const longest = { name: '🌘'.repeat(NAME_LIMIT), shape: 'arch' } as const;
    expect(encodeGreeting(longest).length).toBeLessThanOrEqual(256);
    expect(decodeGreeting(encodeGreeting(longest))).toEqual(longest);
  });

  it('does not understand a damaged greeting or one of another version', () => {
    expect(decodeGreeting(new Uint8Array())).toBeUndefined();
    expect(decodeGreeting(Uint8Array.of(2, 0, 65))).toBeUndefined();
    expect(decodeGreeting(Uint8Array.of(1, 0, 255, 254))).toBeUndefined();
    expect(decodeGreeting(Uint8Array.of(1, 9, 65))).toEqual({ name: 'A', shape: 'circle' });
  });

  it('keeps a name to one line that cannot turn the text around it', () => {
    expect(checkProfile('Ana\n\u202eBen ', 'arch')).toEqual({
      ok: true,
      value: { name: 'Ana Ben', shape: 'arch' },
    });
    const doc = new Y.Doc();
    doc.getMap('profile').set('name', 'Ana\u0007');
    expect(readProfile(doc)?.name).toBe('Ana');
  });
});
