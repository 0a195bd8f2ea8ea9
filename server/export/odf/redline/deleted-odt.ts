import { blocksOf, joinedParts, type Row, type Story, type Token } from "../../tracked/story.ts";
import { type SourceElement, textIn } from "../../package/xml-source.ts";
import { attributeOf, odtText } from "../odt-styles.ts";
import { listParts } from "../list-positions.ts";
import { xmlElement, xmlEnd } from "../../shared/xml.ts";
import { baseOdt, type BaseOdtReferences, chainOf, columnsOf, openTagOf } from "./base-odt.ts";

/** Adds a deletion with this content, and returns the mark of its position. */
export type AddDeletion = (content: string) => string;

/** A paragraph of deleted text, or a table. */
type Piece = { readonly table: Token } | { readonly tokens: readonly Token[]; readonly end: Token | null };

/** How deleted text continues in the text around it. */
export interface DeletionEdges {
  /** Whether it begins at the end of a paragraph that stays. */
  readonly followsParagraph?: boolean;
  /** Whether the end of its last paragraph stays, so that the deletion has one fewer. */
  readonly keepsLastEnd?: boolean;
}

/** Writes content of the base as the content of deletions. */
export class DeletedOdt {
  readonly #references: BaseOdtReferences;

  constructor(references: BaseOdtReferences) {
    this.#references = references;
  }

  /**
   * Returns deleted text as paragraphs. The first one continues the text before, and the last one continues in the text
   * after. A deletion that ends with the end of a paragraph therefore has an empty one at its end.
   */
  content(tokens: readonly Token[], { followsParagraph = false, keepsLastEnd = false }: DeletionEdges = {}): string {
    const last = tokens.at(-1);
    const isOpen = keepsLastEnd && last?.kind === "end";
    const pieces = piecesOf(isOpen ? tokens.slice(0, -1) : tokens);
    if (isOpen && (pieces.length === 0 || isBlockEnd(pieces.at(-1)))) pieces.push({ tokens: [], end: null });
    const written = pieces.map((piece, index) => {
      if ("table" in piece) return baseOdt(piece.table.block, this.#references);
      const of = piece.tokens[0] ?? piece.end ?? last;
      const isFirst = index > 0 || followsParagraph || (of !== undefined && isFirstInBlock(of));
      return this.#paragraph(piece.tokens, of, isFirst && (piece.end !== null || isOpen));
    });
    const isEnded = pieces.length > 0 && isBlockEnd(pieces.at(-1));
    const empty = xmlElement("text:p");
    return (followsParagraph ? empty : "") + written.join("") + (isEnded ? empty : "");
  }

  /** Returns a paragraph for a deletion whose end cannot be tracked, given the mark of the deletion. */
  rest(end: Token, mark: string): string {
    const tag = openTagOf(end.block, this.#references);
    return mark === "" ? `${tag}/>` : `${tag}>${mark}${xmlEnd(end.block.raw)}`;
  }

  /** Returns a table of which all rows are deleted. */
  table({ table }: Token, rowChange: (name: string | undefined) => string, add: AddDeletion): string {
    if (!table) return "";
    const rows = table.rows.map((row) => this.row(row, rowChange, add)).join("");
    return `${openTagOf(table.element, this.#references)}>${columnsOf(table.element, this.#references)}${rows}${xmlEnd(table.element.raw)}`;
  }

  /** Returns a deleted row. `rowChange` returns the style of a row that says so, given the name of its own style. */
  row({ element, cells }: Row, rowChange: (name: string | undefined) => string, add: AddDeletion): string {
    const own = attributeOf(element, "style-name");
    const style = rowChange(own === undefined ? undefined : this.#references.styles.nameOf("table-row", own));
    const tag = openTagOf(element, this.#references).replace(/ table:style-name="[^"]*"/u, "");
    const content = cells.map(
      (cell) =>
        `${openTagOf(cell.element, this.#references)}>${this.#cell(cell.story, add)}${xmlEnd(cell.element.raw)}`,
    );
    return `${tag} table:style-name="${style}">${content.join("")}${xmlEnd(element.raw)}`;
  }

  #cell({ tokens }: Story, add: AddDeletion): string {
    const end = tokens.findLast(({ kind }) => kind === "end");
    if (!end) return "";
    const text = tokens.at(-1) === end ? tokens : [...tokens, end];
    const isEmpty = tokens.every(({ kind }) => kind === "end");
    return this.rest(end, isEmpty ? "" : add(this.content(text, { keepsLastEnd: true })));
  }

  #paragraph(tokens: readonly Token[], of: Token | undefined, isWhole: boolean): string {
    if (!of) return xmlElement("text:p");
    const { block } = of;
    const text = this.#text(tokens);
    const tag = openTagOf(block, this.#references);
    const paragraph = text === "" ? `${tag}/>` : `${tag}>${text}${xmlEnd(block.raw)}`;
    if (!isWhole) return paragraph;
    let whole = paragraph;
    for (let at = block.parent; at && listParts.has(at.name); at = at.parent) {
      whole = `${openTagOf(at, this.#references)}>${whole}${xmlEnd(at.raw)}`;
    }
    return whole;
  }

  #text(tokens: readonly Token[]): string {
    let xml = "";
    let open: readonly SourceElement[] = [];
    let afterSpace = true;
    const move = (chain: readonly SourceElement[]): void => {
      let common = 0;
      while (common < open.length && open[common] === chain[common]) common += 1;
      for (const element of open.slice(common).reverse()) xml += xmlEnd(element.raw);
      for (const element of chain.slice(common)) xml += `${openTagOf(element, this.#references)}>`;
      open = chain;
    };
    for (const { part, token } of joinedParts(tokens)) {
      move(chainOf(part.element, token.block));
      if (part.element.name !== "#text") {
        xml += baseOdt(part.element, this.#references);
        afterSpace = part.element.name === "text:tab" || part.element.name === "text:s";
        continue;
      }
      const text = textIn(part.element)
        .slice(part.from, part.to)
        .replaceAll(/[\t\r\n]/gu, " ");
      // A space at the start of a paragraph or after another one would be lost.
      xml += afterSpace && text.startsWith(" ") ? xmlElement("text:s") + odtText(text.slice(1)) : odtText(text);
      afterSpace = text.endsWith(" ");
    }
    move([]);
    return xml;
  }
}

function piecesOf(tokens: readonly Token[]): Piece[] {
  return [...blocksOf(tokens)].map(({ inside, end }) =>
    end?.kind === "table" ? { table: end } : { tokens: inside, end },
  );
}

function isBlockEnd(piece: Piece | undefined): boolean {
  return piece !== undefined && ("table" in piece || piece.end !== null);
}

function isFirstInBlock({ story, index, block }: Token): boolean {
  return story.tokens[index - 1]?.block !== block;
}
