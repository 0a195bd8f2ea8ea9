import { changeClasses } from "#core/compare/comparison.ts";

export type ChangeClass = (typeof changeClasses)[number];

/** What a comparison shows, all of it kept in the address so that a link leads to the same view. */
export interface ComparisonState {
  /** One column with both texts woven, or two columns side by side. */
  view: "inline" | "side";
  /** Every clause, or only those that changed. */
  clauses: "all" | "changed";
  /** The classes of change that are marked; the others read as the revised text has them. */
  classes: ReadonlySet<ChangeClass>;
  /** The change that has the focus, counted from 1; null for none. */
  at: number | null;
}

/** Reads the address's query; what it does not say is as on a first visit. */
export function readComparisonState(search: string): ComparisonState {
  const params = new URLSearchParams(search);
  const named = params.get("classes")?.split(",") ?? [];
  const classes = changeClasses.filter((name) => named.includes(name));
  const at = Number(params.get("at"));
  return {
    view: params.get("view") === "side" ? "side" : "inline",
    clauses: params.get("clauses") === "changed" ? "changed" : "all",
    classes: new Set(params.has("classes") ? classes : changeClasses),
    at: Number.isInteger(at) && at > 0 ? at : null,
  };
}

/** Writes what `readComparisonState` reads, leaving out what is as on a first visit. */
export function writeComparisonState(state: ComparisonState): string {
  const params = new URLSearchParams();
  if (state.view === "side") params.set("view", "side");
  if (state.clauses === "changed") params.set("clauses", "changed");
  if (state.classes.size < changeClasses.length) params.set("classes", [...state.classes].join(","));
  if (state.at !== null) params.set("at", String(state.at));
  return params.toString();
}
