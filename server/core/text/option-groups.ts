import type { Clause } from "#core/text/clause.ts";
import { type Option, optionOf } from "#core/text/option.ts";

/** An option with the clauses below it, by index: [first, end). */
export interface OptionClauses {
  readonly first: number;
  readonly end: number;
}

/** The options of one clause. */
export interface OptionGroup {
  /** Index of the number whose only text is these options ("4."); -1 without one. */
  readonly opener: number;
  /** In order. */
  readonly options: readonly OptionClauses[];
}

/** Version texts are immutable, so their options are found once. */
const known = new WeakMap<readonly Clause[], readonly OptionGroup[]>();

/** Finds the options of a text, grouped by the clause whose alternatives they are; outer groups before inner ones. */
export function optionGroups(clauses: readonly Clause[]): readonly OptionGroup[] {
  const cached = known.get(clauses);
  if (cached) return cached;
  const groups = readGroups(clauses);
  known.set(clauses, groups);
  return groups;
}

interface OpenGroup {
  depth: number;
  series: string;
  opener: number;
  options: { first: number; end: number }[];
}

function readGroups(clauses: readonly Clause[]): OptionGroup[] {
  const groups: OpenGroup[] = [];
  const open: OpenGroup[] = [];
  for (const [index, { kind, label, depth }] of clauses.entries()) {
    if (kind === "footnote" || kind === "cell") continue;
    while ((open.at(-1)?.depth ?? -1) > depth) open.pop();
    const last = open.at(-1);
    const isSibling = last?.depth === depth;
    const option = label === null ? undefined : optionOf(label);
    if (isSibling && (!option || option.series !== last.series || beginsAgain(option))) open.pop();
    if (option) add(option, index, depth);
    for (const group of open) {
      const option = group.options.at(-1);
      if (option) option.end = index + 1;
    }
  }
  return groups;

  function add({ series }: Option, index: number, depth: number): void {
    let group = open.at(-1);
    if (group?.depth !== depth) {
      group = { depth, series, opener: openerOf(clauses, index), options: [] };
      groups.push(group);
      open.push(group);
    }
    group.options.push({ first: index, end: index + 1 });
  }
}

/** Whether an option is the first of a new group. */
function beginsAgain({ readings }: Option): boolean {
  return readings.some(({ ordinal }) => ordinal === 1);
}

/** Finds the clause without a text of its own that an option is an alternative of. */
function openerOf(clauses: readonly Clause[], option: number): number {
  const before = clauses[option - 1];
  const isOpener = before && before.depth < (clauses[option]?.depth ?? 0) && before.start === before.end;
  return isOpener && before.kind !== "heading" && !optionOf(before.label ?? "") ? option - 1 : -1;
}
