import type { Edit } from "../original/edits.ts";
import { descendants, elementsOf, type SourceElement } from "../original/xml-source.ts";
import { xmlElement, xmlEnd } from "../shared/xml.ts";
import type { OdtBlocks } from "./odt-blocks.ts";
import type { OdtContent } from "./odt-content.ts";
import type { OdtAuthor, OdtRegions } from "./odt-regions.ts";

/** A deleted paragraph. */
interface Deleted {
  readonly by: OdtAuthor;
  /** Starts and ends of comments on it. */
  begun: string;
  ended: string;
}

/** What a paragraph can have inside when it is stored with the deletions. */
const kept = new Set(
  "text:span text:a text:s text:tab text:line-break text:soft-page-break text:bookmark text:bookmark-start text:bookmark-end text:note text:note-citation text:note-body text:p".split(
    " ",
  ),
);
const listParts = new Set(["text:list", "text:list-item", "text:list-header"]);

/** Writes deleted paragraphs as tracked changes. */
export class OdtBlockEdits {
  readonly #content: OdtContent;
  readonly #blocks: OdtBlocks;
  readonly #regions: OdtRegions;
  readonly #deleted = new Map<SourceElement, Deleted>();
  /** Whether an element is removed from the text with its paragraphs. */
  readonly #gone = new Map<SourceElement, boolean>();

  constructor({ content, regions }: { content: OdtContent; regions: OdtRegions }, blocks: OdtBlocks) {
    this.#content = content;
    this.#blocks = blocks;
    this.#regions = regions;
  }

  /** Whether a clause is a paragraph of its own with nothing but text, notes, and bookmarks that also end in it. */
  canDelete(clause: string): boolean {
    const block = this.#blocks.of(clause);
    if (!block) return false;
    const inside = [...descendants(block.paragraph)];
    return inside.every(({ name }) => kept.has(name)) && areClosed(inside);
  }

  delete(clause: string, by: OdtAuthor): void {
    const block = this.#blocks.of(clause);
    if (block) this.#deleted.set(block.paragraph, { by, begun: "", ended: "" });
  }

  /** Takes an edit of a comment over if it is in a deleted paragraph. Returns whether it is. */
  takeOver({ start, text }: Edit, isEnd: boolean): boolean {
    const around = [...this.#deleted].find(([paragraph]) => paragraph.start < start && start < paragraph.end)?.[1];
    if (around && isEnd) around.ended += text;
    else if (around) around.begun += text;
    return around !== undefined;
  }

  /**
   * Returns the edits of all steps. The mark of a deleted paragraph is at the start of the next one that stays, as in
   * LibreOffice. Without one, the deleted paragraph stays without its text.
   */
  edits(): Edit[] {
    const edits: Edit[] = [];
    let pending = "";
    for (const paragraph of this.#blocks.paragraphs) {
      const deleted = this.#deleted.get(paragraph);
      const isMoved = deleted && this.#blocks.next(paragraph) !== undefined;
      if (deleted) pending += this.#mark(paragraph, deleted, isMoved === true);
      if (isMoved) this.#gone.set(paragraph, true);
      else if (pending !== "") {
        edits.push(deleted ? this.#emptied(paragraph, pending) : this.#atStart(paragraph, pending));
        pending = "";
      }
    }
    const removed = new Set(
      [...this.#deleted.keys()].filter((one) => this.#isGone(one)).map((one) => this.#topOf(one)),
    );
    return [...edits, ...[...removed].map(({ start, end }) => ({ start, end, text: "" }))];
  }

  #mark(paragraph: SourceElement, { by, begun, ended }: Deleted, isMoved: boolean): string {
    const { xml } = this.#content.source;
    const own = this.#openTag(paragraph, isMoved) + xml.slice(paragraph.openEnd, paragraph.end);
    if (!isMoved) return begun + this.#regions.deletion(by, own) + ended;
    let whole = own;
    for (let at = paragraph.parent; at && listParts.has(at.name); at = at.parent) {
      whole = this.#openTag(at, false) + whole + xmlEnd(at.raw);
    }
    // The last paragraph of a deletion continues in the text after it.
    return begun + this.#regions.deletion(by, whole + xmlElement("text:p")) + ended;
  }

  /** Returns a start tag. Ids are unique, so a copy has none. */
  #openTag({ start, openEnd }: SourceElement, withId: boolean): string {
    const tag = this.#content.source.xml.slice(start, openEnd);
    return withId ? tag : tag.replaceAll(/\s(?:xml:id|text:id)=(?:"[^"]*"|'[^']*')/gu, "");
  }

  #emptied({ openEnd, closeStart }: SourceElement, marks: string): Edit {
    return { start: openEnd, end: closeStart, text: marks };
  }

  #atStart({ raw, start, openEnd }: SourceElement, marks: string): Edit {
    const isClosed = this.#content.source.xml.slice(start, openEnd).endsWith("/>");
    if (!isClosed) return { start: openEnd, end: openEnd, text: marks };
    return { start: openEnd - 2, end: openEnd, text: `>${marks}${xmlEnd(raw)}` };
  }

  #isGone(element: SourceElement): boolean {
    const known = this.#gone.get(element);
    if (known !== undefined) return known;
    const parts = elementsOf(element).filter(({ name }) => name !== "text:soft-page-break");
    const gone = listParts.has(element.name) && parts.length > 0 && parts.every((part) => this.#isGone(part));
    this.#gone.set(element, gone);
    return gone;
  }

  /** Returns the outermost list or entry that has no other text than removed paragraphs. */
  #topOf(paragraph: SourceElement): SourceElement {
    let top = paragraph;
    while (top.parent && this.#isGone(top.parent)) top = top.parent;
    return top;
  }
}

/** Whether every bookmark begins and ends among these elements. */
function areClosed(elements: readonly SourceElement[]): boolean {
  const namesOf = (kind: string): string =>
    elements
      .filter(({ name }) => name === kind)
      .map(({ attributes }) => attributes.find(({ local }) => local === "name")?.value ?? "")
      .sort()
      .join("\n");
  return namesOf("text:bookmark-start") === namesOf("text:bookmark-end");
}
