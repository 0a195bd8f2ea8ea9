import type { SourceElement, XmlSource } from "../package/xml-source.ts";
import type { Atom, TokenPart } from "./atoms.ts";

/** The properties of a token, without its key. Text within one text element needs only its atom. */
interface TokenFacts {
  readonly kind: "text" | "object" | "end" | "table";
  readonly parts: readonly TokenPart[];
  readonly block: SourceElement;
  readonly wrapper: SourceElement;
  readonly table: Table | null;
  readonly boxes: readonly Story[];
  readonly note: Story | null;
  readonly style: string;
  /** The atom that the token begins in, if it is text. */
  readonly atom: Atom | null;
}

const none: readonly never[] = [];

/**
 * The smallest unit that is kept, inserted or deleted: a word, a space, a punctuation mark, an object in the text, the
 * end of a paragraph, or a table. A long text has a million, so most have nothing but an atom and the offset in it.
 */
export class Token {
  readonly story: Story;
  /** Position in the story. */
  readonly index: number;
  /** Tokens with the same key can be the same token in both files. The key of text is the text. */
  readonly key: string;
  readonly #origin: Atom | TokenFacts;
  /** Offset in the atom that the token begins in. */
  readonly #at: number;
  /** Number of its move; null for another change. Undefined if the comparison of the texts found it unchanged. */
  #change: number | null | undefined;

  private constructor(story: Story, key: string, origin: Atom | TokenFacts, at: number) {
    this.story = story;
    this.index = story.tokens.length;
    this.key = key;
    this.#origin = origin;
    this.#at = at;
    story.tokens.push(this);
  }

  /** Adds text that begins in an atom. `parts` are its stretches, if it goes on in others. */
  static text(story: Story, key: string, from: { atom: Atom; at: number }, parts: readonly TokenPart[] | null): Token {
    const { atom, at } = from;
    return new Token(story, key, parts ? factsOf({ ...atom, atom, kind: "text", parts }) : atom, at);
  }

  /** Adds an object, the end of a paragraph, or a table. */
  static of(story: Story, key: string, given: GivenFacts): Token {
    return new Token(story, key, factsOf(given), 0);
  }

  get #facts(): TokenFacts | null {
    return "kind" in this.#origin ? this.#origin : null;
  }

  get kind(): TokenFacts["kind"] {
    return this.#facts?.kind ?? "text";
  }

  get text(): string {
    return this.kind === "text" ? this.key : "";
  }

  get parts(): readonly TokenPart[] {
    if ("kind" in this.#origin) return this.#origin.parts;
    const { run, element } = this.#origin;
    return [{ run, element, from: this.#at, to: this.#at + this.key.length }];
  }

  /** The paragraph or table. */
  get block(): SourceElement {
    return this.#origin.block;
  }

  /** The paragraph, or the innermost element in it that contains the runs, such as a link. */
  get wrapper(): SourceElement {
    return this.#origin.wrapper;
  }

  get table(): Table | null {
    return this.#facts?.table ?? null;
  }

  /** Texts of the text boxes of an object. */
  get boxes(): readonly Story[] {
    return this.#facts?.boxes ?? none;
  }

  /** The note that the token refers to. */
  get note(): Story | null {
    return this.#facts?.note ?? null;
  }

  /** The style of a paragraph that ends. */
  get style(): string {
    return this.#facts?.style ?? "";
  }

  /** Number of the move that the comparison of the texts found. Null if the token is not moved. */
  get move(): number | null {
    return this.#change ?? null;
  }

  /** Whether the comparison of the texts found the token changed. */
  get isChanged(): boolean {
    return this.#change !== undefined;
  }

  /** Marks the token as changed, and as moved if `move` is a number. */
  change(move: number | null): void {
    this.#change = move;
  }

  /** Returns the offset in an atom at which the token begins. 0 if it begins in an atom before. */
  startIn(atom: Atom): number {
    const own = "kind" in this.#origin ? this.#origin.atom : this.#origin;
    return own === atom ? this.#at : 0;
  }
}

type GivenFacts = Pick<TokenFacts, "kind" | "block" | "wrapper"> & Partial<TokenFacts>;

function factsOf({ kind, block, wrapper, ...given }: GivenFacts): TokenFacts {
  const { parts = none, table = null, boxes = none, note = null, style = "", atom = null } = given;
  return { kind, parts, block, wrapper, table, boxes, note, style, atom };
}

/** Position of a story: a cell of a table, a text box or a note. The body has no owner. */
export type Owner =
  | { readonly kind: "cell"; readonly token: Token; readonly row: Row }
  | { readonly kind: "box"; readonly token: Token }
  | { readonly kind: "note"; readonly name: string };

/** Paragraphs and tables that follow each other: the body, a cell, a note or a text box. */
export interface Story {
  readonly source: XmlSource;
  readonly part: string;
  readonly container: SourceElement;
  readonly owner: Owner | null;
  readonly tokens: Token[];
}

export interface Table {
  readonly element: SourceElement;
  readonly rows: Row[];
}

export interface Row {
  readonly element: SourceElement;
  readonly cells: Cell[];
}

export interface Cell {
  readonly element: SourceElement;
  readonly story: Story;
}

/** All stories of a file. */
export interface Stories {
  readonly body: Story;
  /** Notes by kind and id: "footnote 2". */
  readonly notes: ReadonlyMap<string, Story>;
  /** Finds the token of a character: the part, the run's ordinal in it, and the offset in the run. */
  find(part: string, run: number, at: number): Token | undefined;
}

/** A paragraph or table of a story: what is inside, and the token that ends it. Null if the paragraph goes on. */
interface StoryBlock {
  readonly inside: readonly Token[];
  readonly end: Token | null;
}

/** Divides tokens after each end of a paragraph and each table. */
export function* blocksOf(tokens: readonly Token[]): Generator<StoryBlock, void> {
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    if (!endsBlock(token)) continue;
    yield { inside: tokens.slice(start, index), end: token };
    start = index + 1;
  }
  if (start < tokens.length) yield { inside: tokens.slice(start), end: null };
}

/** Whether a token is the end of a paragraph, or a table. */
export function endsBlock(token: Token | undefined): boolean {
  return token?.kind === "end" || token?.kind === "table";
}

/** Returns the parts of tokens. Tokens that follow each other in one text element are one part. */
export function joinedParts(tokens: readonly Token[]): { part: TokenPart; token: Token }[] {
  const joined: { part: TokenPart; token: Token }[] = [];
  for (const token of tokens) {
    for (const part of token.parts) {
      const last = joined.at(-1)?.part;
      const isNext = last?.element === part.element && last.to === part.from;
      if (isNext) joined.pop();
      joined.push({ part: isNext ? { ...part, from: last.from } : part, token });
    }
  }
  return joined;
}

/** Returns all text of a story, with its tables and text boxes. */
export function storyText(story: Story): string {
  return story.tokens.map(tokenText).join("");
}

/** Returns the text of a token, with all text inside. */
export function tokenText(token: Token): string {
  if (token.table) return token.table.rows.map(rowText).join("\n");
  if (token.note) return storyText(token.note);
  if (token.boxes.length > 0) return token.boxes.map(storyText).join("\n");
  return token.kind === "end" ? "\n" : token.text;
}

/** Returns all text of a row. */
export function rowText({ cells }: Row): string {
  return cells.map(({ story }) => storyText(story)).join("\t");
}
