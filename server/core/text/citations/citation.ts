import { Fragment, type Mark, type Node } from "prosemirror-model";
import { citationWordsFor } from "#core/text/citations/citation-words.ts";
import { TreatyCitations } from "#core/text/citations/treaty-citations.ts";
import { namedOrdinalAtStart } from "#core/text/labels/named-ordinal.ts";
import { optionOf, withoutBrackets } from "#core/text/labels/option.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/**
 * Returns the citation of each clause of a draft, in document order.
 *
 * - Letters restart under every verb, so a recital or operative item is cited with its verb: "recalling a)". A lone
 *   recital has no letter and is cited by its verb. A repeated verb is counted: "recognizing (2) a)".
 * - A sub-item starts with its parent's citation: "invites Member States 2 a)".
 * - Numbered paragraphs and headings are cited by their label. One without a label is cited by the labelled clause
 *   before it and its distance from that: "1.1.2 +1".
 * - In texts with articles and annexes, paragraphs are cited with these: "Art. 4.13(c)" (treaty-citations.ts). Ordinal
 *   words and enclosed numbers stay as they are: "Art. 4, Second", "Art. 4 ②".
 * - An option is cited with the clause whose alternatives it begins, and its paragraphs with it: "Art. 9.4, Option 1",
 *   "Art. 9, Option 2, para 3". An option of its series that begins again is counted: "Art. 9, Option 1 (2)".
 * - Footnotes and cells: "note 3", "table 1, 2:3" (row:column).
 * - If a text has neither articles nor numbers, a paragraph is cited with the heading above it: "Streams, para 2".
 * - Clauses share a citation only with the clause that they are in, such as an article and its only paragraph. Of others,
 *   later ones are marked: "Art. 3.3bis, second".
 */
export function citationsOf(draft: Node): string[] {
  return marked(draft, plainCitations(draft));
}

/** Marks each citation that an earlier clause has, unless the later clause is in that one. */
function marked(draft: Node, citations: readonly string[]): string[] {
  const { comma, repeated } = citationWordsFor(String(draft.attrs["language"]));
  const seen = new Map<string, { at: number; count: number }>();
  // The clauses that the present one is in. A verb contains all clauses up to the next one.
  const open: number[] = [];
  const taken = new Set(citations);
  return citations.map((citation, at) => {
    const { kind, depth } = draft.child(at).attrs as { kind: string; depth: number };
    while (open.length > 0 && !isIn(draft.child(open.at(-1) ?? 0), kind, depth)) open.pop();
    const earlier = seen.get(citation);
    const isWithin = earlier !== undefined && open.includes(earlier.at);
    open.push(at);
    if (!earlier || isWithin) {
      seen.set(citation, { at, count: earlier?.count ?? 1 });
      return citation;
    }
    let name: string;
    do {
      earlier.count += 1;
      const nth = repeated[earlier.count - 2];
      name = nth === undefined ? `${citation} (${String(earlier.count)})` : `${citation}${comma}${nth}`;
    } while (taken.has(name));
    taken.add(name);
    return name;
  });
}

/** Whether a clause of the given kind and depth is in an earlier one, if no clause between them ended that. */
function isIn({ attrs }: Node, kind: string, depth: number): boolean {
  return attrs["kind"] === "verb" ? kind !== "verb" : depth > Number(attrs["depth"]);
}

/** Returns the citations without the marks of later clauses that have the same. Ids follow from these. */
function plainCitations(draft: Node): string[] {
  const citations: string[] = [];
  const verbsSeen = new Map<string, number>();
  const tables = new Map<string, number>();
  const optionsSeen = new Map<string, number>();
  const parents: Parent[] = [];
  const words = citationWordsFor(String(draft.attrs["language"]));
  const treaty = TreatyCitations.isFor(draft) ? new TreatyCitations(draft) : undefined;
  let verb = "";
  let before = "";
  let after = 0;
  let isBelowTitle = false;

  draft.forEach((node, _offset, at) => {
    const kind = String(node.attrs["kind"]);
    const printed = node.attrs["label"] as string | null;
    const label = printed === null || kind === "footnote" ? printed : withoutBrackets(printed);
    const depth = Number(node.attrs["depth"]);
    citations.push(cite());

    function cite(): string {
      if (kind === "title" || kind === "opening") return kind;
      if (kind === "footnote") return `note ${label ?? ""}`.trim();
      if (kind === "cell") {
        const table = node.attrs["table"] as { id: string; row: number; column: number };
        if (!tables.has(table.id)) tables.set(table.id, tables.size + 1);
        return `table ${String(tables.get(table.id))}, ${String(table.row)}:${String(table.column)}`;
      }
      if (kind === "verb") {
        const text = node.textContent.replace(/(?<![\s,:;])[\s,:;]+$/u, "");
        const count = (verbsSeen.get(text) ?? 0) + 1;
        verbsSeen.set(text, count);
        verb = count > 1 ? `${text} (${String(count)})` : text;
        parents.length = 0;
        return verb;
      }
      while (parents.length > 0 && (parents[parents.length - 1]?.depth ?? -1) >= depth) parents.pop();
      const option = label === null ? undefined : optionOf(label);
      const citation = option ? citeOption(label ?? "") : ownCitation(parents[parents.length - 1]?.citation);
      const isNamed = label !== null || treaty?.isOpener(at) === true;
      parents.push({
        depth,
        citation,
        isNamed,
        option: option ? { citation, count: 0, isLong: isLong(draft.children, at) } : parents.at(-1)?.option,
      });
      return citation;
    }

    function citeOption(printed: string): string {
      const parent = parents.findLast(({ isNamed }) => isNamed)?.citation ?? verb;
      const citation = [parent, withoutBrackets(printed)].filter(Boolean).join(words.comma);
      const count = (optionsSeen.get(citation) ?? 0) + 1;
      optionsSeen.set(citation, count);
      return count > 1 ? `${citation} (${String(count)})` : citation;
    }

    /** Returns the citation of a paragraph in an option: by its number, or by its position if there are several. */
    function citeInOption(option: OpenOption): string {
      if (label === null) option.count += 1;
      if (label === null && !option.isLong) return option.citation;
      const number = label ?? String(option.count);
      return `${option.citation}${words.comma}${words.paragraph.replace("{n}", number)}`;
    }

    function ownCitation(parent: string | undefined): string {
      if (kind === "recital" || kind === "operative") return label ? `${verb} ${label}`.trim() : verb;
      const option = parents.at(-1)?.option;
      if (option && (kind === "paragraph" || (kind === "heading" && label))) return citeInOption(option);
      if (kind === "item" && label && treaty?.isOpen) {
        const named = namedOrdinalAtStart(label);
        if (named?.written === label)
          return [parent, label].filter(Boolean).join(named.reading.format === "word" ? words.comma : " ");
        // Chinese treaties number paragraphs "一、".
        const isParagraph = /^[一二三四五六七八九十百]+$/u.test(label);
        return `${parent ?? ""}${isParagraph ? words.numbered.replace("{n}", label) : inParentheses(label)}`;
      }
      if (kind === "item") return [parent ?? verb, label ?? "–"].filter(Boolean).join(" ");
      const cited =
        treaty?.opener(at) ??
        (kind === "paragraph" || (kind === "heading" && label) ? treaty?.paragraph(at, label) : undefined);
      if (cited !== undefined) {
        before = cited;
        after = 0;
        return cited;
      }
      const title = kind === "heading" && !treaty ? titleIn(node.textContent) : "";
      if (label || title) {
        isBelowTitle = !label;
        before = label ?? title;
        after = 0;
        return before;
      }
      after += 1;
      if (!isBelowTitle) return `${before} +${String(after)}`.trim();
      return `${before}${words.comma}${words.paragraph.replace("{n}", String(after))}`;
    }
  });
  return citations;
}

/** Maximum length of a heading in a citation, in UTF-16 code units. */
const longestCitedTitle = 60;

/** Returns a heading as citations name it: without a mark at its end, and cut between words. */
function titleIn(text: string): string {
  const title = text.replace(/(?<![\s.:;,：。])[\s.:;,：。]+$/u, "");
  if (title.length <= longestCitedTitle) return title;
  const end = title.lastIndexOf(" ", longestCitedTitle);
  return `${title.slice(0, end > 0 ? end : longestCitedTitle)}…`;
}

/** A clause that the deeper clauses after it belong to. */
interface Parent {
  depth: number;
  citation: string;
  /** Whether people cite it by a label or a name. */
  isNamed: boolean;
  /** The option it is or belongs to. */
  option: OpenOption | undefined;
}

interface OpenOption {
  citation: string;
  /** Whether it has several paragraphs without a number. */
  isLong: boolean;
  /** Number of its unnumbered paragraphs so far. */
  count: number;
}

/** Whether an option has several paragraphs without a number. */
function isLong(nodes: readonly Node[], option: number): boolean {
  const depth = Number(nodes[option]?.attrs["depth"]);
  let count = 0;
  for (let at = option + 1; at < nodes.length && count < 2; at += 1) {
    const { kind, label, depth: own } = nodes[at]?.attrs as { kind: string; label: string | null; depth: number };
    if (kind === "footnote" || kind === "cell") continue;
    if (own <= depth) break;
    if (kind === "paragraph" && label === null) count += 1;
  }
  return count > 1;
}

/** Writes the label of a sub-paragraph as treaties cite it: "a)" → "(a)". */
function inParentheses(label: string): string {
  return /^[(（]/u.test(label) ? label : `(${label.replace(/\)$/u, "")})`;
}

/** Ids appear in addresses and files, so long verbs are cut. The label at the end is kept. */
const longestStem = 48;

/**
 * Creates a clause id from its citation: letters and digits of any script, dots between numbers, hyphens for the rest.
 * "invites Member States 2 a)" → "invites-member-states-2-a", "1.1.2" → "1.1.2",
 * "Art. 4.13(c)" → "art-4.13-c".
 *
 * An id longer than 48 characters is cut at a hyphen and keeps its label, because people look at the end.
 */
export function slugOf(citation: string, label: string | null): string {
  const slug = hyphenated(citation);
  const tail = hyphenated(label ?? "");
  if (slug.length <= longestStem) return slug || "clause";
  const room = Math.max(longestStem - tail.length, 16);
  const stem = slug.slice(0, room).replace(/-[^-]*$/u, "");
  return tail && slug.endsWith(tail) ? `${stem}-${tail}` : stem;
}

/**
 * "+1" (a paragraph without a number) becomes "p1" and "–" (a bullet) becomes "item". Otherwise they would look like
 * existing numbers.
 */
function hyphenated(text: string): string {
  return streamSafe(text)
    .normalize("NFC")
    .toLowerCase()
    .replace(/\+(?=\p{N})/gu, "p")
    .replace(/–/gu, "item")
    .replace(/(?<=\p{L})\.(?![\p{L}\p{M}\p{N}])/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N}.]+/gu, "-")
    .replace(/^[-.]+|(?<![-.])[-.]+$/gu, "");
}

/** Returns the ids of a draft's clauses as for a draft read from a file: from citation, label and order. */
export function idsOf(draft: Node): string[] {
  const citations = plainCitations(draft);
  return uniqueIds(
    draft.children.map(({ attrs }, index) => slugOf(citations[index] ?? "", attrs["label"] as string | null)),
  );
}

/** Makes ids unique in their order: the second of a kind becomes "noting~2", the third "noting~3". */
export function uniqueIds(slugs: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return slugs.map((slug) => {
    const count = (seen.get(slug) ?? 0) + 1;
    seen.set(slug, count);
    return count === 1 ? slug : `${slug}~${String(count)}`;
  });
}

/**
 * Assigns clause ids as for a draft read from a file: from kind, citation and ordinal. Footnote references and links
 * within the draft are updated. A second call changes nothing.
 *
 * @throws RangeError if two clauses have the same id, because references to it would be ambiguous
 */
export function nameClauses(draft: Node): Node {
  const before = draft.children.map(({ attrs }) => String(attrs["id"]));
  if (new Set(before).size < before.length) throw new RangeError("Two clauses bear one id");
  const ids = idsOf(draft);
  const named = new Map(before.map((id, index) => [id, ids[index] ?? id]));
  const follow = (mark: Mark): Mark => {
    const href = mark.type.name === "link" ? String(mark.attrs["href"]) : "";
    const id = href.startsWith("#") ? named.get(href.slice(1)) : undefined;
    return id === undefined ? mark : mark.type.create({ href: `#${id}` });
  };
  const inline = (node: Node): Node => {
    const marked = node.mark(node.marks.map(follow));
    if (node.type.name !== "footnoteReference") return marked;
    const clause = named.get(String(node.attrs["clause"])) ?? String(node.attrs["clause"]);
    return node.type.create({ ...node.attrs, clause }, null, marked.marks);
  };
  const clauses = draft.children.map((clause, index) =>
    clause.type.create({ ...clause.attrs, id: ids[index] ?? "" }, Fragment.from(clause.children.map(inline))),
  );
  return draft.copy(Fragment.from(clauses));
}
