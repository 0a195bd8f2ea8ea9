import type { Annotation } from "#core/discuss/annotation.ts";
import type { DispositionOutcome } from "#core/outcome/disposition.ts";
import type { PlacementState } from "#core/place/placement.ts";
import type { DocumentOutcomes, VersionOutcomes } from "#core/contract/outcome-operations.ts";

/** A draft in an outcomes table: a column. */
export type OutcomeDraft = DocumentOutcomes["versions"][number];
/** The outcome of an annotation on one draft. */
export type OutcomeCell = DocumentOutcomes["rows"][number]["cells"][number];

/** An annotation in an outcomes table: a row. */
export interface OutcomeRow {
  annotation: Annotation;
  /** Address of the version on which it was made. */
  madeOn: string;
  /** The outcome of the current disposition. */
  outcome: DispositionOutcome | null;
  replies: readonly { text: string }[];
  /** The outcome by version id. Has no entry for the draft the annotation was made on and for earlier ones. */
  cells: ReadonlyMap<string, OutcomeCell>;
  /** Whether its placement needs a person's decision on any of the drafts shown. */
  waiting: boolean;
}

/** Returns one row per annotation of a document, against all its drafts, in chronological order. */
export function rowsOfDocument({ versions, rows }: DocumentOutcomes): OutcomeRow[] {
  return rows.map(({ annotation, outcome, cells }) => {
    const later = cells.filter(({ versionId }) => versionId !== annotation.versionId);
    return {
      annotation,
      outcome,
      madeOn: versions.find(({ id }) => id === annotation.versionId)?.address ?? annotation.versionId,
      replies: [],
      cells: new Map(later.map((cell) => [cell.versionId, cell])),
      waiting: later.some(waits),
    };
  });
}

/**
 * Returns one row per annotation of earlier drafts, against one version. Rows that need a person's decision come first,
 * then chronological order.
 */
export function rowsOfVersion({ version, entries }: VersionOutcomes): OutcomeRow[] {
  const rows = entries.map(({ annotation, madeOn, replies, disposition, placement, waiting }): OutcomeRow => {
    const { state, score, reason, settled } = placement;
    const cell = { versionId: version.id, state, score, reason, settled: settled?.kind ?? null };
    const outcome = disposition?.current?.outcome ?? null;
    return { annotation, madeOn, outcome, replies, cells: new Map([[version.id, cell]]), waiting };
  });
  return [...rows.filter(({ waiting }) => waiting), ...rows.filter(({ waiting }) => !waiting)];
}

function waits({ state, settled }: { state: PlacementState; settled: OutcomeCell["settled"] }): boolean {
  return settled === null && (state === "approximate" || state === "orphan");
}
