import type { Node } from "prosemirror-model";
import type { AnnotationKind, ChangeSubject } from "#core/discuss/annotation.ts";
import type { Target } from "#core/discuss/target.ts";
import { describe } from "#core/place/anchor.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { annotationParts as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import type { ReaderSelection } from "../reader/clause-map.ts";

/** The kind and target of an annotation about to be written. */
export interface Subject {
  kind: AnnotationKind;
  target: Target;
  /** The change it is about, if any, with its versions by id or address. */
  change?: ChangeSubject | null;
}

/** Converts a selection to a target; null if it does not fit the text. */
export function selectedTarget(version: VersionText, { start, end }: ReaderSelection): Target | null {
  const first = clauseById(version, start.clause);
  const last = clauseById(version, end.clause);
  if (!first || !last) return null;
  return describe(version, first.start + start.offset, last.start + end.offset);
}

/** Returns the clause in which a target begins; null for the whole document. */
export function clauseOfTarget(target: Target): string | null {
  if (target.kind === "document") return null;
  return target.kind === "range" ? target.start.clause : target.clause;
}

/** Returns the citation of a target: "recalling a)", "recalling a) to noting b)", "the whole document". */
export function citationOfTarget(version: VersionText, target: Target): string {
  const cite = (clause: string): string => clauseById(version, clause)?.citation ?? "";
  switch (target.kind) {
    case "document":
      return messages.wholeDocument;
    case "section":
      return formatMessage(messages.clauseAndBelow, { citation: cite(target.clause) });
    case "clause":
      return cite(target.clause);
    case "range":
      return target.start.clause === target.end.clause
        ? cite(target.start.clause)
        : formatMessage(messages.clauseRange, { first: cite(target.start.clause), last: cite(target.end.clause) });
  }
}

/** Returns the text a target quotes; null if it covers whole clauses. */
export function quoteOfTarget(target: Target): string | null {
  return target.kind === "range" ? target.quote.exact : null;
}

/** Returns the storage key for unsent text on a subject. It is the same on every visit. */
export function draftKey(address: string, { kind, target, change }: Subject): string {
  const location =
    target.kind === "range"
      ? `${target.start.clause}.${target.start.offset}-${target.end.clause}.${target.end.offset}`
      : target.kind === "document"
        ? "document"
        : `${target.kind}.${target.clause}`;
  return `${address}/${kind}/${location}${change ? `/${change.base}/${change.revised}` : ""}`;
}

/** Returns the clauses of a target as nodes of the draft; for a section, only its opening clause. */
export function targetClauses(draft: Node, target: Target): Node[] {
  if (target.kind === "document") return [];
  const index = (id: string): number => draft.children.findIndex(({ attrs }) => attrs["id"] === id);
  const first = index(target.kind === "range" ? target.start.clause : target.clause);
  const last = target.kind === "range" ? index(target.end.clause) : first;
  return first < 0 ? [] : draft.children.slice(first, last + 1);
}
