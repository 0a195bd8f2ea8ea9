import { type Atom, atomTokens, type Cuts } from "../../tracked/atoms.ts";
import {
  addToken,
  type Cell,
  type Owner,
  type Row,
  type Stories,
  type Story,
  type Token,
} from "../../tracked/story.ts";
import { TokenPlaces } from "../../tracked/token-places.ts";
import { childOf, descendants, elementsOf, type SourceElement } from "../../package/xml-source.ts";
import { contentPart, type OdtContent } from "../odt-content.ts";
import { attributeOf } from "../hidden-styles.ts";
import { odtAtoms } from "../odt-atoms.ts";
import { boxesIn, odtObjectKey } from "./odt-object-key.ts";
import type { OdtFile } from "./odt-file.ts";

/** The stories of an OpenDocument text. */
export interface OdtStories extends Stories {
  /**
   * Returns the number of a paragraph's group. The ends of the paragraphs of a group can be inserted and deleted, except
   * that of the last. Tables, sections and indexes are between groups.
   */
  readonly groupOf: (block: SourceElement) => number;
}

/** Elements whose paragraphs belong to the story around them. Those of sections are a group of their own. */
const containers = new Set(
  "text:list text:list-item text:list-header text:numbered-paragraph text:section text:index-body".split(" "),
);
const rowHolders = new Set(["table:table-rows", "table:table-header-rows", "table:table-row-group"]);

/** Elements between paragraphs that do not separate them. */
const besides =
  /^(?:text:(?:soft-page-break|tracked-changes|[a-z-]+-decls|number)|office:forms|office:annotation(?:-end)?|draw:.*)$/u;

/**
 * Reads the tokens of an OpenDocument text. `cuts` are the ends of changes inside words.
 *
 * @throws UnsupportedPackageError
 */
export function readOdtStories(file: OdtFile, cuts: Cuts): OdtStories {
  return new OdtStoryReader(file, cuts).read();
}

class OdtStoryReader {
  readonly #file: OdtFile;
  readonly #content: OdtContent;
  readonly #cuts: Cuts;
  readonly #names = new Map<SourceElement, string>();
  readonly #notes = new Map<string, Story>();
  readonly #placed = new TokenPlaces();
  readonly #groups = new Map<SourceElement, number>();
  #group = 0;
  #lastGroup = 0;

  constructor(file: OdtFile, cuts: Cuts) {
    this.#file = file;
    this.#content = file.content;
    this.#cuts = cuts;
  }

  read(): OdtStories {
    const { body } = this.#content;
    let ordinal = 0;
    // In the same way as the source map counts them.
    for (const element of descendants(body)) this.#names.set(element, `${contentPart} ${String(ordinal++)}`);
    return {
      body: this.#story(body, null),
      notes: this.#notes,
      find: (part, run, at) => this.#placed.find(part, run, at),
      groupOf: (block) => this.#groups.get(block) ?? 0,
    };
  }

  #story(container: SourceElement, owner: Owner | null): Story {
    const story: Story = { source: this.#content.source, part: contentPart, container, owner, tokens: [] };
    this.#separate();
    this.#blocks(container, story);
    this.#separate();
    return story;
  }

  #blocks(container: SourceElement, story: Story): void {
    for (const element of elementsOf(container)) {
      if (element.name === "text:p" || element.name === "text:h") this.#paragraph(element, story);
      else if (element.name === "table:table") {
        this.#separate();
        this.#table(element, story);
        this.#separate();
      } else if (containers.has(element.name)) {
        const isApart = element.name === "text:section" || element.name === "text:index-body";
        if (isApart) this.#separate();
        this.#blocks(element, story);
        if (isApart) this.#separate();
      } else if (!besides.test(element.name)) this.#separate();
    }
  }

  #table(element: SourceElement, story: Story): void {
    const rows: Row[] = [];
    const token = addToken(story, {
      kind: "table",
      key: "table",
      block: element,
      wrapper: element,
      table: { element, rows },
    });
    for (const row of rowsIn(element)) {
      const cells: Cell[] = [];
      const read: Row = { element: row, cells };
      rows.push(read);
      for (const cell of elementsOf(row)) {
        if (cell.name !== "table:table-cell" && cell.name !== "table:covered-table-cell") continue;
        const shape = `${attributeOf(cell, "number-columns-spanned") ?? "1"}${cell.name === "table:table-cell" ? "" : "+"}`;
        cells.push({ element: cell, shape, story: this.#story(cell, { kind: "cell", token, row: read }) });
      }
    }
  }

  #paragraph(block: SourceElement, story: Story): void {
    this.#groups.set(block, this.#group);
    const atoms = odtAtoms(block, (element) => this.#names.get(element) ?? "");
    for (const { atom, ...found } of atomTokens(atoms, this.#cuts)) {
      const { text, parts, wrapper } = found;
      // White space in the source is a space.
      const key = text.replace(/[\t\r\n]/gu, " ");
      const token = atom
        ? this.#object(atom, story, block)
        : addToken(story, { kind: "text", key, text, parts, block, wrapper });
      this.#placed.add(token, found.places);
    }
    addToken(story, { kind: "end", key: "end", block, wrapper: block });
  }

  #object({ run, element, wrapper }: Atom, story: Story, block: SourceElement): Token {
    const parts = [{ run, element, from: 0, to: 1 }];
    const note = element.name === "text:note" ? this.#note(element) : null;
    const boxes: Story[] = [];
    const key = note ? "note" : odtObjectKey(element, this.#file);
    const token = addToken(story, { kind: "object", key, parts, block, wrapper, boxes, note });
    for (const box of boxesIn(element)) boxes.push(this.#inside(box, { kind: "box", token }));
    return token;
  }

  #note(element: SourceElement): Story | null {
    const body = childOf(element, "text:note-body");
    if (!body) return null;
    const kind = attributeOf(element, "note-class") ?? "footnote";
    const name = `${kind} ${String(this.#notes.size)}`;
    const story = this.#inside(body, { kind: "note", name });
    this.#notes.set(name, story);
    return story;
  }

  /** Reads a story inside a paragraph, which stays in its group. */
  #inside(container: SourceElement, owner: Owner): Story {
    const group = this.#group;
    const story = this.#story(container, owner);
    this.#group = group;
    return story;
  }

  #separate(): void {
    this.#lastGroup += 1;
    this.#group = this.#lastGroup;
  }
}

/** Returns the rows of a table, also those of its head and of groups. */
export function rowsIn(parent: SourceElement): SourceElement[] {
  return elementsOf(parent).flatMap((inner) => {
    if (inner.name === "table:table-row") return [inner];
    return rowHolders.has(inner.name) ? rowsIn(inner) : [];
  });
}
