/** Class names out of a CSS module, checked: a name that its style sheet lacks is a broken invariant. */

export type Classes = (...names: readonly (string | false | undefined)[]) => string;

/**
 * `const css = classesOf(styles)`, then `className={css('row', busy && 'busy')}`.
 * Names that are `false` or `undefined` are left out.
 */
export function classesOf(module: Readonly<Record<string, string>>): Classes {
  return (...names) =>
    names
      .filter((name) => name !== false && name !== undefined)
      .map((name) => {
        const found = module[name];
        if (found === undefined) throw new Error(`The style sheet has no class "${name}".`);
        return found;
      })
      .join(' ');
}
