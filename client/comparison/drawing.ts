import { createContext, useContext } from "react";
import type { ChangePlace } from "./change-walk.ts";
import type { ComparedIndex } from "./compared-index.ts";

/** What every row is drawn with; the same for the whole redline as long as its settings stay. */
export interface Drawing extends Omit<ComparedIndex, "repeated" | "placeOf" | "counts" | "places"> {
  /** The changes that are marked, by number; the others read as the revised text has them. */
  marked: ReadonlySet<number>;
  /** The row each place is in, by its key. */
  rows: ReadonlyMap<string, number>;
  /** Goes to a change by its key. */
  onGo: (key: string) => void;
}

export function drawingOf(found: ComparedIndex, marked: readonly ChangePlace[], onGo: (key: string) => void): Drawing {
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
