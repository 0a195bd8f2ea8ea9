import { useMemo, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import { filterAnnotations, type Filters } from "../../annotations/annotation-filters.ts";
import type { ReaderSelection } from "../../reader/clause-map.ts";
import type { ReaderMark } from "../../reader/drawing.ts";
import type { Reader } from "../../reader/mount.ts";
import { type ClauseRun, targetRuns } from "#core/discuss/text-order.ts";
import type { Composed } from "../speak/composer-state.ts";
import type { MinimapTick } from "../state/discussion-part.ts";
import { noteNumbers, type Thread, threadsByLocation, type ThreadsByLocation } from "../threads/threads-by-location.ts";

/**
 * Returns the annotations that pass the filters by location, the marks over the text, and the number of comments per
 * clause.
 */
export function useMarks(
  text: VersionText,
  annotations: readonly PlacedAnnotation[],
  filters: Filters,
  composed: Composed | null,
): {
  threads: ThreadsByLocation;
  /** The threads beside the text that are not over. Only they are marked in it. */
  activeThreads: readonly Thread[];
  marks: readonly ReaderMark[];
  counts: ReadonlyMap<string, number>;
  ticks: readonly MinimapTick[];
  pending: readonly ClauseRun[];
} {
  const threads = useMemo(
    () => threadsByLocation(text, filterAnnotations(annotations, filters)),
    [text, annotations, filters],
  );
  const activeThreads = useMemo(() => threads.beside.filter(({ over }) => !over), [threads]);
  const marks = useMemo(() => {
    const numbers = noteNumbers(text, activeThreads);
    return activeThreads.map(({ id, runs, placed }): ReaderMark => ({
      id,
      kind: placed.annotation.kind,
      unsure: placed.placement.state === "approximate" && !placed.placement.settled,
      number: numbers.get(id) ?? 0,
      runs,
    }));
  }, [text, activeThreads]);
  const ticks = useMemo(
    () => activeThreads.map(({ placed, ...thread }): MinimapTick => ({ ...thread, kind: placed.annotation.kind })),
    [activeThreads],
  );
  const counts = useMemo(() => {
    const byClause = new Map<string, number>();
    for (const { clause } of threads.beside) byClause.set(clause, (byClause.get(clause) ?? 0) + 1);
    return byClause;
  }, [threads]);
  const pending = useMemo(
    () => (composed ? composed.targets.flatMap((target) => targetRuns(text, target)) : []),
    [text, composed],
  );
  return { threads, activeThreads, marks, counts, ticks, pending };
}

/** The reader on the page, with the part of its state that is shown around it. */
interface MountedReader {
  /** Null until the text is on the page. */
  reader: Reader | null;
  onReady: (reader: Reader | null) => void;
  /** Changes whenever clauses may have moved. */
  tick: number;
  onLayout: () => void;
  selection: ReaderSelection | null;
  onSelect: (selection: ReaderSelection | null) => void;
}

/** Follows the reader, its layout and the selected text. */
export function useMountedReader(): MountedReader {
  const [reader, onReady] = useState<Reader | null>(null);
  const [tick, setTick] = useState(0);
  const [selection, onSelect] = useState<ReaderSelection | null>(null);
  return { reader, onReady, tick, onLayout: () => setTick((count) => count + 1), selection, onSelect };
}
