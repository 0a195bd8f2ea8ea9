import { changeClasses, type RepeatedReplacement, type TextRange } from "#core/compare/comparison.ts";
import { redlineOf, redlineRows } from "#core/compare/redline.ts";
import type { Redline, RedlineRow, RedlineSegment } from "#core/compare/redline-row.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { type Clause, clauseAt } from "#core/text/clause.ts";

/** A change as a stop of the walk. */
export interface ChangeStop {
  /**
   * Its key in the address and on the page: "12". A move has two stops, "12-base" where it left and "12-revised" where
   * it arrived.
   */
  key: string;
  change: number;
  class: ChangeClass;
  /** Other classes that the change also has. */
  also?: readonly ChangeClass[] | undefined;
  /** The first row that contains it. */
  row: number;
  /** Ranges deleted or moved away, in the base's text. */
  base: readonly TextRange[];
  /** Ranges inserted or moved here, in the revised text. */
  revised: readonly TextRange[];
}

/** The changes of a redline in reading order, with the segment that anchors each on the page. */
interface ChangeIndex {
  stops: readonly ChangeStop[];
  /**
   * The segment that carries the key of each stop: the inserted words of a replacement, the first segment of a move.
   */
  anchors: ReadonlyMap<RedlineSegment, string>;
  /** Number of changes of each class. A move counts once, and a renumbered clause counts as a label change. */
  counts: ReadonlyMap<ChangeClass, number>;
}

/**
 * Finds the stops of the walk through a redline. A replacement is one stop although it has two segments. So is a moved
 * clause, although edits may separate its segments. A move has two stops because a reader wants to see where it left
 * and where it arrived.
 */
export function indexChanges(redline: Redline): ChangeIndex {
  const stops = new Map<string, { -readonly [K in keyof ChangeStop]: ChangeStop[K] }>();
  const anchors = new Map<string, RedlineSegment>();
  const numbers = new Map<ChangeClass, Set<number>>();
  let renumbered = 0;
  redline.forEach((row, index) => {
    if (row.renumbered && row.revised !== null) renumbered += 1;
    for (const segment of row.segments) {
      const { change, class: name, also, kind } = segment;
      if (change === null || name === null) continue;
      const side = kind === "deleted" || kind === "moved-away" ? "base" : "revised";
      const key = name === "move" ? `${change}-${side}` : String(change);
      const stop = stops.get(key) ?? { key, change, class: name, also, row: index, base: [], revised: [] };
      const range = segment[side];
      if (range) stop[side] = [...stop[side], range];
      const anchor = anchors.get(key);
      if (!anchor || (anchor.kind === "deleted" && kind === "inserted" && stop.row === index))
        anchors.set(key, segment);
      stops.set(key, stop);
      for (const one of [name, ...(also ?? [])]) numbers.set(one, (numbers.get(one) ?? new Set()).add(change));
    }
  });
  const counts = new Map([...numbers].map(([name, changes]) => [name, changes.size]));
  if (renumbered > 0) counts.set("label", (counts.get("label") ?? 0) + renumbered);
  return {
    stops: [...stops.values()],
    anchors: new Map([...anchors].map(([key, segment]) => [segment, key])),
    counts,
  };
}

/** A comparison with everything that rendering looks up, computed once. */
export interface ComparedIndex extends ChangeIndex {
  redline: Redline;
  /** The two texts that segments refer to. */
  texts: { base: string; revised: string };
  /** The clauses of both sides by id. */
  clauses: Readonly<Record<"base" | "revised", ReadonlyMap<string, Clause>>>;
  /** The language of each side. */
  languages: Readonly<Record<"base" | "revised", string>>;
  repeated: readonly RepeatedReplacement[];
  /** Returns the stop of a change, given its index among the comparison's changes; for a move, where it arrived. */
  stopOf: (change: number) => ChangeStop | undefined;
  /** Returns the citation of the clause at an offset of one side's text. */
  citationAt: (side: "base" | "revised", offset: number) => string;
}

const redlines = new WeakMap<ComparisonPage, Redline>();

/** Computes the redline of a comparison row by row, so that others get their turn before `indexCompared` needs it. */
export function* prepareRedline(compared: ComparisonPage): Generator<unknown, void> {
  const rows: RedlineRow[] = [];
  for (const row of redlineRows(compared.base.text, compared.revised.text, compared.comparison)) yield rows.push(row);
  redlines.set(compared, rows);
}

export function indexCompared(compared: ComparisonPage): ComparedIndex {
  const { base, revised, comparison, repeated } = compared;
  const redline = redlines.get(compared) ?? redlineOf(base.text, revised.text, comparison);
  const index = indexChanges(redline);
  const bySide = (side: "base" | "revised"): ReadonlyMap<number, ChangeStop> =>
    new Map(index.stops.flatMap((stop) => stop[side].map(([start]) => [start, stop] as const)));
  const [byBase, byRevised] = [bySide("base"), bySide("revised")];
  const sides = { base: base.text, revised: revised.text };
  return {
    ...index,
    redline,
    texts: { base: base.text.text, revised: revised.text.text },
    clauses: {
      base: new Map(base.text.clauses.map((clause) => [clause.id, clause])),
      revised: new Map(revised.text.clauses.map((clause) => [clause.id, clause])),
    },
    languages: { base: base.text.language, revised: revised.text.language },
    repeated,
    stopOf: (at) => {
      const change = comparison.changes[at];
      if (!change) return undefined;
      return change.revised[0] < change.revised[1] ? byRevised.get(change.revised[0]) : byBase.get(change.base[0]);
    },
    citationAt: (side, offset) => clauseAt(sides[side].clauses, offset)?.citation ?? "",
  };
}

/**
 * Returns the changes marked in the text: those of the chosen classes, without repeated replacements that are only
 * listed.
 */
export function markedStops(
  { stops, repeated, stopOf }: ComparedIndex,
  { classes, repeated: display }: Pick<ComparisonState, "classes" | "repeated">,
): ChangeStop[] {
  const unmarked = new Set(
    display === "listed-only" ? repeated.flatMap(({ changes }) => changes.map((at) => stopOf(at)?.change)) : [],
  );
  return stops.filter(
    ({ class: name, also, change }) =>
      (classes.has(name) || also?.some((one) => classes.has(one))) && !unmarked.has(change),
  );
}

/** Returns the stops in the order of the walk. */
export function inWalkOrder(
  stops: readonly ChangeStop[],
  { stopOf }: ComparedIndex,
  { importance }: ComparisonPage,
  order: ComparisonState["order"],
): readonly ChangeStop[] {
  if (order === "text") return stops;
  const ranks = new Map(importance.flatMap(({ changes }) => changes).map((at, rank) => [stopOf(at)?.change, rank]));
  return stops.toSorted((one, other) => (ranks.get(one.change) ?? Infinity) - (ranks.get(other.change) ?? Infinity));
}

export type ChangeClass = (typeof changeClasses)[number];

/** The settings of a comparison view. All are in the address, so that a link opens the same view. */
export interface ComparisonState {
  /** One column with both texts merged, or two columns side by side. */
  view: "inline" | "side";
  /** Every clause, or only those that changed. */
  clauses: "all" | "changed";
  /** The classes of change that are marked. Other changes appear as in the revised text. */
  classes: ReadonlySet<ChangeClass>;
  /** Whether repeated replacements are marked in the text, or only listed above it. */
  repeated: "marked" | "listed-only";
  /** The order of the walk through the changes. */
  order: "text" | "importance";
  /** The key of the change that has the focus; null for none. */
  at: string | null;
  /** Index of the row whose comments are open; null for none. */
  row: number | null;
  /** Id of the comment that is open among them. */
  note: string | null;
}

/** The classes that are marked unless a reader chooses others: all but those of letter forms that read the same. */
export const usualClasses = changeClasses.filter((name) => name !== "variant");

/** Whether a reader has not chosen other classes. */
export function areUsual(classes: ComparisonState["classes"]): boolean {
  return classes.size === usualClasses.length && !classes.has("variant");
}

/** Reads the state from the address's query. Missing settings have their defaults. */
export function readComparisonState(search: string): ComparisonState {
  const params = new URLSearchParams(search);
  const names = params.get("classes")?.split(",") ?? [];
  const classes = changeClasses.filter((name) => names.includes(name));
  const at = params.get("at");
  const row = params.get("row");
  return {
    view: params.get("view") === "side" ? "side" : "inline",
    clauses: params.get("clauses") === "changed" ? "changed" : "all",
    classes: new Set(params.has("classes") ? classes : usualClasses),
    repeated: params.get("repeated") === "collapsed" ? "listed-only" : "marked",
    order: params.get("order") === "importance" ? "importance" : "text",
    at: at !== null && /^[1-9]\d*(?:-(?:base|revised))?$/u.test(at) ? at : null,
    row: row !== null && /^\d+$/u.test(row) ? Number(row) : null,
    note: params.get("note"),
  };
}

/** Writes the query that `readComparisonState` reads. Leaves out default settings. */
export function writeComparisonState(state: ComparisonState): string {
  const params = new URLSearchParams();
  if (state.view === "side") params.set("view", "side");
  if (state.clauses === "changed") params.set("clauses", "changed");
  if (!areUsual(state.classes)) params.set("classes", [...state.classes].join(","));
  if (state.repeated === "listed-only") params.set("repeated", "collapsed");
  if (state.order === "importance") params.set("order", "importance");
  for (const name of ["at", "row", "note"] as const) if (state[name] !== null) params.set(name, String(state[name]));
  return params.toString();
}
