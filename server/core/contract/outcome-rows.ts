import type { Annotation } from "#core/discuss/annotation.ts";
import type { DispositionOutcome } from "#core/outcome/disposition.ts";
import type { PlacementState } from "#core/place/placement.ts";
import type { DocumentLedger, Ledger } from "#core/contract/outcome-operations.ts";

/** A draft of a ledger: a column. */
export type LedgerDraft = DocumentLedger["versions"][number];
/** What became of an annotation on one draft. */
export type LedgerCell = DocumentLedger["rows"][number]["cells"][number];

/** An annotation in a ledger: a row. */
export interface LedgerRow {
  annotation: Annotation;
  /** Address of the version it was made on. */
  madeOn: string;
  /** What was decided and holds. */
  outcome: DispositionOutcome | null;
  replies: readonly { text: string }[];
  /** By version id: what became of it there. The draft it was made on and those before have none. */
  cells: ReadonlyMap<string, LedgerCell>;
  /** Whether somebody has to say where it belongs, on any of the drafts shown. */
  waiting: boolean;
}

/** A document's annotations against all its drafts, in order of time. */
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

/** The annotations of earlier drafts against one version: what waits for a person first, then in order of time. */
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
