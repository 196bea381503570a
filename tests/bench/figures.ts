/** What a figure is, and how figures are printed: a table for people, then `name: value` lines for programs. */

export type Goal = { readonly atMost: number } | { readonly atLeast: number };

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly goal?: Goal;
  /** What was measured, in a few words, with the numbers behind a ratio. */
  readonly how: string;
};

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `share` of them lie, interpolated. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('no values to take a quantile of');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? 0;
  return low + (high - low) * (at - Math.floor(at));
}

/** Three digits that count: enough for a figure taken on a machine with other things to do. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

function sayGoal(goal: Goal | undefined): string {
  if (goal === undefined) return '';
  return 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`;
}

function sayVerdict({ value, goal }: Figure): string {
  if (goal === undefined) return '';
  const met = 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
  return met ? 'met' : 'missed';
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

export function printFigures(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.name,
    String(round(figure.value)),
    sayGoal(figure.goal),
    sayVerdict(figure),
    figure.how,
  ]);
  console.log();
  printTable([['figure', 'value', 'goal', '', 'how it was measured'], ...rows]);
  console.log();
  for (const { name, value } of figures) console.log(`${name}: ${round(value)}`);
}
