import type { Node } from "prosemirror-model";
import { citationWordsFor } from "#core/text/citations/citation-words.ts";
import {
  type Division,
  type DivisionLevel,
  divisionOf,
  isAnnexLevel,
  isPreamble,
  unnumberedLevel,
} from "#core/text/labels/division.ts";
import { optionOf } from "#core/text/labels/option.ts";

/** A division that the clauses after it belong to. */
interface Container {
  /** Null for the preamble. */
  level: DivisionLevel | null;
  depth: number;
  citation: string;
  /** Whether it is an annex that contains the whole treaty. */
  isTreaty: boolean;
  /** Whether its paragraphs are numbered from 1, so that they are cited with it. */
  restarts: boolean;
  /** Whether it has several paragraphs without a number. */
  isLong: boolean;
  /** Whether its own number begins the numbers of all its paragraphs: "4.1", "4.2" in Article 4. */
  isOwn: boolean;
  /** Whether the opening line of a preamble, or its first recital without one, is behind. */
  hasOpening: boolean;
  /** Number of its unnumbered paragraphs so far. */
  count: number;
}

/**
 * Cites the clauses of a text with articles, annexes or other divisions, in the language of the text:
 *
 * - A numbered paragraph is cited with its article or annex: "Art. 4.13", "Annex I.4". Parts, chapters and sections
 *   are named only if paragraph numbers restart in them. A number that names the article itself is not doubled: "4.13"
 *   in Article 4 is "Art. 4.13".
 * - An article is cited without the chapter it is in, unless another article has the same number. In an annex it is
 *   cited with the annex, unless all articles are in that annex.
 * - The only paragraph of an article is cited like the article. Of several without a number, each has its position:
 *   "Art. 3, para 2".
 * - The preamble's paragraphs are counted: "preamble, recital 7".
 */
export class TreatyCitations {
  readonly #nodes: readonly Node[];
  readonly #divisions: readonly (Division | undefined)[];
  readonly #words;
  readonly #open: Container[] = [];
  /** Numbers that two articles have. */
  readonly #repeated: ReadonlySet<string>;
  readonly #chaptersRestart: boolean;
  /** The preamble, if it has no heading. */
  readonly #preamble: ClauseRange;
  /** The annex of a decision that is the treaty, by the index of its opening clause. */
  readonly #annex: number | undefined;

  constructor(draft: Node) {
    this.#nodes = draft.children;
    this.#words = citationWordsFor(String(draft.attrs["language"]));
    this.#divisions = this.#nodes.map((node) => divisionOf((node.attrs["label"] as string | null) ?? ""));
    this.#repeated = repeatedArticles(this.#divisions);
    this.#chaptersRestart = numbersRestart(this.#nodes, this.#divisions);
    this.#annex = annexWithTreaty(this.#nodes, this.#divisions);
    this.#preamble = preambleRange(this.#nodes, this.#divisions, this.#annex);
  }

  /** Whether a text has divisions. */
  static isFor(draft: Node): boolean {
    return draft.children.some((node) => divisionOf((node.attrs["label"] as string | null) ?? ""));
  }

  /** Returns the citation of a clause that opens a division or the preamble; undefined for every other clause. */
  opener(at: number): string | undefined {
    const node = this.#nodes[at];
    if (!node) return undefined;
    const [kind, depth] = [String(node.attrs["kind"]), Number(node.attrs["depth"])];
    const division = this.#divisions[at];
    if (kind !== "heading" && !division) return undefined;
    while ((this.#open.at(-1)?.depth ?? -1) >= depth) this.#open.pop();
    if (division && this.#open[0]?.level === null) this.#open.length = 0;
    if (division) return this.#enter(at, division.level, division.number, depth);
    const unnumbered = node.attrs["label"] === null ? unnumberedLevel(node.textContent) : undefined;
    if (unnumbered) return this.#enter(at, unnumbered, "", depth);
    return isPreamble(node.textContent) ? this.#enter(at, null, "", depth) : undefined;
  }

  /** Whether a clause opens a division or the preamble. */
  isOpener(at: number): boolean {
    return this.#divisions[at] !== undefined || isPreamble(this.#nodes[at]?.textContent ?? "");
  }

  /** Returns the citation of a paragraph of a division; undefined if it is cited without one. */
  paragraph(at: number, label: string | null): string | undefined {
    const { start, end } = this.#preamble;
    const isRead = this.#open.some(({ level }) => level === null);
    // The next division ends a preamble without a heading.
    if (!isRead && start <= at && at < end) this.#enter(at - 1, null, "", Infinity);
    const container = this.#open.findLast(({ restarts }) => restarts);
    if (!container) return undefined;
    if (label !== null) {
      if (container.level === null) return `${container.citation}${this.#words.comma}${label}`;
      container.count = Infinity;
      return (
        container.citation + this.#words.numbered.replace("{n}", container.isOwn ? withoutOwn(container, label) : label)
      );
    }
    if (container.count === Infinity) return undefined;
    if (container.level === null) return this.#recital(at, container);
    container.count += 1;
    if (!container.isLong) return container.citation;
    return `${container.citation}${this.#words.comma}${this.#words.paragraph.replace("{n}", String(container.count))}`;
  }

  /** Whether a clause's sub-items are cited in the form of treaties: "(a)". */
  get isOpen(): boolean {
    return this.#open.some(({ restarts }) => restarts);
  }

  /** Returns the first label below an opening clause, or an empty string if no clause there has one. */
  #firstNumber(opener: number): string {
    for (let at = opener + 1; at < this.#nodes.length && !this.#divisions[at]; at += 1) {
      const { kind, label } = this.#nodes[at]?.attrs as { kind: string; label: string | null };
      const isNumbered = label !== null && (kind === "heading" || kind === "paragraph") && !optionOf(label);
      if (isNumbered) return label;
    }
    return "";
  }

  #recital(at: number, container: Container): string | undefined {
    const text = this.#nodes[at]?.textContent ?? "";
    const mayOpen = !container.hasOpening;
    container.hasOpening = true;
    if (mayOpen && isOpeningLine(text)) return container.citation;
    if (/[:：]$/u.test(text)) return undefined;
    container.count += 1;
    return `${container.citation}${this.#words.comma}${this.#words.recital.replace("{n}", String(container.count))}`;
  }

  /**
   * Opens a division and returns its citation.
   *
   * @param level null for the preamble
   */
  #enter(at: number, level: DivisionLevel | null, number: string, depth: number): string {
    const { comma, divisions, preamble } = this.#words;
    // Chinese writes what follows the number after the name: 第五条之二.
    const suffix = number.search(/之./u);
    const [plain, inserted] = suffix < 0 ? [number, ""] : [number.slice(0, suffix), number.slice(suffix)];
    const name = level === null ? preamble : `${divisions[level].replace("{n}", plain).trim()}${inserted}`;
    const isOwnText = level === null || isAnnexLevel(level);
    const outer = this.#open.findLast(
      (container) =>
        !container.isTreaty &&
        ((level !== null && level !== "article") ||
          this.#repeated.has(number) ||
          (container.level !== null && isAnnexLevel(container.level))),
    );
    const citation = outer ? `${outer.citation}${comma}${name}` : name;
    const restarts = isOwnText || level === "article" || this.#chaptersRestart;
    const isLong = unnumberedParagraphs(this.#nodes, this.#divisions, at) > 1;
    const isOwn = this.#firstNumber(at).includes(".");
    this.#open.push({
      level,
      depth,
      citation,
      isTreaty: at === this.#annex,
      restarts,
      isLong,
      isOwn,
      hasOpening: false,
      count: 0,
    });
    return citation;
  }
}

/** "4.13" in Article 4 is paragraph 13. */
function withoutOwn({ citation }: Container, label: string): string {
  const own = /(?<!\p{Nd})\p{Nd}+$/u.exec(citation)?.[0];
  return own !== undefined && label.startsWith(`${own}.`) ? label.slice(own.length + 1) : label;
}

/** Finds the numbers that two articles have, not counting those of annexes and protocols. */
function repeatedArticles(divisions: readonly (Division | undefined)[]): Set<string> {
  const [seen, repeated] = [new Set<string>(), new Set<string>()];
  for (const division of divisions) {
    if (division && isAnnexLevel(division.level)) break;
    if (division?.level !== "article") continue;
    if (seen.has(division.number)) repeated.add(division.number);
    seen.add(division.number);
  }
  return repeated;
}

/** Whether paragraphs outside articles and annexes have the same number in two parts, chapters or sections. */
function numbersRestart(nodes: readonly Node[], divisions: readonly (Division | undefined)[]): boolean {
  const seen = new Set<string>();
  let level: DivisionLevel | undefined;
  let option = Infinity;
  for (const [at, node] of nodes.entries()) {
    level = divisions[at]?.level ?? level;
    const { kind, label, depth } = node.attrs as { kind: string; label: string | null; depth: number };
    if (depth <= option) option = Infinity;
    if (kind !== "paragraph" || label === null || divisions[at] || depth > option) continue;
    if (optionOf(label)) option = depth;
    if (option === depth) continue;
    if (level === undefined || level === "article" || isAnnexLevel(level)) continue;
    if (seen.has(label)) return true;
    seen.add(label);
  }
  return false;
}

/** Counts the unnumbered paragraphs directly below an opener, up to the first numbered one. */
function unnumberedParagraphs(
  nodes: readonly Node[],
  divisions: readonly (Division | undefined)[],
  opener: number,
): number {
  let count = 0;
  for (let at = opener + 1; at < nodes.length; at += 1) {
    const { kind, label } = nodes[at]?.attrs as { kind: string; label: string | null };
    if (divisions[at] || kind === "heading" || kind === "verb") break;
    if (kind !== "paragraph") continue;
    if (label !== null) break;
    count += 1;
  }
  return count;
}

/** Clauses by index: [start, end). */
interface ClauseRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the only annex that has articles, if no article is outside it. The treaty is then the annex of a decision.
 *
 * @returns the index of its opening clause; undefined if there is no such annex
 */
function annexWithTreaty(nodes: readonly Node[], divisions: readonly (Division | undefined)[]): number | undefined {
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
function preambleRange(
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
function isOpeningLine(text: string): boolean {
  const words = text.split(/\s+/u);
  return words.length <= longestOpening && /[,，،]$/u.test(text) && parties.test(words.slice(0, 6).join(" "));
}
