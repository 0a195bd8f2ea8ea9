import type { Node } from "prosemirror-model";
import type { Clause, ClauseKind } from "#core/text/clause.ts";
import { headingLevel } from "#core/text/heading-level.ts";
import type { Attributes } from "#core/text/html-markup.ts";
import type { NegotiationMark } from "#core/text/negotiation/negotiation.ts";

/** A negotiation sign in a clause, with its meaning in words. */
export interface NamedSign extends Pick<NegotiationMark, "kind" | "start" | "end" | "depth"> {
  clause: string;
  name: string;
}

/** An option of the text with the clauses below it. */
export interface FoldableOption {
  id: string;
  /** "Option 1" */
  label: string;
  below: readonly string[];
}

/** Options of fewer characters, without clauses below them, are not worth folding. */
const fewestCharacters = 160;

/** Whether the label of a clause is the sign of an alternative: "Option 1". */
function isOptionLabel(label: string | null): label is string {
  return /\p{L}{2}/u.test(label ?? "");
}

/** Returns the options that a reader can fold to one line, to see the alternatives at a glance. */
export function foldableOptions(clauses: readonly Clause[], signs: readonly NamedSign[]): FoldableOption[] {
  const named = new Set(
    signs.filter(({ kind, start }) => kind === "alternative" && start === 0).map((sign) => sign.clause),
  );
  if (named.size === 0) return [];
  return clauses.flatMap(({ id, label, depth, start, end }, at) => {
    if (!named.has(id) || !isOptionLabel(label)) return [];
    const next = clauses.findIndex((clause, index) => index > at && clause.kind !== "cell" && clause.depth <= depth);
    const below = clauses.slice(at + 1, next < 0 ? undefined : next).map((clause) => clause.id);
    return below.length === 0 && end - start < fewestCharacters ? [] : [{ id, label, below }];
  });
}

/** Returns the element that marks a sign in the text; null if the label of the clause says what it is. */
export function signElement({ kind, start, depth, name }: NamedSign, label: string | null): Attributes | null {
  if (kind === "alternative" && start === 0 && isOptionLabel(label)) return null;
  return { class: `sign sign-${kind}${depth > 1 ? " is-nested" : ""}`, title: name };
}

/** Returns the ARIA role of a clause, with its name. A clause that is no heading is a named group. */
export function clauseRole(
  { kind, depth }: { kind: ClauseKind; depth: number },
  table: { header: boolean } | null,
  citation: string,
): Record<string, string> {
  if (table) return { role: table.header ? "columnheader" : "cell" };
  const level = headingLevel(kind, depth);
  if (level !== null) return { role: "heading", "aria-level": String(level) };
  return { role: kind === "footnote" ? "note" : "group", "aria-label": citation };
}

/** A section ends before a verb or heading once it has this many clauses ... */
const clausesPerSection = 60;
/** ... and before any clause at this many. The layout of a larger section would slow down scrolling. */
const most = 200;

/** Divides the clauses of a draft into sections, so that a browser can lay out only the part near the window. */
export function* sectionsOf<Part>(clauses: Iterable<Part>, kindOf: (clause: Part) => unknown): Generator<Part[]> {
  let section: Part[] = [];
  for (const clause of clauses) {
    const kind = kindOf(clause);
    const opens = kind === "verb" || kind === "heading";
    if (section.length >= most || (opens && section.length >= clausesPerSection)) {
      yield section;
      section = [];
    }
    section.push(clause);
  }
  if (section.length > 0) yield section;
}

/** Returns the sections of a draft, as `sectionsOf` divides it. */
export function draftSections(draft: Node): Generator<Node[]> {
  return sectionsOf(draft.children, ({ attrs }) => attrs["kind"] as unknown);
}

/** Groups consecutive cells of a table into its rows. Other clauses stay as they are. */
export function tableBlocks(clauses: readonly Node[]): (Node | Node[][])[] {
  const blocks: (Node | Node[][])[] = [];
  let last: { id: string; row: number } | null = null;
  for (const clause of clauses) {
    const cell = clause.attrs["table"] as { id: string; row: number } | null;
    const rows = blocks.at(-1);
    if (!cell) blocks.push(clause);
    else if (last?.id !== cell.id || !Array.isArray(rows)) blocks.push([[clause]]);
    else if (last.row !== cell.row) rows.push([clause]);
    else rows.at(-1)?.push(clause);
    last = cell;
  }
  return blocks;
}

/** A clause's estimated size on the page: lines of about 66 characters, and the space below it, in pixels. */
const lineHeight = 29;
const charactersToALine = 66;
const spaceBetween = 14;

/** Texts with fewer sections are laid out whole (`client/styles/draft.css`). */
export const sectionsLaidOut = 20;

/** Estimates the height of a section that is not laid out, in pixels, from the lengths of its clauses. */
export function estimatedHeight(lengths: Iterable<number>): number {
  let height = 0;
  for (const length of lengths) height += Math.ceil((length + 1) / charactersToALine) * lineHeight + spaceBetween;
  return height;
}
