import { inside } from "../rows-and-cells.ts";
import { boxesIn, objectKey } from "./object-key.ts";
import { type Atom, atomTokens, type Cuts } from "../../tracked/atoms.ts";
import { paragraphAtoms } from "./paragraph-atoms.ts";
import {
  addToken,
  type Cell,
  type Owner,
  type Row,
  type Stories,
  type Story,
  type Table,
  type Token,
} from "../../tracked/story.ts";
import { TokenPlaces } from "../../tracked/token-places.ts";
import { UnsupportedPackageError } from "../../package/unsupported.ts";
import type { WordFile } from "../word-file.ts";
import {
  childOf,
  descendants,
  elementsOf,
  type SourceElement,
  wordAttribute,
  type XmlSource,
} from "../../package/xml-source.ts";

const noteKinds = { footnote: "footnotes", endnote: "endnotes" } as const;

/**
 * Reads the tokens of all stories of a file. `cuts` are the ends of changes inside words.
 *
 * @throws UnsupportedPackageError
 */
export function readStories(file: WordFile, cuts: Cuts): Stories {
  return new StoryReader(file, cuts).read();
}

class StoryReader {
  readonly #file: WordFile;
  readonly #cuts: Cuts;
  readonly #notes = new Map<string, Story>();
  readonly #placed = new TokenPlaces();
  readonly #runs = new Map<SourceElement, string>();

  constructor(file: WordFile, cuts: Cuts) {
    this.#file = file;
    this.#cuts = cuts;
  }

  read(): Stories {
    const { main } = this.#file;
    const source = this.#part(main);
    const body = childOf(source?.root, "w:body");
    if (!source || !body) throw new UnsupportedPackageError(main, "no body");
    for (const [kind, type] of Object.entries(noteKinds)) this.#readNotes(kind, this.#file.related(type));
    return {
      body: this.#story(source, main, body, null),
      notes: this.#notes,
      find: (part, run, at) => this.#placed.find(part, run, at),
    };
  }

  /** Counts the runs of a part in the same way as the source map. */
  #part(name: string | undefined): XmlSource | undefined {
    const source = this.#file.source(name);
    let count = 0;
    for (const element of source ? descendants(source.root) : []) {
      if (element.name === "w:r") this.#runs.set(element, `${name ?? ""} ${String(count++)}`);
    }
    return source;
  }

  #readNotes(kind: string, part: string | undefined): void {
    const source = this.#part(part);
    if (!source || part === undefined) return;
    for (const element of elementsOf(source.root)) {
      if (element.name !== `w:${kind}` || /separator|notice/iu.test(wordAttribute(element, "type") ?? "")) continue;
      const name = `${kind} ${wordAttribute(element, "id") ?? ""}`;
      this.#notes.set(name, this.#story(source, part, element, { kind: "note", name }));
    }
  }

  #story(source: XmlSource, part: string, container: SourceElement, owner: Owner | null): Story {
    const story: Story = { source, part, container, owner, tokens: [] };
    this.#blocks(container, story);
    return story;
  }

  #blocks(container: SourceElement, story: Story): void {
    for (const element of elementsOf(container)) {
      if (element.name === "w:p") this.#paragraph(element, story);
      else if (element.name === "w:tbl") this.#table(element, story);
      else if (/^w:(?:sdt|sdtContent|customXml|smartTag)$/u.test(element.name)) this.#blocks(element, story);
      else if (element.name === "w:altChunk" || element.name === "mc:AlternateContent") {
        throw new UnsupportedPackageError(story.part, element.name);
      }
    }
  }

  #table(element: SourceElement, story: Story): void {
    const table: Table = { element, rows: [] };
    const token = addToken(story, { kind: "table", key: "table", block: element, wrapper: element, table });
    for (const row of inside(element, "w:tr")) {
      const read: Row = { element: row, cells: [] };
      table.rows.push(read);
      for (const cell of inside(row, "w:tc"))
        read.cells.push(this.#cell(cell, story, { kind: "cell", token, row: read }));
    }
  }

  #cell(element: SourceElement, { source, part }: Story, owner: Owner): Cell {
    const properties = childOf(element, "w:tcPr");
    const merge = childOf(properties, "w:vMerge");
    const isContinued = merge !== undefined && wordAttribute(merge, "val") !== "restart";
    const shape = `${wordAttribute(childOf(properties, "w:gridSpan"), "val") ?? "1"}${isContinued ? "+" : ""}`;
    return { element, shape, story: this.#story(source, part, element, owner) };
  }

  #paragraph(block: SourceElement, story: Story): void {
    const atoms = paragraphAtoms(block, (run) => this.#runs.get(run) ?? "");
    for (const { atom, ...found } of atomTokens(atoms, this.#cuts)) {
      const token = atom
        ? this.#object(atom, story, block)
        : addToken(story, {
            kind: "text",
            key: found.text,
            text: found.text,
            parts: found.parts,
            block,
            wrapper: found.wrapper,
          });
      this.#placed.add(token, found.places);
    }
    addToken(story, { kind: "end", key: "end", block, wrapper: block });
  }

  #object({ run, element, wrapper }: Atom, story: Story, block: SourceElement): Token {
    const kind = /^w:(footnote|endnote)Reference$/u.exec(element.name)?.[1];
    const note = kind === undefined ? null : (this.#notes.get(`${kind} ${wordAttribute(element, "id") ?? ""}`) ?? null);
    const key = note ? "note" : objectKey(element, story.part, this.#file);
    const parts = [{ run, element, from: 0, to: 1 }];
    const boxes: Story[] = [];
    const token = addToken(story, { kind: "object", key, parts, block, wrapper, boxes, note });
    for (const box of boxesIn(element)) boxes.push(this.#story(story.source, story.part, box, { kind: "box", token }));
    return token;
  }
}
