import type { SourceElement, XmlSource } from "../package/xml-source.ts";

/** A stretch of a token: characters of a text element, or one element that is a character or an object. */
export interface TokenPart {
  /** The run. Null for an object beside the runs, such as an equation. */
  readonly run: SourceElement | null;
  readonly element: SourceElement;
  /** Offsets in the text of the element. 0 and 1 for other elements. */
  readonly from: number;
  readonly to: number;
}

/**
 * The smallest unit that is kept, inserted or deleted: a word, a space, a punctuation mark, an object in the text, the
 * end of a paragraph, or a table.
 */
export interface Token {
  readonly kind: "text" | "object" | "end" | "table";
  /** Tokens with the same key can be the same token in both files. */
  key: string;
  readonly text: string;
  readonly parts: readonly TokenPart[];
  /** The paragraph or table. */
  readonly block: SourceElement;
  /** The paragraph, or the innermost element in it that contains the runs, such as a link. */
  readonly wrapper: SourceElement;
  readonly story: Story;
  /** Position in the story. */
  readonly index: number;
  readonly table: Table | null;
  /** Texts of the text boxes of an object. */
  readonly boxes: readonly Story[];
  /** The note that the token refers to. */
  readonly note: Story | null;
  /** Number of the move that the comparison of the texts found. Null if the token is not moved. */
  move: number | null;
  /** Whether the comparison of the texts found the token changed. */
  isChanged: boolean;
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
  /** Number of columns, and whether the cell continues the one above. */
  readonly shape: string;
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

const none: readonly never[] = [];

/** Adds a token. A text has many, so the object is created at once and shares its empty lists. */
export function addToken(
  story: Story,
  given: Pick<Token, "kind" | "key" | "block" | "wrapper"> & Partial<Token>,
): Token {
  const { kind, key, block, wrapper, text = "", parts = none, table = null, boxes = none, note = null } = given;
  const index = story.tokens.length;
  const token: Token = {
    kind,
    key,
    text,
    parts,
    block,
    wrapper,
    story,
    index,
    table,
    boxes,
    note,
    move: null,
    isChanged: false,
  };
  story.tokens.push(token);
  return token;
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
