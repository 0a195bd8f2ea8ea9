import type { Node } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import type { RowPlace } from "#core/receive/cited-place.ts";
import { sentenceRanges } from "#core/text/sentences.ts";
import { isUnsure } from "#core/receive/unsure-wording.ts";
import { findCited } from "#core/text/citations/find-cited.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { sectionEnd } from "#core/text/section.ts";
import { labelsAtStart, withoutLabel } from "#core/text/labels/numbering.ts";
import { parseRequestedChange, type RequestedChange } from "./requested-change.ts";

/** The number of a step in a cell with several: "1) ", "a. ", "– ". */
const enumerated = /^\s*(?:[(]?(?:\p{Nd}{1,2}|\p{L})[.)]|[-–•])\s+/u;

/**
 * Parses a proposed change from a form into steps, one per line. Each line must be a sentence that
 * `parseRequestedChange` understands, and its quoted text must occur exactly once in the row's clauses, or in those that
 * it cites. Returns null if any line fails this or the steps cannot be applied.
 */
export function requestedSteps(
  draft: Node,
  version: VersionText,
  change: string,
  place: RowPlace,
): ProposalOperation[] | null {
  const lines = change.split(/\n+/u).filter((line) => line.trim() !== "");
  const steps = lines.map((line) => {
    const readings = parseRequestedChange(lines.length > 1 ? line.replace(enumerated, "") : line);
    const possible = readings.map((requested) => stepOf(version, requested, place)).filter((step) => step !== null);
    return possible.length === 1 ? (possible[0] ?? null) : null;
  });
  const sure = steps.filter((step) => step !== null);
  return sure.length === steps.length && applyOperations(draft, sure).problems.length === 0 ? sure : null;
}

/**
 * Reads the lines of a comment that ask for a change, as `requestedSteps` does. Returns null if a line that asks for
 * none leaves a choice or sets a condition.
 */
export function stepsInComment(
  draft: Node,
  version: VersionText,
  comment: string,
  place: RowPlace,
): ProposalOperation[] | null {
  const lines = comment.split(/\n+/u).filter((line) => line.trim() !== "");
  const asked = lines.filter((line) => parseRequestedChange(line.replace(enumerated, "")).length > 0);
  if (asked.length === 0 || lines.some((line) => !asked.includes(line) && isUnsure(line))) return null;
  return requestedSteps(draft, version, asked.join("\n"), place);
}

function stepOf(version: VersionText, requested: RequestedChange, row: RowPlace): ProposalOperation | null {
  if (requested.kind === "insert-clause") return newClause(version, requested);
  const place = requested.citation === "" ? row : { cited: clauseOf(version, requested.citation), clauses: [] };
  const { cited } = place;
  const whole = (): Clause | null => wholeClause(version, place);
  const quotedWords = (quote: string): QuotePlace | null =>
    quoteIn(version, place.clauses, quote) ?? (cited && quoteIn(version, alike(version, cited), quote));
  switch (requested.kind) {
    case "replace": {
      const at = quotedWords(requested.from);
      return at && replacement(at.clause, at.start, at.end, requested.to);
    }
    case "delete": {
      const at = quotedWords(requested.quote);
      return at && deletion(version, at);
    }
    case "insert-first": {
      const clause = whole();
      return clause && replacement(clause, 0, 0, `${requested.to.trim()} `);
    }
    case "insert-last": {
      const clause = whole();
      return clause && atEnd(version, clause, requested.to.trim());
    }
    case "insert-after":
    case "insert-before": {
      const at = quotedWords(requested.quote);
      if (!at) return null;
      const to = requested.to.trim();
      return requested.kind === "insert-before"
        ? replacement(at.clause, at.start, at.start, `${to} `)
        : replacement(at.clause, at.end, at.end, /^[,.;:!?)\]”’»]/u.test(to) ? to : ` ${to}`);
    }
    case "delete-clause": {
      const clause = whole();
      return clause && { kind: "delete", clause: clause.id };
    }
    case "delete-sentence": {
      const clause = whole();
      const sentences = clause ? sentenceRanges(version.text.slice(clause.start, clause.end)) : [];
      const sentence = sentences.at(requested.at);
      if (!clause || !sentence || sentences.length < 2) return null;
      const [start, end] = sentence;
      // The space after the first sentence goes with it, and before every other one.
      return start === 0
        ? replacement(clause, 0, sentences[1]?.[0] ?? end, "")
        : replacement(clause, sentences.at(sentences.indexOf(sentence) - 1)?.[1] ?? start, end, "");
    }
    case "move": {
      const after = requested.after === "" ? "" : clauseOf(version, requested.after)?.id;
      return after === undefined || !cited ? null : { kind: "move", clause: cited.id, after };
    }
    case "relabel":
      return cited && { kind: "relabel", clause: cited.id, label: requested.label };
  }
}

function clauseOf(version: VersionText, citation: string): Clause | null {
  const cited = findCited(version, citation);
  return typeof cited === "string" ? null : cited;
}

/**
 * The clauses that a row may mean by its citation. A verb and its only recital share one citation. A heading stands for
 * the clauses up to the next heading.
 */
function alike({ clauses }: VersionText, cited: Clause): Clause[] {
  if (cited.kind !== "heading") return clauses.filter(({ citation }) => citation === cited.citation);
  const first = clauses.indexOf(cited);
  const next = clauses.findIndex(({ kind }, at) => at > first && kind === "heading");
  return clauses.slice(first, next < 0 ? clauses.length : next);
}

/** The clause that a row means as a whole: the one it is placed at, the cited one, or the only one below the cited heading. */
function wholeClause({ clauses }: VersionText, { cited, clauses: placed }: RowPlace): Clause | null {
  const [only, ...others] = placed.filter(({ kind }) => kind !== "heading");
  if (only) return others.length === 0 ? only : null;
  if (cited?.kind !== "heading") return cited;
  const first = clauses.indexOf(cited);
  return sectionEnd(clauses, first) === first + 2 ? (clauses[first + 1] ?? null) : null;
}

/** A quote's position, as offsets in the clause's text. */
interface QuotePlace {
  clause: Clause;
  start: number;
  end: number;
}

/** Letters of scripts that put spaces between words. A quote does not begin or end within such a word. */
const spaced = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{M}\p{N}]`;

/** Finds a quote that occurs exactly once in all of these clauses. Spaces, quotation marks and hyphens may differ. */
function quoteIn({ text }: VersionText, clauses: readonly Clause[], quote: string): QuotePlace | null {
  const letter = new RegExp(spaced, "u");
  const words = quote
    .replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&")
    .replace(/\s+/gu, "\\s+")
    .replace(/['‘’]/gu, "['‘’]")
    .replace(/["“”„]/gu, '["“”„]')
    .replace(/[-\u2010\u2011]/gu, "[-\u2010\u2011]");
  const pattern = [
    letter.test(quote.charAt(0)) ? `(?<!${spaced})` : "",
    words,
    letter.test(quote.at(-1) ?? "") ? `(?!${spaced})` : "",
  ].join("");
  const hits = clauses.flatMap((clause) =>
    Array.from(text.slice(clause.start, clause.end).matchAll(new RegExp(pattern, "gu")), ({ index, 0: hit }) => ({
      clause,
      start: index,
      end: index + hit.length,
    })),
  );
  return hits.length === 1 && quote !== "" ? (hits[0] ?? null) : null;
}

/** Deletes a quote, and one of the spaces around it if it would leave two, or one before a punctuation mark. */
function deletion({ text }: VersionText, { clause, start, end }: QuotePlace): ProposalOperation {
  const before = start === 0 ? " " : text.charAt(clause.start + start - 1);
  const after = text.charAt(clause.start + end);
  if (before === " " && after === " ") return replacement(clause, start, end + 1, "");
  const isBeforeMark = start > 0 && before === " " && (after === "" || /[,.;:!?)\]،؛؟。，；]/u.test(after));
  return replacement(clause, isBeforeMark ? start - 1 : start, end, "");
}

function replacement({ id }: Clause, start: number, end: number, to: string): ProposalOperation {
  return {
    kind: "replace",
    start: { clause: id, offset: start },
    end: { clause: id, offset: end },
    content: to === "" ? [] : [{ type: "text", text: to }],
  };
}

/** Inserts before the clause's final punctuation, but a sentence after it. */
function atEnd({ text }: VersionText, clause: Clause, to: string): ProposalOperation {
  const clauseText = text.slice(clause.start, clause.end);
  const isSentence = /[.!?؟。]$/u.test(to) && /[.!?؟。]$/u.test(clauseText);
  const at = clauseText.length - (isSentence ? 0 : (/[.,;:]$/u.exec(clauseText)?.[0].length ?? 0));
  return replacement(clause, at, at, /^[,.;:]/u.test(to) ? to : ` ${to}`);
}

/**
 * Creates a new clause on the model of its neighbour: the clause before it, or after a verb or heading the clause
 * below.
 */
function newClause(
  version: VersionText,
  { after, to }: Extract<RequestedChange, { kind: "insert-clause" }>,
): ProposalOperation | null {
  const before = after === "" ? null : clauseOf(version, after);
  if (after !== "" && !before) return null;
  const { clauses } = version;
  const opens = before === null || ["title", "opening", "verb", "heading"].includes(before.kind);
  const next = clauses[before === null ? 0 : clauses.indexOf(before) + 1];
  const model =
    opens && next && !["title", "opening", "verb", "heading", "cell", "footnote"].includes(next.kind) ? next : before;
  const label = labelsAtStart(to)[0];
  const content = label ? withoutLabel(to, label).trim() : to;
  return {
    kind: "insert",
    after: before?.id ?? "",
    clause: {
      kind: model === null || (opens && model === before) ? "paragraph" : model.kind,
      label: label ? to.slice(label.opening, label.length).trim() : null,
      depth: model?.depth ?? 0,
      content: [{ type: "text", text: content }],
    },
  };
}
