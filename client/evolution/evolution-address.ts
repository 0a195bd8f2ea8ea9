import { grains, type Grain } from "#core/compile/history-view.ts";

export const charts = ["flow", "changes", "comments"] as const;
export type Chart = (typeof charts)[number];

/** The name of each chart in an address. */
const addressNames: Readonly<Record<Chart, string>> = { flow: "flow", changes: "changes", comments: "said" };

/** The meaning of the flow's colours: the draft that added the words, or the group that proposed them. */
export const colourings = ["draft", "group"] as const;
export type Colouring = (typeof colourings)[number];

/** The state of the charts page as kept in links. */
export interface EvolutionState {
  chart: Chart;
  /** Whether it is shown as a chart or a table. */
  as: "chart" | "table";
  /** Null for the one that suits the document's length. */
  grain: Grain | null;
  colouring: Colouring;
  /** The only section shown, by draft and index; null for the whole document. */
  within: { draft: number; section: number } | null;
  /** BCP 47; null for the document's first language. */
  language: string | null;
}

/** Reads the state from a query string. Unknown values are ignored. */
export function readEvolutionState(search: string): EvolutionState {
  const query = new URLSearchParams(search);
  const [draft, section] =
    /^(\d{1,4})\.(\d{1,4})$/u
      .exec(query.get("within") ?? "")
      ?.slice(1)
      .map(Number) ?? [];
  return {
    chart: charts.find((candidate) => addressNames[candidate] === query.get("picture")) ?? "flow",
    as: query.get("as") === "table" ? "table" : "chart",
    grain: grains.find((candidate) => candidate === query.get("grain")) ?? null,
    colouring: colourings.find((candidate) => candidate === query.get("colour")) ?? "draft",
    within: draft === undefined || section === undefined ? null : { draft, section },
    language: query.get("language"),
  };
}

/** Writes the query that `readEvolutionState` reads. Leaves out default values. */
export function writeEvolutionState({ chart, as, grain, colouring, within, language }: EvolutionState): string {
  const query = new URLSearchParams();
  if (chart !== "flow") query.set("picture", addressNames[chart]);
  if (as !== "chart") query.set("as", as);
  if (grain !== null) query.set("grain", grain);
  if (colouring !== "draft") query.set("colour", colouring);
  if (within !== null) query.set("within", `${String(within.draft)}.${String(within.section)}`);
  if (language !== null) query.set("language", language);
  return query.toString();
}
