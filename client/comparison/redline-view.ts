import { createContext, useContext, type ReactNode } from "react";
import type { RedlineRow } from "#core/compare/redline.ts";
import type { ChangeStop, ComparedIndex } from "./compared-index.ts";

/** The data that every row renders with. It is the same object while the redline's settings stay the same. */
export interface RedlineView extends Omit<ComparedIndex, "redline" | "repeated" | "stopOf" | "counts" | "stops"> {
  /** The marked changes, by number. Other changes appear as in the revised text. */
  marked: ReadonlySet<number>;
  /** The row of each stop, by its key. */
  rows: ReadonlyMap<string, number>;
  /** Goes to a change by its key. */
  onGo: (key: string) => void;
  /** Renders the tools beside a row, given its citation; null for none. */
  toolsOf: ((row: RedlineRow, citation: string) => ReactNode) | null;
}

export function redlineView(
  index: ComparedIndex,
  marked: readonly ChangeStop[],
  { onGo, toolsOf }: Pick<RedlineView, "onGo" | "toolsOf">,
): RedlineView {
  const { texts, clauses, languages, anchors, citationAt, stops } = index;
  return {
    texts,
    clauses,
    languages,
    anchors,
    citationAt,
    marked: new Set(marked.map(({ change }) => change)),
    rows: new Map(stops.map(({ key, row }) => [key, row])),
    onGo,
    toolsOf,
  };
}

/** Provided around the rows by the component that renders a redline. */
export const RedlineViewContext = createContext<RedlineView | null>(null);

/**
 * Returns the data to render a row with.
 *
 * @throws Error outside a redline
 */
export function useRedlineView(): RedlineView {
  const view = useContext(RedlineViewContext);
  if (!view) throw new Error("A row is rendered outside a redline");
  return view;
}
