/** Finds sentences written into a source instead of the catalogue. */
import { isNode, nameOf, type SourceFile, type SyntaxNode, textOf, walk } from './sources.js';

const LETTERS = /\p{L}/u;
const TWO_WORDS = /\p{L}{2,}[,;:]?\s+\p{L}{2,}/u;

/** Attributes whose text a person reads or hears, even where it is one word. */
const SPOKEN =
  /^(label|legend|title|alt|placeholder|hint|error|summary|aria-(label|valuetext|description|roledescription))$/;

/** What is written for developers or machines: modules, types, messages of broken invariants. */
function isForMachines(node: SyntaxNode): boolean {
  if (/^(Import|Export(Named|All)|Ts(?!As|NonNull|Satisfies))/.test(node.type)) return true;
  return node.type === 'NewExpression' && nameOf(node['callee']) === 'Error';
}

function attributeSentence(node: SyntaxNode): string | undefined {
  const name = nameOf(node['name']) ?? '';
  const text = textOf(node['value']);
  return text !== undefined && SPOKEN.test(name) && LETTERS.test(text) ? text : undefined;
}

function sentenceIn(node: SyntaxNode): string | undefined {
  if (node.type === 'JSXAttribute') return attributeSentence(node);
  const text = textOf(node);
  if (text === undefined) return undefined;
  return (node.type === 'JSXText' ? LETTERS : TWO_WORDS).test(text) ? text.trim() : undefined;
}

export function findSentences({ tree }: SourceFile): readonly string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (isForMachines(node) && node.type !== 'ExportDeclaration') return false;
    const sentence = sentenceIn(node);
    if (sentence !== undefined) found.push(sentence);
    return node.type !== 'JSXAttribute' || textOf(node['value']) === undefined;
  });
  return found;
}

export type MessageCall = { readonly id: string; readonly given: ReadonlySet<string> | undefined };

function keysOf(value: unknown): ReadonlySet<string> | undefined {
  if (value === undefined) return new Set();
  if (!isNode(value) || value.type !== 'ObjectExpression') return undefined;
  const keys = new Set<string>();
  for (const property of Array.isArray(value['properties']) ? value['properties'] : []) {
    const key = nameOf(property) ?? (isNode(property) ? nameOf(property['key']) : undefined);
    if (key === undefined) return undefined;
    keys.add(key);
  }
  return keys;
}

function argumentsOf(node: SyntaxNode): readonly unknown[] {
  const list: unknown = node['arguments'];
  return Array.isArray(list) ? list.map((item: { expression?: unknown }) => item.expression) : [];
}

/** Calls of `text('some.id', { value })`; `given` is undefined where the values are not written out. */
export function findCalls({ tree }: SourceFile): readonly MessageCall[] {
  const calls: MessageCall[] = [];
  walk(tree, (node) => {
    if (node.type === 'CallExpression' && nameOf(node['callee']) === 'text') {
      const [id, values] = argumentsOf(node);
      const literal = textOf(id);
      if (literal !== undefined) calls.push({ id: literal, given: keysOf(values) });
    }
    return true;
  });
  return calls;
}

/** Every string written in a source; an id in a table counts as used. */
export function findStrings({ tree }: SourceFile): ReadonlySet<string> {
  const strings = new Set<string>();
  walk(tree, (node) => {
    const text = textOf(node);
    if (text !== undefined) strings.add(text);
    return true;
  });
  return strings;
}
