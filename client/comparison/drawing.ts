import { createContext, useContext, type ReactNode } from "react";
import type { RedlineRow } from "#core/compare/redline.ts";
import type { ChangePlace, ComparedIndex } from "./compared-index.ts";

/** The data that every row renders with. It is the same object while the redline's settings stay the same. */
export interface Drawing extends Omit<ComparedIndex, "redline" | "repeated" | "placeOf" | "counts" | "places"> {
  /** The marked changes, by number. Other changes appear as in the revised text. */
  marked: ReadonlySet<number>;
  /** The row of each stop, by its key. */
  rows: ReadonlyMap<string, number>;
  /** Goes to a change by its key. */
  onGo: (key: string) => void;
  /** Renders the tools beside a row, given its citation; null for none. */
  toolsOf: ((row: RedlineRow, citation: string) => ReactNode) | null;
}

export function drawingOf(
  found: ComparedIndex,
  marked: readonly ChangePlace[],
  { onGo, toolsOf }: Pick<Drawing, "onGo" | "toolsOf">,
): Drawing {
  const { texts, clauses, languages, anchors, citationAt, places } = found;
  return {
    texts,
    clauses,
    languages,
    anchors,
    citationAt,
    marked: new Set(marked.map(({ change }) => change)),
    rows: new Map(places.map(({ key, row }) => [key, row])),
    onGo,
    toolsOf,
  };
}

/** Provided around the rows by the component that renders a redline. */
export const DrawingContext = createContext<Drawing | null>(null);

/**
 * Returns the data to render a row with.
 *
 * @throws Error outside a redline
 */
export function useDrawing(): Drawing {
  const drawing = useContext(DrawingContext);
  if (!drawing) throw new Error("A row is drawn within a redline");
  return drawing;
}
