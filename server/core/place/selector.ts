import * as z from "zod";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import type { ClausePoint, Target } from "#core/discuss/target.ts";

/**
 * Version pages are HTML, whose fragments RFC 3236 defines. The Web Annotation Data Model lists it among the fragment
 * types.
 */
const htmlFragments = "http://tools.ietf.org/rfc/rfc3236";

/**
 * Positions in the clause's text, counted from 0, with the end exclusive. The Web Annotation Data Model counts Unicode
 * code points. Target offsets count UTF-16 code units, so the two differ after a character outside the Basic
 * Multilingual Plane.
 */
const TextPositionSelector = z.object({
  type: z.literal("TextPositionSelector"),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});

const TextQuoteSelector = z.object({
  type: z.literal("TextQuoteSelector"),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});

/**
 * A clause, given by its fragment on the version's page. It is refined by position and quote, both within the clause:
 * two paths to the same text, the cheap one first.
 */
const FragmentSelector = z.object({
  type: z.literal("FragmentSelector"),
  conformsTo: z.literal(htmlFragments),
  value: z.string(),
  refinedBy: z.array(z.union([TextPositionSelector, TextQuoteSelector])).optional(),
});
type FragmentSelector = z.infer<typeof FragmentSelector>;

/** From the start of one selection to the start of another. */
const RangeSelector = z.object({
  type: z.literal("RangeSelector"),
  startSelector: FragmentSelector,
  endSelector: FragmentSelector,
});

/** The W3C Web Annotation selectors used to write a target (Web Annotation Data Model, 4.2). */
export const Selector = z.discriminatedUnion("type", [FragmentSelector, RangeSelector, TextQuoteSelector]);
export type Selector = z.infer<typeof Selector>;

/**
 * Converts a target to selectors on its version; `targetOf` is the inverse.
 *
 * - Text in one clause: the clause's fragment, refined by position and quote.
 * - Text across clauses: a range between two points, followed by the quote.
 * - A clause: its fragment alone. A section: the fragment "section=ID", because W3C has no selector for the content
 *   under a heading.
 * - The document: no selector, because the annotation's source is enough.
 */
export function selectorsOf(version: VersionText, target: Target): Selector[] {
  switch (target.kind) {
    case "document":
      return [];
    case "section":
      return [fragment(`section=${encodeURIComponent(target.clause)}`)];
    case "clause":
      return [fragment(encodeURIComponent(target.clause))];
    case "range": {
      const { start, end, quote } = target;
      const words = { type: "TextQuoteSelector", ...quote } as const;
      const [first, last] = [position(version, start, start), position(version, end, end)];
      return start.clause === end.clause
        ? [fragment(encodeURIComponent(start.clause), [position(version, start, end), words])]
        : [
            {
              type: "RangeSelector",
              startSelector: fragment(encodeURIComponent(start.clause), [first]),
              endSelector: fragment(encodeURIComponent(end.clause), [last]),
            },
            words,
          ];
    }
  }
}

/** Returns the target that selectors in the form of `selectorsOf` describe; null for any other form. */
export function targetOf(version: VersionText, selectors: readonly Selector[]): Target | null {
  const [first, second] = selectors;
  if (!first) return { kind: "document" };
  if (first.type === "TextQuoteSelector") return null;
  if (first.type === "RangeSelector") {
    const start = pointsOf(version, first.startSelector)?.start;
    const end = pointsOf(version, first.endSelector)?.end;
    if (!start || !end || second?.type !== "TextQuoteSelector") return null;
    return { kind: "range", start, end, quote: quoteOf(second) };
  }
  if (first.refinedBy) {
    const points = pointsOf(version, first);
    const words = first.refinedBy.find((refinement) => refinement.type === "TextQuoteSelector");
    return points && words ? { kind: "range", ...points, quote: quoteOf(words) } : null;
  }
  const section = /^section=(?<clause>.*)$/su.exec(first.value)?.groups?.["clause"];
  return section === undefined
    ? { kind: "clause", clause: decodeURIComponent(first.value) }
    : { kind: "section", clause: decodeURIComponent(section) };
}

function fragment(value: string, refinedBy?: FragmentSelector["refinedBy"]): FragmentSelector {
  return { type: "FragmentSelector", conformsTo: htmlFragments, value, ...(refinedBy && { refinedBy }) };
}

function position(version: VersionText, start: ClausePoint, end: ClausePoint) {
  const text = clauseText(version, start.clause);
  const startsAt = Array.from(text.slice(0, start.offset)).length;
  const length = Array.from(text.slice(start.offset, end.offset)).length;
  return { type: "TextPositionSelector", start: startsAt, end: startsAt + length } as const;
}

function pointsOf(
  version: VersionText,
  selector: FragmentSelector,
): { start: ClausePoint; end: ClausePoint } | undefined {
  const found = selector.refinedBy?.find((refinement) => refinement.type === "TextPositionSelector");
  if (!found) return undefined;
  const clause = decodeURIComponent(selector.value);
  const characters = Array.from(clauseText(version, clause));
  const offset = (count: number): number => characters.slice(0, count).join("").length;
  return { start: { clause, offset: offset(found.start) }, end: { clause, offset: offset(found.end) } };
}

function clauseText(version: VersionText, id: string): string {
  const clause = clauseById(version, id);
  return clause ? version.text.slice(clause.start, clause.end) : "";
}

function quoteOf({ exact, prefix, suffix }: z.infer<typeof TextQuoteSelector>) {
  return { exact, prefix, suffix };
}
