import { EquationLine } from "../shared/object-pieces.ts";
import { child, childElements, textBelow, type XmlElement } from "../shared/xml.ts";

/** How to read tracked changes inside an equation, and whom to tell about them. */
export interface EquationReading {
  readonly changes: "accept" | "reject";
  readonly tracked: (element: XmlElement) => void;
}

/**
 * Returns an equation as one line of text: a/b, x^2, a_(n+1), √(x+1), ∑_(i=1)^n x_i. The rows of a matrix are separated
 * by semicolons. Sources: Office Open XML (ISO/IEC 29500-1, chapter 22.1); the form follows Unicode Technical Note 28,
 * with words for readers where it has signs for programs.
 */
export function linearEquation(element: XmlElement, reading: EquationReading): string {
  return new EquationText(reading).of(element).replace(/\s+/gu, " ").trim();
}

class EquationText {
  readonly #reading: EquationReading;

  constructor(reading: EquationReading) {
    this.#reading = reading;
  }

  /** Returns the text of what an element contains. */
  #below(element: XmlElement | undefined): string {
    const line = new EquationLine();
    for (const part of childElements(element)) {
      const isFraction = part.name === "m:f";
      const endsOpen = isFraction || /^m:(?:sSu|sPre|lim)/u.test(part.name);
      line.add(this.of(part), { startsOpen: isFraction, endsOpen });
    }
    return line.text();
  }

  of(element: XmlElement): string {
    const { name } = element;
    if (name === "m:r" || name === "w:r") return this.#run(element);
    if (name === "m:t" || name === "w:t" || name === "w:delText") return textBelow(element);
    if (name === "w:ins" || name === "w:moveTo") return this.#tracked(element, "accept");
    if (name === "w:del" || name === "w:moveFrom") return this.#tracked(element, "reject");
    if (name.endsWith("Pr")) return "";
    if (this.#isGone(child(child(element, `${name}Pr`), "m:ctrlPr"))) return this.#below(element);
    return this.#structures[name]?.(element) ?? this.#below(element);
  }

  #tracked(element: XmlElement, shownIf: "accept" | "reject"): string {
    this.#reading.tracked(element);
    return this.#reading.changes === shownIf ? this.#below(element) : "";
  }

  #run(element: XmlElement): string {
    return this.#isGone(child(element, "w:rPr")) ? "" : this.#below(element);
  }

  /**
   * Whether a run or the sign of a structure, such as the bar of a fraction, is gone once its changes are accepted or
   * rejected. Word marks them in their properties.
   */
  #isGone(properties: XmlElement | undefined): boolean {
    const [inserted, deleted] = [child(properties, "w:ins"), child(properties, "w:del")];
    for (const change of [inserted, deleted]) if (change) this.#reading.tracked(change);
    return (this.#reading.changes === "accept" ? deleted : inserted) !== undefined;
  }

  /** Returns an argument of a structure, in parentheses if it is more than one number, name or sign. */
  #argument(element: XmlElement, name: string): string {
    const text = this.#below(child(element, name)).trim();
    return /^(?:[\p{L}\p{M}]+|[\p{N}.,]+|[^\s]?)$/u.test(text) || isEnclosed(text) ? text : `(${text})`;
  }

  #scripts(element: XmlElement): string {
    const [sub, sup] = [this.#argument(element, "m:sub"), this.#argument(element, "m:sup")];
    return `${sub && `_${sub}`}${sup && `^${sup}`}`;
  }

  readonly #structures: Readonly<Record<string, (element: XmlElement) => string>> = {
    "m:f": (element) => {
      const [over, under] = [this.#argument(element, "m:num"), this.#argument(element, "m:den")];
      const isBar = valueIn(element, "m:fPr", "m:type") !== "noBar";
      return isBar ? `${over}/${under}` : `${over} over ${under}`;
    },
    "m:sSup": (element) => `${this.#argument(element, "m:e")}${this.#scripts(element)}`,
    "m:sSub": (element) => `${this.#argument(element, "m:e")}${this.#scripts(element)}`,
    "m:sSubSup": (element) => `${this.#argument(element, "m:e")}${this.#scripts(element)}`,
    "m:sPre": (element) => `${this.#scripts(element)} ${this.#argument(element, "m:e")}`,
    "m:rad": (element) => {
      const degree = this.#argument(element, "m:deg");
      const text = this.#below(child(element, "m:e")).trim();
      return `√${degree && `_${degree}`}(${text})`;
    },
    "m:nary": (element) => {
      const sign = valueIn(element, "m:naryPr", "m:chr") ?? "∫";
      return `${sign}${this.#scripts(element)} ${this.#below(child(element, "m:e"))}`;
    },
    "m:d": (element) => {
      const of = (name: string, usual: string): string => valueIn(element, "m:dPr", name) ?? usual;
      const inner = childElements(element, "m:e").map((part) => this.#below(part));
      return `${of("m:begChr", "(")}${inner.join(of("m:sepChr", "|"))}${of("m:endChr", ")")}`;
    },
    "m:func": (element) => {
      const argument = this.#below(child(element, "m:e")).trim();
      const name = this.#below(child(element, "m:fName")).trim();
      return isEnclosed(argument) ? `${name}${argument}` : `${name} ${argument}`;
    },
    "m:limLow": (element) => `${this.#argument(element, "m:e")}_${this.#argument(element, "m:lim")}`,
    "m:limUpp": (element) => `${this.#argument(element, "m:e")}^${this.#argument(element, "m:lim")}`,
    "m:acc": (element) => {
      const accent = valueIn(element, "m:accPr", "m:chr") ?? "\u0302";
      const base = this.#argument(element, "m:e");
      return `${base}${accent}`;
    },
    "m:bar": (element) => {
      const base = this.#argument(element, "m:e");
      return `${base}${valueIn(element, "m:barPr", "m:pos") === "top" ? "\u0305" : "\u0332"}`;
    },
    "m:m": (element) =>
      childElements(element, "m:mr")
        .map((row) =>
          childElements(row, "m:e")
            .map((cell) => this.#below(cell).trim())
            .join(", "),
        )
        .join("; "),
    "m:oMathPara": (element) =>
      childElements(element)
        .map((part) => this.of(part).trim())
        .filter((equation) => equation !== "")
        .join("; "),
    "m:eqArr": (element) =>
      childElements(element, "m:e")
        .map((line) => this.#below(line).replaceAll("&", "").trim())
        .join("; "),
  };
}

/** Returns the value of a property of a structure. Undefined if the file does not state it. */
function valueIn(element: XmlElement, properties: string, name: string): string | undefined {
  return child(child(element, properties), name)?.attributes["m:val"];
}

/** Whether a text is in one pair of parentheses as a whole. */
function isEnclosed(text: string): boolean {
  if (!text.startsWith("(") || !text.endsWith(")")) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}
