import { baseObject, type BaseReferences } from "./base-content.ts";
import { baseXml } from "./base-content.ts";
import type { Move } from "../../tracked/moves.ts";
import type { Formats } from "./formats.ts";
import type { TokenPart } from "../../tracked/atoms.ts";
import { blocksOf, joinedParts, type Cell, type Row, type Story, type Token } from "../../tracked/story.ts";
import type { ChangeNumbers } from "../package-changes.ts";
import { childOf, elementsOf, textIn } from "../../package/xml-source.ts";
import { escapeXml } from "../../shared/xml.ts";

/** Settings for writing content of the base into a part of the revised file. */
export interface DeletedSetting {
  readonly numbers: ChangeNumbers;
  readonly formats: Formats;
  readonly references: BaseReferences;
  /** The moves of the stories that are written. */
  readonly moves: ReadonlyMap<Token, Move>;
  /** Adds a note of the base as deleted, and returns its id in the revised file. */
  note(story: Story): string;
}

/** Writes content of the base as tracked deletions, with its own formatting. */
export class DeletedContent {
  readonly #setting: DeletedSetting;
  /** Ends of the ranges of moved paragraphs. */
  readonly #ranges = new Map<Move, string>();

  constructor(setting: DeletedSetting) {
    this.#setting = setting;
  }

  /** Returns text and objects of one paragraph as one deletion, or several if some of them moved. */
  inline(tokens: readonly Token[]): string {
    let xml = "";
    for (let start = 0; start < tokens.length;) {
      const move = this.#moveOf(tokens[start]);
      let end = start + 1;
      while (end < tokens.length && this.#moveOf(tokens[end]) === move) end += 1;
      xml += this.#removed(tokens.slice(start, end), move);
      start = end;
    }
    return xml;
  }

  /** Returns a paragraph whose end is deleted or moved. */
  paragraph(end: Token, content: string): string {
    const move = this.#moveOf(end);
    const close = move ? this.#ranges.get(move) : undefined;
    return `<w:p>${this.#properties(end)}${content}</w:p>${close ?? ""}`;
  }

  #removed(tokens: readonly Token[], move: Move | undefined): string {
    const { numbers } = this.#setting;
    if (!move) return numbers.around("del", this.#runs(tokens, true));
    const { open, close } = numbers.range("moveFrom", move.name);
    // The range of a whole paragraph contains its end.
    this.#ranges.set(move, close);
    return open + numbers.around("moveFrom", this.#runs(tokens, false)) + (move.isWhole ? "" : close);
  }

  #moveOf(token: Token | undefined): Move | undefined {
    return token && this.#setting.moves.get(token);
  }

  /** Returns whole paragraphs and tables. The last token must end a paragraph or be a table. */
  blocks(tokens: readonly Token[]): string {
    return this.#blocks(tokens, (end, content) => this.paragraph(end, content));
  }

  #blocks(tokens: readonly Token[], paragraph: (end: Token, content: string) => string): string {
    let xml = "";
    for (const { end, inside } of blocksOf(tokens)) {
      if (end) xml += end.kind === "table" ? this.table(end) : paragraph(end, this.inline(inside));
    }
    return xml;
  }

  #properties(end: Token): string {
    const { formats, numbers } = this.#setting;
    const mark = numbers.mark(this.#moveOf(end) ? "moveFrom" : "del");
    return `<w:pPr>${formats.baseParagraph(end.block)}<w:rPr>${mark}${formats.baseEnd(end.block)}</w:rPr></w:pPr>`;
  }

  /** Returns a table with all rows deleted. */
  table({ table }: Token): string {
    if (!table) return "";
    const { references } = this.#setting;
    const head = ["w:tblPr", "w:tblGrid"].map((name) => {
      const element = childOf(table.element, name);
      return element ? baseXml(element, references) : "";
    });
    return `<w:tbl>${head.join("")}${table.rows.map((row) => this.row(row)).join("")}</w:tbl>`;
  }

  /** Returns a deleted row. */
  row({ element, cells }: Row): string {
    const { references, numbers } = this.#setting;
    const exceptions = childOf(element, "w:tblPrEx");
    const properties = elementsOf(childOf(element, "w:trPr"))
      .filter(({ name }) => !/^w:(?:ins|del)$/u.test(name))
      .map((property) => baseXml(property, references));
    const head = `${exceptions ? baseXml(exceptions, references) : ""}<w:trPr>${properties.join("")}${numbers.mark("del")}</w:trPr>`;
    return `<w:tr>${head}${cells.map((cell) => this.#cell(cell)).join("")}</w:tr>`;
  }

  #cell({ element, story }: Cell): string {
    const properties = childOf(element, "w:tcPr");
    return `<w:tc>${properties ? baseXml(properties, this.#setting.references) : ""}${this.story(story)}</w:tc>`;
  }

  /** Returns the content of a cell or note with its text deleted. The ends of its paragraphs go with the cell or note. */
  story({ tokens }: Story): string {
    const { formats } = this.#setting;
    return this.#blocks(tokens, (token, content) => {
      const end = formats.baseEnd(token.block);
      const properties = formats.baseParagraph(token.block) + (end === "" ? "" : `<w:rPr>${end}</w:rPr>`);
      const sign = this.#noteSign(token);
      return `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${sign}${content}</w:p>`;
    });
  }

  /** Returns the run with the number of a note. It goes with the note. */
  #noteSign({ block }: Token): string {
    const run = elementsOf(block).find(
      (element) => childOf(element, "w:footnoteRef") ?? childOf(element, "w:endnoteRef"),
    );
    return run ? baseXml(run, this.#setting.references) : "";
  }

  #runs(tokens: readonly Token[], isDeleted: boolean): string {
    let xml = "";
    let run: TokenPart["run"] | undefined;
    let open = "";
    const close = (): void => {
      if (open !== "") xml += `<w:r>${this.#runProperties(run ?? null)}${open}</w:r>`;
      open = "";
    };
    for (const { part, token } of joinedParts(tokens)) {
      if (part.run !== run) close();
      ({ run } = part);
      if (part.run) open += this.#part(part, token.note, isDeleted);
      else xml += baseObject(part.element, this.#setting.references);
    }
    close();
    return xml;
  }

  #runProperties(run: TokenPart["run"]): string {
    const properties = this.#setting.formats.baseRun(run);
    return properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`;
  }

  #part({ element, from, to }: TokenPart, note: Story | null, isDeleted: boolean): string {
    if (element.name === "w:t") {
      const name = isDeleted ? "w:delText" : "w:t";
      return `<${name} xml:space="preserve">${escapeXml(textIn(element).slice(from, to))}</${name}>`;
    }
    if (element.name === "w:instrText") {
      return `<w:delInstrText xml:space="preserve">${escapeXml(textIn(element))}</w:delInstrText>`;
    }
    const isCustom = element.attributes.some(({ local }) => local === "customMarkFollows");
    if (note) {
      const custom = isCustom ? ' w:customMarkFollows="1"' : "";
      return `<${element.name}${custom} w:id="${this.#setting.note(note)}"/>`;
    }
    return baseObject(element, this.#setting.references);
  }
}
