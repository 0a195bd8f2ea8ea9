import type { ReactNode } from "react";
import type { AnnotationCounts } from "#core/contract/annotation-operations.ts";
import type { AnnotationKind } from "#core/discuss/annotation.ts";
import type { MarginItem } from "../../annotations/Margin.tsx";
import type { Reader } from "../../reader/mount.ts";

/** A tick of the minimap: an annotation, or all of a kind on a clause. */
export interface MinimapTick {
  /** The annotation or clause that opens when the tick is pressed. */
  id: string;
  clause: string;
  offset: number;
  kind: AnnotationKind;
}

/** A discussion of which only the part near the reader is loaded. Absent from rooms that have all annotations. */
export interface DiscussionPart {
  /** The open annotations, by list. */
  open: AnnotationCounts["open"];
  /** Number of annotations by clause id. */
  byClause: ReadonlyMap<string, number>;
  ticks: readonly MinimapTick[];
  /** Follows the position of the mounted reader, which decides what is near, until the returned function is called. */
  onReader: (reader: Reader | null) => (() => void) | undefined;
  /** Loads the annotations around a clause, to step to the next or previous one. Null if they are loaded. */
  loadBeside: (clause: string | null, by: 1 | -1) => Promise<void> | null;
  /** Adds lines to a list that load what is missing from it. */
  withGaps: (items: readonly MarginItem[]) => readonly MarginItem[];
  /** Reports progress while more is loaded. */
  notice: ReactNode;
}
