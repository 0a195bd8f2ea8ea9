import { escapeXml } from "../shared/xml.ts";
import type { ChangeAuthor } from "../tracked/change-author.ts";

/** Numbers the tracked changes of a file. */
export class ChangeNumbers {
  readonly #facts: string;
  readonly #ids: { next: number };

  /** `ids` counts the changes of a file. Several authors share it. */
  constructor({ author, date }: ChangeAuthor, ids: { next: number }) {
    this.#facts = ` w:author="${escapeXml(author)}" w:date="${escapeXml(`${date.slice(0, 19)}Z`)}"`;
    this.#ids = ids;
  }

  /** Returns an id that no other change of the file has. */
  id(): string {
    return String(this.#ids.next++);
  }

  /** Returns the start of a change's tag, without its closing bracket: `<w:ins w:id="4" …`. */
  start(name: "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" | "pPrChange"): string {
    return `<w:${name} w:id="${this.id()}"${this.#facts}`;
  }

  /** Returns the ends of the range of a move. */
  range(name: "moveFrom" | "moveTo", move: string): { open: string; close: string } {
    const id = this.id();
    return {
      open: `<w:${name}RangeStart w:id="${id}"${this.#facts} w:name="${escapeXml(move)}"/>`,
      close: `<w:${name}RangeEnd w:id="${id}"/>`,
    };
  }

  /** Returns a change without content, such as of a paragraph's end. */
  mark(name: "ins" | "del" | "moveFrom" | "moveTo"): string {
    return `${this.start(name)}/>`;
  }

  /** Returns a change around its content. */
  around(name: "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" | "pPrChange", content: string): string {
    return content === "" ? "" : `${this.start(name)}>${content}</w:${name}>`;
  }
}
