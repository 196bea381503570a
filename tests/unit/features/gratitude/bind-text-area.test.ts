import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  bindTextArea,
  type EditableText,
} from '../../../../src/features/gratitude/bind-text-area.js';
import { applySplices } from '../../../../src/model/index.js';

/** A textarea as far as the binding knows one; typing moves the caret as a browser does. */
class FakeArea extends EventTarget implements EditableText {
  selectionStart = 0;
  selectionEnd = 0;
  selectionDirection: 'forward' | 'backward' | 'none' = 'none';
  scrollTop = 0;
  #value = '';

  get value(): string {
    return this.#value;
  }

  set value(next: string) {
    this.#value = next;
    this.select(next.length);
  }

  select(start: number, end = start): void {
    this.selectionStart = start;
    this.selectionEnd = end;
  }

  setSelectionRange(start: number | null, end: number | null): void {
    this.select(start ?? 0, end ?? 0);
  }

  /** Replaces the selection. */
  type(insert: string): void {
    const { selectionStart: start, selectionEnd: end } = this;
    this.#value = this.#value.slice(0, start) + insert + this.#value.slice(end);
    this.select(start + insert.length);
    this.dispatchEvent(new Event('input'));
  }

  backspace(count = 1): void {
    this.select(this.selectionStart - count, this.selectionEnd);
    this.type('');
  }

  compose(step: 'start' | 'end'): void {
    this.dispatchEvent(new Event(`composition${step}`));
  }
}

/** Ana writes in a textarea; Ben writes in his copy, which reaches hers at once. */
function writeTogether(start: string) {
  const ana = new Y.Doc();
  const ben = new Y.Doc();
  ana.on('update', (update: Uint8Array) => Y.applyUpdate(ben, update));
  ben.on('update', (update: Uint8Array) => Y.applyUpdate(ana, update));
  const text = ana.getText('note');
  text.insert(0, start);
  const area = new FakeArea();
  let focused = true;
  const release = bindTextArea(area, {
    text,
    write: (splices) => ana.transact(() => applySplices(text, splices)),
    hasFocus: () => focused,
  });
  const blur = (): void => {
    focused = false;
  };
  return { area, ana: text, ben: ben.getText('note'), release, blur };
}

describe('a textarea bound to a text', () => {
  it('says the same as the text, whoever writes', () => {
    const { area, ana, ben } = writeTogether('soup');
    expect(area.value).toBe('soup');
    area.type(' and bread');
    expect(ben.toString()).toBe('soup and bread');
    ben.insert(0, 'warm ');
    expect(area.value).toBe('warm soup and bread');
    area.backspace(6);
    expect(ana.toString()).toBe('warm soup and');
  });

  it('keeps the caret with its own words while the partner writes before, at and after it', () => {
    const { area, ben } = writeTogether('the soup');
    area.select(4);
    ben.insert(0, 'oh, ');
    expect(area.selectionStart).toBe(8);
    ben.insert(ben.length, ' and bread');
    expect(area.selectionStart).toBe(8);
    ben.insert(8, 'warm ');
    expect([area.selectionStart, area.selectionEnd]).toEqual([8, 8]);
    area.type('good ');
    expect(ben.toString()).toBe('oh, the good warm soup and bread');
  });

  it('keeps a selection over what it covered', () => {
    const { area, ben } = writeTogether('the warm soup');
    area.select(4, 8);
    ben.insert(0, 'oh, ');
    ben.delete(0, 1);
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('warm');
  });

  it('does not touch the selection of a textarea without the focus', () => {
    const { area, ben, blur } = writeTogether('soup');
    blur();
    let asked = 0;
    area.setSelectionRange = () => {
      asked++;
    };
    ben.insert(0, 'warm ');
    expect(area.value).toBe('warm soup');
    expect(asked).toBe(0);
  });

  it('leaves a composing input method alone, and loses neither side', () => {
    const { area, ana, ben } = writeTogether('the soup');
    area.select(4);
    area.compose('start');
    area.type('n');
    ben.insert(0, 'oh, ');
    ben.insert(ben.length, ' and bread');
    expect(area.value).toBe('the nsoup');
    area.backspace();
    area.type('に ');
    area.compose('end');
    expect(area.value).toBe('oh, the に soup and bread');
    expect(ana.toString()).toBe(area.value);
    expect(ben.toString()).toBe(area.value);
    expect(area.selectionStart).toBe('oh, the に '.length);
  });

  it('takes up what was being composed when it is let go', () => {
    const { area, ben, release } = writeTogether('');
    area.compose('start');
    area.type('に');
    release();
    expect(ben.toString()).toBe('に');
    area.type('x');
    expect(ben.toString()).toBe('に');
  });
});
