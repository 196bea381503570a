/**
 * A textarea and a Y.Text that say the same while two write. The caret stays with its own words when
 * the partner writes, and an input method that is composing is never interrupted: what the partner
 * writes meanwhile waits until the word is finished.
 */
import type * as Y from 'yjs';
import {
  carrySplice,
  findSplice,
  type Splice,
  shiftOffset,
  type TextDelta,
} from '../../model/index.js';

/** The part of a textarea that is used. */
export type EditableText = Pick<
  HTMLTextAreaElement,
  | 'value'
  | 'selectionStart'
  | 'selectionEnd'
  | 'selectionDirection'
  | 'scrollTop'
  | 'setSelectionRange'
  | 'addEventListener'
  | 'removeEventListener'
>;

export type TextBinding = {
  readonly text: Y.Text;
  /** Writes what was typed into the text, in one transaction. */
  readonly write: (splices: readonly Splice[]) => void;
  /** A selection may be set only then: some browsers take the focus along with it. */
  readonly hasFocus: () => boolean;
};

/** Returns the way to let go, which first takes up what was still being composed. */
export function bindTextArea(area: EditableText, binding: TextBinding): () => void {
  const bound = new BoundTextArea(area, binding);
  return () => bound.release();
}

class BoundTextArea {
  readonly #area: EditableText;
  readonly #binding: TextBinding;
  /** What the textarea was last known to say; the text as it was before the waiting changes. */
  #shown: string;
  #waiting: TextDelta[] = [];
  #composing = false;
  #writing = false;

  constructor(area: EditableText, binding: TextBinding) {
    this.#area = area;
    this.#binding = binding;
    this.#shown = binding.text.toString();
    area.value = this.#shown;
    area.addEventListener('input', this.#takeInput);
    area.addEventListener('compositionstart', this.#startComposing);
    area.addEventListener('compositionend', this.#endComposing);
    binding.text.observe(this.#follow);
  }

  release(): void {
    this.#composing = false;
    this.#takeInput();
    this.#area.removeEventListener('input', this.#takeInput);
    this.#area.removeEventListener('compositionstart', this.#startComposing);
    this.#area.removeEventListener('compositionend', this.#endComposing);
    this.#binding.text.unobserve(this.#follow);
  }

  readonly #startComposing = (): void => {
    this.#composing = true;
  };

  readonly #endComposing = (): void => {
    this.#composing = false;
    this.#takeInput();
  };

  readonly #takeInput = (): void => {
    if (this.#composing) return;
    const typed = findSplice(this.#shown, this.#area.value, this.#area.selectionEnd);
    const waited = this.#waiting;
    this.#waiting = [];
    if (typed) this.#write(carrySplice(typed, waited));
    this.#shown = this.#area.value;
    if (waited.length > 0) this.#showText(typed ? caretAfter(typed, waited) : undefined, waited);
  };

  #write(splices: readonly Splice[]): void {
    this.#writing = true;
    this.#binding.write(splices);
    this.#writing = false;
  }

  readonly #follow = (event: Y.YTextEvent): void => {
    if (this.#writing) return;
    this.#waiting.push(event.delta);
    this.#takeInput();
  };

  /** Shows the text as it is, the caret where it belongs: after what was typed, or shifted. */
  #showText(caret: number | undefined, deltas: readonly TextDelta[]): void {
    const area = this.#area;
    const shift = (offset: number): number => deltas.reduce(shiftOffset, offset);
    const start = caret ?? shift(area.selectionStart);
    const end = caret ?? Math.max(start, shift(area.selectionEnd));
    const { scrollTop, selectionDirection } = area;
    this.#shown = this.#binding.text.toString();
    area.value = this.#shown;
    if (this.#binding.hasFocus()) area.setSelectionRange(start, end, selectionDirection);
    area.scrollTop = scrollTop;
  }
}

/** The caret behind what was typed. */
function caretAfter({ at, insert }: Splice, deltas: readonly TextDelta[]): number {
  return deltas.reduce(shiftOffset, at) + insert.length;
}
