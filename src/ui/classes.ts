/** Class names out of a CSS module. A name that its style sheet lacks is found while developing. */

export type Classes = (...names: readonly (string | false | undefined)[]) => string;

/**
 * `const css = classesOf(styles)`, then `className={css('row', busy && 'busy')}`.
 * Names that are `false` or `undefined` are left out. In a build the module is its sheet's name alone (see
 * `build/class-names-plugin.ts`).
 */
export function classesOf(module: Readonly<Record<string, string>> | string): Classes {
  const classOf = (name: string): string =>
    typeof module === 'string' ? `${module}-${name}` : (module[name] ?? reportMissing(name));
  return (...names) =>
    names
      .filter((name) => name !== false && name !== undefined)
      .map(classOf)
      .join(' ');
}

/** A missing rule must never cost anyone a screen, so in a build it is only a missing rule. */
function reportMissing(name: string): string {
  if (import.meta.env.DEV) throw new Error(`The style sheet has no class "${name}".`);
  return '';
}
