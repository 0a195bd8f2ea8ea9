const letterAtEnd = /[\p{L}\p{N}]$/u;
const letterAtStart = /^[\p{L}\p{N}]/u;

/**
 * The parts of an equation as one line. A part is open where more letters or digits would read as its own: "x^k a" and
 * "2 1/3" have a space there.
 */
export class EquationLine {
  // Joined at the end: asking a growing text for its last character copies all of it.
  readonly #parts: string[] = [];
  #isOpen = false;

  add(text: string, { startsOpen, endsOpen }: { startsOpen: boolean; endsOpen: boolean }): void {
    if (text === "") return;
    const isApart = (this.#isOpen || startsOpen) && letterAtEnd.test(this.#parts.at(-1) ?? "");
    if (isApart && letterAtStart.test(text)) this.#parts.push(" ");
    this.#parts.push(text);
    this.#isOpen = endsOpen;
  }

  text(): string {
    return this.#parts.join("");
  }
}
