import type { Annotation } from "#core/discuss/annotation.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { DecisionOutcome } from "#core/outcome/decision.ts";
import { isRightlyGone, needsDecision } from "#core/place/needs-decision.ts";
import type { DocumentOutcomes, VersionOutcomes } from "#core/contract/outcome-operations.ts";

/** A draft in an outcomes table: a column. */
export type OutcomeDraft = DocumentOutcomes["versions"][number];
/** The outcome of an annotation on one draft. */
export type OutcomeCell = DocumentOutcomes["rows"][number]["cells"][number];

/** An annotation in an outcomes table: a row. */
export interface OutcomeRow {
  annotation: Annotation;
  /** Citation of its clause. Null for the whole document. */
  clause: string | null;
  /** Address of the version on which it was made. */
  madeOn: string;
  /** The outcome of the current decision. */
  outcome: DecisionOutcome | null;
  /** The author of the amendment with which the proposal is accepted. */
  asAmendedBy?: Speaker | undefined;
  replies: readonly { text: string }[];
  /** The outcome by version id. Has no entry for the draft the annotation was made on and for earlier ones. */
  cells: ReadonlyMap<string, OutcomeCell>;
  /** Whether its placement needs a person's decision on any of the drafts shown. */
  waiting: boolean;
  /** Whether it is rightly gone from any of the drafts shown. */
  gone: boolean;
}

/** Returns one row per annotation of a document, against all its drafts, in the order of the text. */
export function rowsOfDocument({ versions, rows }: DocumentOutcomes): OutcomeRow[] {
  return rows.map(({ annotation, clause, outcome, asAmendedBy, cells }) => {
    const later = cells.filter(({ versionId }) => versionId !== annotation.versionId);
    return {
      annotation,
      clause,
      outcome,
      asAmendedBy,
      madeOn: versions.find(({ id }) => id === annotation.versionId)?.address ?? annotation.versionId,
      replies: [],
      cells: new Map(later.map((cell) => [cell.versionId, cell])),
      waiting: later.some(needsDecision),
      gone: later.some(isRightlyGone),
    };
  });
}

/** Returns one row per annotation of earlier drafts, against one version, in the order of the text. */
export function rowsOfVersion({ version, entries }: VersionOutcomes): OutcomeRow[] {
  return entries.map(({ annotation, clause, madeOn, replies, decision: record, placement, waiting }): OutcomeRow => {
    const { state, score, reason, gone, settled } = placement;
    const cell = { versionId: version.id, state, score, reason, gone, settled: settled?.kind ?? null };
    const decision = record?.current;
    const outcome = decision?.outcome ?? null;
    const asAmendedBy = replies.find(({ id }) => id === decision?.amendedBy)?.speaker;
    const cells = new Map([[version.id, cell]]);
    return {
      annotation,
      clause,
      madeOn,
      outcome,
      asAmendedBy,
      replies,
      cells,
      waiting,
      gone: isRightlyGone(placement),
    };
  });
}
