import { createContext, useContext, type ReactNode } from "react";
import type { RedlineRow } from "#core/compare/redline.ts";
import type { ChangePlace, ComparedIndex } from "./compared-index.ts";

/** What every row is drawn with; the same for the whole redline as long as its settings stay. */
export interface Drawing extends Omit<ComparedIndex, "redline" | "repeated" | "placeOf" | "counts" | "places"> {
  /** The changes that are marked, by number; the others read as the revised text has them. */
  marked: ReadonlySet<number>;
  /** The row each place is in, by its key. */
  rows: ReadonlyMap<string, number>;
  /** Goes to a change by its key. */
  onGo: (key: string) => void;
  /** What stands beside a row, given its citation; null for nothing. */
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

/** Set by whoever draws a redline, around its rows. */
export const DrawingContext = createContext<Drawing | null>(null);

/** @throws Error outside a redline */
export function useDrawing(): Drawing {
  const drawing = useContext(DrawingContext);
  if (!drawing) throw new Error("A row is drawn within a redline");
  return drawing;
}
