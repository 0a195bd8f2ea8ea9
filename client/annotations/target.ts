import type { Node } from "prosemirror-model";
import type { AnnotationKind, SpokenChange } from "#core/discuss/annotation.ts";
import type { Target } from "#core/discuss/target.ts";
import { describe } from "#core/place/anchor.ts";
import { clauseById } from "#core/text/clause-index.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { ReaderSelection } from "../reader/selection.ts";

/** What somebody is about to speak of, and in which way. */
export interface Subject {
  kind: AnnotationKind;
  target: Target;
  /** The change it is about to speak of there; left out where of none. Versions by id or address. */
  change?: SpokenChange | null;
}

/** Selected words as a target; null where they do not fit the text. */
export function selectedTarget(version: VersionText, { start, end }: ReaderSelection): Target | null {
  const first = clauseById(version, start.clause);
  const last = clauseById(version, end.clause);
  if (!first || !last) return null;
  return describe(version, first.start + start.offset, last.start + end.offset);
}

/** The clause a target begins in; null for the whole document. */
export function clauseOfTarget(target: Target): string | null {
  if (target.kind === "document") return null;
  return target.kind === "range" ? target.start.clause : target.clause;
}

/** How people refer to what a target speaks of: "recalling a)", "recalling a) to noting b)", "the whole document". */
export function citationOfTarget(version: VersionText, target: Target): string {
  const cite = (clause: string): string => clauseById(version, clause)?.citation ?? "";
  switch (target.kind) {
    case "document":
      return "the whole document";
    case "section":
      return `${cite(target.clause)} and what follows`;
    case "clause":
      return cite(target.clause);
    case "range":
      return target.start.clause === target.end.clause
        ? cite(target.start.clause)
        : `${cite(target.start.clause)} to ${cite(target.end.clause)}`;
  }
}

/** The words a target speaks of; null where it means whole clauses. */
export function quoteOfTarget(target: Target): string | null {
  return target.kind === "range" ? target.quote.exact : null;
}

/** A short name of a place that is the same at every visit: what was typed for it is kept under it. */
export function placeOf(address: string, { kind, target, change }: Subject): string {
  const where =
    target.kind === "range"
      ? `${target.start.clause}.${target.start.offset}-${target.end.clause}.${target.end.offset}`
      : target.kind === "document"
        ? "document"
        : `${target.kind}.${target.clause}`;
  return `${address}/${kind}/${where}${change ? `/${change.base}/${change.revised}` : ""}`;
}

/** The clauses a target speaks of, as nodes of the draft; of a section the one that opens it. */
export function targetClauses(draft: Node, target: Target): Node[] {
  if (target.kind === "document") return [];
  const index = (id: string): number => draft.children.findIndex(({ attrs }) => attrs["id"] === id);
  const first = index(target.kind === "range" ? target.start.clause : target.clause);
  const last = target.kind === "range" ? index(target.end.clause) : first;
  return first < 0 ? [] : draft.children.slice(first, last + 1);
}
