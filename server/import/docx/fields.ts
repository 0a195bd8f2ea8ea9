/** A field that is open: its instruction is being read, or its result. */
interface OpenField {
  instruction: string;
  inResult: boolean;
}

/**
 * Word's fields: an instruction and the result it last gave. The result is the text of the page; the instruction is not.
 * Fields nest, and run across paragraphs: a table of contents is one field.
 */
export class Fields {
  readonly #open: OpenField[] = [];

  begin(): void {
    this.#open.push({ instruction: "", inResult: false });
  }

  instruct(text: string): void {
    const field = this.#open.at(-1);
    if (field && !field.inResult) field.instruction += text;
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (field) field.inResult = true;
  }

  /** Ends the innermost field; gives its instruction where it never had a result. */
  end(): string | undefined {
    const field = this.#open.pop();
    return field && !field.inResult ? field.instruction : undefined;
  }

  /** Whether what comes now is part of an instruction and no text. */
  get inInstruction(): boolean {
    return this.#open.some((field) => !field.inResult);
  }

  /** Whether what comes now is part of a table of contents or an index: the page's furniture. */
  get inContents(): boolean {
    return this.#open.some((field) => field.inResult && isContents(field.instruction));
  }

  /** Where the innermost hyperlink field leads. */
  get href(): string | undefined {
    const field = this.#open.findLast((one) => one.inResult && /^\s*HYPERLINK\b/iu.test(one.instruction));
    return field && hrefOf(field.instruction);
  }
}

export function isContents(instruction: string): boolean {
  return /^\s*(?:TOC|INDEX|TOA)\b/iu.test(instruction);
}

/** `HYPERLINK "address" \l "bookmark"`: an address, a place in the same file, or both. */
export function hrefOf(instruction: string): string | undefined {
  const words = [...instruction.matchAll(/\\?[a-z](?=\s)|"([^"]*)"|\S+/giu)].map((match) => match[1] ?? match[0]);
  const at = words.indexOf("\\l");
  const bookmark = at >= 0 ? words[at + 1] : undefined;
  const address = words.slice(1).find((word, index) => !word.startsWith("\\") && !words[index]?.startsWith("\\"));
  if (address === undefined) return bookmark === undefined ? undefined : `#${bookmark}`;
  return bookmark === undefined || address.includes("#") ? address : `${address}#${bookmark}`;
}
