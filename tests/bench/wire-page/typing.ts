/** Somebody who types at an even pace, whatever else the page is doing. */

export type Stroke = {
  readonly mark: number;
  /** When the key was due to go down: what the page was too busy for counts as waiting. */
  readonly at: number;
};

export type Typing = {
  start(firstMark: number, everyMs: number): void;
  /** All strokes since the start. */
  stop(): readonly Stroke[];
};

export function createTyping(edit: (mark: number) => unknown): Typing {
  let strokes: Stroke[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    start: (firstMark, everyMs) => {
      strokes = [];
      const begun = performance.now();
      const press = (index: number): void => {
        const at = begun + index * everyMs;
        timer = setTimeout(
          () => {
            strokes.push({ mark: firstMark + index, at });
            edit(firstMark + index);
            press(index + 1);
          },
          Math.max(0, at - performance.now()),
        );
      };
      press(1);
    },
    stop: () => {
      clearTimeout(timer);
      return strokes;
    },
  };
}
