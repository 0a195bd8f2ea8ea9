import type { Node } from "prosemirror-model";
import { type Division, isAnnexLevel, unnumberedLevel } from "#core/text/division.ts";

/** Clauses by index: [start, end). */
export interface ClauseRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the only annex that has articles, if no article is outside it. The treaty is then the annex of a decision.
 *
 * @returns the index of its opening clause; undefined if there is no such annex
 */
export function annexWithTreaty(
  nodes: readonly Node[],
  divisions: readonly (Division | undefined)[],
): number | undefined {
  let annex: number | undefined;
  const annexes = new Set<number | undefined>();
  for (const [at, node] of nodes.entries()) {
    const division = divisions[at];
    const unnumbered =
      division === undefined && node.attrs["kind"] === "heading" && node.attrs["label"] === null
        ? unnumberedLevel(node.textContent)
        : undefined;
    const level = division?.level ?? unnumbered;
    if (level !== undefined && isAnnexLevel(level)) annex = at;
    if (level === "article") annexes.add(annex);
  }
  return annexes.size === 1 ? [...annexes][0] : undefined;
}

/**
 * Finds a preamble without a heading: the clauses before the first division of the treaty, without a heading between
 * them, if most of them are recitals. It begins at its opening line or its first recital, so that front matter is not a
 * part of it.
 *
 * @param annex the annex that the treaty is in; undefined if it is in none
 */
export function preambleRange(
  nodes: readonly Node[],
  divisions: readonly (Division | undefined)[],
  annex: number | undefined,
): ClauseRange {
  const first = annex === undefined ? 0 : annex + 1;
  const end = divisions.findIndex((division, at) => at >= first && division !== undefined);
  const from = Math.max(first, nodes.findLastIndex(({ attrs }, at) => at < end && attrs["kind"] === "heading") + 1);
  const own = nodes.slice(from, Math.max(end, from));
  const opening = own.findIndex((node) => isRecital(node) || isOpeningLine(node.textContent));
  const paragraphs = own
    .slice(Math.max(opening, 0))
    .filter((node) => node.attrs["kind"] === "paragraph" && (node.attrs["label"] === null || isMarked(node)));
  const recitals = paragraphs.filter(isRecital);
  const isPreamble =
    recitals.length >= 2 &&
    2 * recitals.length >= paragraphs.length &&
    own.every(({ attrs }) => attrs["kind"] !== "verb");
  return isPreamble ? { start: from + opening, end } : { start: 0, end: 0 };
}

function isRecital(node: Node): boolean {
  return node.attrs["kind"] === "paragraph" && (isMarked(node) || /[,;，；،؛][\]］]*$/u.test(node.textContent));
}

/** Whether a clause is numbered as a recital: "Pp1". */
function isMarked({ attrs }: Node): boolean {
  return /^pp/iu.test((attrs["label"] as string | null) ?? "");
}

/** Maximum number of words of a preamble's opening line. */
const longestOpening = 20;
const parties =
  /(?<!\p{L})(?:part(?:y|ies|es)|governments|gouvernements|gobiernos|états|estados|states)(?!\p{L})|сторон|государств|правительств|缔约|各国|政府|الأطراف|الدول|الحكومات/iu;

/** Whether a text is the opening line of a preamble: "The Parties to this Agreement,". */
export function isOpeningLine(text: string): boolean {
  const words = text.split(/\s+/u);
  return words.length <= longestOpening && /[,，،]$/u.test(text) && parties.test(words.slice(0, 6).join(" "));
}
