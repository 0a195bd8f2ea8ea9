import type { Annotation } from "#core/discuss/annotation.ts";
import type { DispositionOutcome } from "#core/outcome/disposition.ts";
import type { PlacementState } from "#core/place/placement.ts";
import type { DocumentLedger, Ledger } from "#core/contract/outcome-operations.ts";

/** A draft in an outcomes table: a column. */
export type LedgerDraft = DocumentLedger["versions"][number];
/** The outcome of an annotation on one draft. */
export type LedgerCell = DocumentLedger["rows"][number]["cells"][number];

/** An annotation in an outcomes table: a row. */
export interface LedgerRow {
  annotation: Annotation;
  /** Address of the version on which it was made. */
  madeOn: string;
  /** The outcome of the current disposition. */
  outcome: DispositionOutcome | null;
  replies: readonly { text: string }[];
  /** The outcome by version id. Has no entry for the draft the annotation was made on and for earlier ones. */
  cells: ReadonlyMap<string, LedgerCell>;
  /** Whether its placement needs a person's decision on any of the drafts shown. */
  waiting: boolean;
}

/** Returns one row per annotation of a document, against all its drafts, in chronological order. */
export function rowsOfDocument({ versions, rows }: DocumentLedger): LedgerRow[] {
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
export function rowsOfVersion({ version, entries }: Ledger): LedgerRow[] {
  const rows = entries.map(({ annotation, madeOn, replies, disposition, placement, waiting }): LedgerRow => {
    const { state, score, reason, settled } = placement;
    const cell = { versionId: version.id, state, score, reason, settled: settled?.kind ?? null };
    const outcome = disposition?.current?.outcome ?? null;
    return { annotation, madeOn, outcome, replies, cells: new Map([[version.id, cell]]), waiting };
  });
  return [...rows.filter(({ waiting }) => waiting), ...rows.filter(({ waiting }) => !waiting)];
}

function waits({ state, settled }: { state: PlacementState; settled: LedgerCell["settled"] }): boolean {
  return settled === null && (state === "approximate" || state === "orphan");
}
