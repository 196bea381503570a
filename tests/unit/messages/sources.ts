/** Reads the sources as syntax trees, so that a test can say where a sentence or an id stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

export type SyntaxNode = { readonly type: string } & Readonly<Record<string, unknown>>;

export type SourceFile = { readonly path: string; readonly tree: SyntaxNode };

export function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  );
}

export function readSources(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => parseSource(join(folder, path), readFileSync(join(folder, path), 'utf8')));
}

export function parseSource(path: string, text: string): SourceFile {
  const tree: unknown = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('x') });
  if (!isNode(tree)) throw new Error(`${path} has no syntax tree`);
  return { path, tree };
}

/** Visits a tree from above; `enter` says whether to go on inside. */
export function walk(value: unknown, enter: (node: SyntaxNode) => boolean): void {
  if (Array.isArray(value)) for (const item of value) walk(item, enter);
  else if (isNode(value)) {
    if (enter(value)) for (const child of Object.values(value)) walk(child, enter);
  } else if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) walk(child, enter);
  }
}

export function textOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'StringLiteral' || value.type === 'JSXText') return String(value['value']);
  if (value.type === 'TemplateElement') return String(value['cooked'] ?? value['raw']);
  return undefined;
}

export function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' ? String(value['value']) : undefined;
}
