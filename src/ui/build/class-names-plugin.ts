/**
 * Names each class after its sheet and itself, and spares the build the tables that say so: a hundred and fifty
 * names twice are more than a kilobyte of the first download.
 */
import { basename } from 'node:path';
import type { Plugin } from 'vite';

const SHEET = '.module.css';

function sheetOf(file: string): string {
  return basename(file.split('?')[0] ?? file, SHEET);
}

export function classNamesPlugin(): Plugin {
  const files = new Map<string, string>();
  return {
    name: 'vesper-class-names',
    enforce: 'post',
    apply: 'build',
    config: () => ({
      css: { modules: { generateScopedName: (name, file) => `${sheetOf(file)}-${name}` } },
    }),
    transform(_code, id) {
      if (!id.endsWith(SHEET)) return undefined;
      const sheet = sheetOf(id);
      const other = files.get(sheet) ?? id;
      if (other !== id)
        throw new Error(`${id} and ${other} would give their classes the same names.`);
      files.set(sheet, id);
      // A name of three letters would be put where it is used, and the module, with its rules, be left out.
      const moduleSideEffects = 'no-treeshake';
      return { code: `export default ${JSON.stringify(sheet)}`, map: null, moduleSideEffects };
    },
  };
}
