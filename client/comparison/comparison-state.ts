import { changeClasses } from "#core/compare/comparison.ts";

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
}

/** Reads the state from the address's query. Missing settings have their defaults. */
export function readComparisonState(search: string): ComparisonState {
  const params = new URLSearchParams(search);
  const names = params.get("classes")?.split(",") ?? [];
  const classes = changeClasses.filter((name) => names.includes(name));
  const at = params.get("at");
  return {
    view: params.get("view") === "side" ? "side" : "inline",
    clauses: params.get("clauses") === "changed" ? "changed" : "all",
    classes: new Set(params.has("classes") ? classes : changeClasses),
    repeated: params.get("repeated") === "collapsed" ? "listed-only" : "marked",
    order: params.get("order") === "importance" ? "importance" : "text",
    at: at !== null && /^[1-9]\d*(?:-(?:base|revised))?$/u.test(at) ? at : null,
  };
}

/** Writes the query that `readComparisonState` reads. Leaves out default settings. */
export function writeComparisonState(state: ComparisonState): string {
  const params = new URLSearchParams();
  if (state.view === "side") params.set("view", "side");
  if (state.clauses === "changed") params.set("clauses", "changed");
  if (state.classes.size < changeClasses.length) params.set("classes", [...state.classes].join(","));
  if (state.repeated === "listed-only") params.set("repeated", "collapsed");
  if (state.order === "importance") params.set("order", "importance");
  if (state.at !== null) params.set("at", state.at);
  return params.toString();
}
