import { elementsOf, type SourceElement } from "../package/xml-source.ts";
import { xmlElement, xmlEnd } from "../shared/xml.ts";

/** The position of a new paragraph. */
export interface ListPosition {
  /** Offset in the part's text. */
  readonly at: number;
  /** The element that it is inserted into. */
  readonly parent: SourceElement;
  /** Whether it is a list entry of its own. */
  readonly isEntry: boolean;
  /** Returns the paragraph with the list and the entry that it needs there. */
  around(paragraph: string): string;
}

/** The neighbours of a new paragraph. */
export interface Surroundings {
  readonly previous: SourceElement | undefined;
  readonly next: SourceElement | undefined;
  /** The first offset in the part's text that is allowed. */
  readonly from: number;
  /** Whether the previous paragraph is removed. The new one can then begin its list entry. */
  readonly isReplaced: boolean;
}

/** A boundary between two elements. */
type Boundary = Pick<ListPosition, "at" | "parent">;

/** Elements of lists, with the paragraphs inside. */
export const listParts: ReadonlySet<string> = new Set(["text:list", "text:list-item", "text:list-header"]);

/**
 * Returns the position of a new paragraph between two others that is a list entry like `model`, or outside lists if
 * `model` is. If the lists around it allow neither, it is another paragraph of an entry, or an entry of its own.
 */
export function positionFor(
  model: SourceElement | null,
  { previous, next, from, isReplaced }: Surroundings,
  xml: string,
): ListPosition {
  const all = [...(previous ? after(previous) : []), ...(next ? before(next) : [])].filter(({ at }) => at >= from);
  const [first] = all;
  const lists = model && isFirstOfEntry(model) ? listsAround(model) : [];
  const entry = (paragraph: string): string => xmlElement("text:list-item", {}, paragraph);
  const plain = (paragraph: string): string => paragraph;
  const found = (boundary: Boundary, isEntry: boolean, around = plain): ListPosition => ({
    ...boundary,
    isEntry,
    around,
  });
  if (lists.length > 0) {
    const beside = all.find(
      ({ parent }) => parent.name === "text:list" && listsAround(parent).length === lists.length - 1,
    );
    if (beside) return found(beside, true, entry);
    const isFree = isReplaced && previous !== undefined && isFirstOfEntry(previous) && from < previous.end;
    if (first && isFree && listsAround(previous).length === lists.length) return found(first, true);
    const inside = all.find(
      ({ parent }) => parent.name === "text:list-item" && listsAround(parent).length === lists.length - 1,
    );
    if (inside) return found(inside, true, (paragraph) => xmlElement("text:list", {}, entry(paragraph)));
  }
  const outside = all.find(({ parent }) => !listParts.has(parent.name));
  if (outside && lists.length > 0) return found(outside, true, (paragraph) => newLists(lists, paragraph, xml));
  const free = outside ?? all.find(({ parent }) => parent.name !== "text:list");
  if (free) return found(free, false);
  if (!first) throw new RangeError("There is no paragraph on either side");
  return found(first, true, entry);
}

/** Yields the boundaries after a paragraph, from the inside to the outside. */
function* after(paragraph: SourceElement): Generator<Boundary, void> {
  for (let at = paragraph; at.parent; at = at.parent) {
    yield { at: at.end, parent: at.parent };
    if (!listParts.has(at.parent.name) || elementsOf(at.parent).at(-1) !== at) return;
  }
}

/** Returns the boundaries before a paragraph, from the outside to the inside. */
function before(paragraph: SourceElement): Boundary[] {
  const found: Boundary[] = [];
  for (let at = paragraph; at.parent; at = at.parent) {
    found.unshift({ at: at.start, parent: at.parent });
    if (!listParts.has(at.parent.name) || elementsOf(at.parent)[0] !== at) break;
  }
  return found;
}

function isFirstOfEntry(paragraph: SourceElement): boolean {
  const { parent } = paragraph;
  return parent?.name === "text:list-item" && elementsOf(parent)[0] === paragraph;
}

/** Returns the lists around an element, the outermost first. */
function listsAround({ parent }: SourceElement): SourceElement[] {
  if (!parent) return [];
  return parent.name === "text:list" ? [...listsAround(parent), parent] : listsAround(parent);
}

/** Returns a paragraph in lists like others, which continues their numbering. */
function newLists(lists: readonly SourceElement[], paragraph: string, xml: string): string {
  const own = /\s(?:xml:id|text:id|text:continue-list|text:continue-numbering)=(?:"[^"]*"|'[^']*')/gu;
  return lists.reduceRight((inner, { raw, start, openEnd }, index) => {
    const tag = xml.slice(start, openEnd - 1).replaceAll(own, "");
    const more = index === 0 ? ' text:continue-numbering="true"' : "";
    return `${tag}${more}>${xmlElement("text:list-item", {}, inner)}${xmlEnd(raw)}`;
  }, paragraph);
}
