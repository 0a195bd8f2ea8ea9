import type { SourceElement, XmlSource } from "../package/xml-source.ts";
import { type Atom, type Cuts, textTokens } from "./atoms.ts";
import { type Cell, type Owner, type Row, type Stories, type Story, Token } from "./story.ts";

/** The tokens of an atom, as indexes of its story. */
interface Placed {
  readonly atom: Atom;
  readonly tokens: readonly Token[];
  readonly first: number;
  last: number;
}

/** The tokens of a file by run and offset, as the source map counts them. */
class TokenPlaces {
  /** By the name of the run: "word/document.xml 12". */
  readonly #placed = new Map<string, Placed[]>();
  #latest: Placed | undefined;
  /** The run that was looked up last. Characters are looked up in order. */
  #run: { part: string; run: number; placed: readonly Placed[] } | undefined;

  /** Adds a token with characters of an atom. Those of a run are in order. */
  add(atom: Atom, { story: { tokens }, index }: Token): void {
    if (this.#latest?.atom === atom) {
      this.#latest.last = index;
      return;
    }
    this.#latest = { atom, tokens, first: index, last: index };
    const placed = this.#placed.get(atom.name);
    if (placed) placed.push(this.#latest);
    else this.#placed.set(atom.name, [this.#latest]);
  }

  /** Finds the token of a character: the part, the run's ordinal in it, and the offset in the run. */
  find(part: string, run: number, at: number): Token | undefined {
    if (this.#run?.part !== part || this.#run.run !== run) {
      this.#run = { part, run, placed: this.#placed.get(`${part} ${String(run)}`) ?? [] };
    }
    const { placed } = this.#run;
    const index = firstIndex(0, placed.length, (one) => {
      const atom = placed[one]?.atom;
      return atom !== undefined && atom.at + atom.length > at;
    });
    const found = placed[index];
    if (!found || found.atom.at > at) return undefined;
    const { atom, tokens, first, last } = found;
    const after = firstIndex(first, last + 1, (one) => (tokens[one]?.startIn(atom) ?? 0) > at - atom.at);
    return tokens[after - 1];
  }
}

/** Returns the first index at which a condition holds, or `end`. Once it holds, it must hold at all later ones. */
function firstIndex(start: number, end: number, holds: (index: number) => boolean): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How the stories of a format are read. */
export interface StoryFormat {
  /** Adds the paragraphs and tables of a story to it. */
  blocks(story: Story): void;
  /** Returns the text elements and objects of a paragraph, in order. */
  atoms(paragraph: SourceElement): Atom[];
  /** Returns the name of a paragraph's style. */
  styleOf(paragraph: SourceElement): string;
  /** Returns the rows of a table, each with its cells. */
  rows(table: SourceElement): { element: SourceElement; cells: SourceElement[] }[];
  /** Returns an object's key and, if it refers to a note, the note. */
  object(element: SourceElement, story: Story): { note: Story | null; key: string };
  /** Returns the text boxes in an object. */
  boxesIn(element: SourceElement): SourceElement[];
}

/** Builds the stories of a file. `cuts` are the ends of changes inside words. */
export class StoryBuilder {
  readonly notes = new Map<string, Story>();
  readonly #format: StoryFormat;
  readonly #cuts: Cuts;
  readonly #places = new TokenPlaces();
  /** Each word once, because a long text repeats its words. */
  readonly #words = new Map<string, string>();

  constructor(format: StoryFormat, cuts: Cuts) {
    this.#format = format;
    this.#cuts = cuts;
  }

  /** Returns all stories, given the body. */
  stories(body: Story): Stories {
    const places = this.#places;
    return { body, notes: this.notes, find: (part, run, at) => places.find(part, run, at) };
  }

  story(source: XmlSource, part: string, container: SourceElement, owner: Owner | null): Story {
    const story: Story = { source, part, container, owner, tokens: [] };
    this.#format.blocks(story);
    return story;
  }

  table(element: SourceElement, story: Story): void {
    const rows: Row[] = [];
    const token = Token.of(story, "table", {
      kind: "table",
      block: element,
      wrapper: element,
      table: { element, rows },
    });
    for (const { element: row, cells } of this.#format.rows(element)) {
      const read: Row = { element: row, cells: [] };
      rows.push(read);
      const owner = { kind: "cell", token, row: read } as const;
      const cellOf = (cell: SourceElement): Cell => ({
        element: cell,
        story: this.story(story.source, story.part, cell, owner),
      });
      for (const cell of cells) read.cells.push(cellOf(cell));
    }
  }

  paragraph(block: SourceElement, story: Story): void {
    let open: Atom[] = [];
    const close = (): void => {
      this.#text(open, story);
      open = [];
    };
    for (const atom of this.#format.atoms(block)) {
      if (atom.text === null || (open.length > 0 && open[0]?.wrapper !== atom.wrapper)) close();
      if (atom.text !== null) {
        open.push(atom);
        continue;
      }
      const token = this.#object(atom, story);
      if (atom.length > 0) this.#places.add(atom, token);
    }
    close();
    const style = this.#format.styleOf(block);
    Token.of(story, "end", { kind: "end", block, wrapper: block, style });
  }

  #text(atoms: readonly Atom[], story: Story): void {
    for (const { text, atom, at, further } of textTokens(atoms, this.#cuts)) {
      const word = this.#words.get(text);
      if (word === undefined) this.#words.set(text, text);
      const token = Token.text(story, word ?? text, { atom, at }, further?.parts ?? null);
      this.#places.add(atom, token);
      for (const other of further?.atoms ?? []) this.#places.add(other, token);
    }
  }

  #object({ run, element, wrapper, block }: Atom, story: Story): Token {
    const { note, key } = this.#format.object(element, story);
    const parts = [{ run, element, from: 0, to: 1 }];
    const boxes: Story[] = [];
    const token = Token.of(story, key, { kind: "object", parts, block, wrapper, boxes, note });
    for (const box of this.#format.boxesIn(element)) {
      boxes.push(this.story(story.source, story.part, box, { kind: "box", token }));
    }
    return token;
  }
}
