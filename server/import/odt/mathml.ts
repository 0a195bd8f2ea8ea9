import { EquationLine } from "../shared/equation-line.ts";
import { childElements, textBelow, type XmlElement } from "../shared/xml.ts";

/**
 * Returns an equation in MathML as one line of text, in the same form as equations of Word files. Source: MathML Core,
 * chapter 3.
 */
export function linearMathml(element: XmlElement): string {
  return below(element).replace(/\s+/gu, " ").trim();
}

/** "y^2 z" would otherwise read as another power. */
const ending = /^math:(?:mfrac|m(?:sub|sup|subsup|under|over|underover))$/u;

function below(element: XmlElement): string {
  const line = new EquationLine();
  for (const part of childElements(element)) {
    line.add(textOf(part), { startsOpen: false, endsOpen: ending.test(part.name) });
  }
  return line.text();
}

function textOf(element: XmlElement): string {
  const name = element.name.replace("math:", "");
  if (name.startsWith("annotation")) return "";
  if (name === "mo" || name === "mi" || name === "mn" || name === "mtext") return textBelow(element).trim();
  return structures[name]?.(element) ?? below(element);
}

/** Returns the arguments of a structure, each in parentheses if it is more than one number, name or sign. */
function argumentsOf(element: XmlElement): string[] {
  return childElements(element).map((part) => {
    const text = textOf(part);
    return /^(?:[\p{L}\p{M}]+|[\p{N}.,]+|[^\s]?)$/u.test(text) ? text : `(${text})`;
  });
}

const scripts = (base = "", sub = "", sup = ""): string => `${base}${sub && `_${sub}`}${sup && `^${sup}`}`;

const structures: Readonly<Record<string, (element: XmlElement) => string>> = {
  mfrac: (element) => argumentsOf(element).join("/"),
  msqrt: (element) => `√(${below(element)})`,
  mroot: (element) => {
    const [base] = childElements(element);
    const [, degree = ""] = argumentsOf(element);
    return `√_${degree}(${base ? textOf(base) : ""})`;
  },
  msub: (element) => scripts(...argumentsOf(element)),
  munder: (element) => scripts(...argumentsOf(element)),
  msup: (element) => withPower(argumentsOf(element)),
  mover: (element) => withPower(argumentsOf(element)),
  msubsup: (element) => scripts(...argumentsOf(element)),
  munderover: (element) => scripts(...argumentsOf(element)),
  mfenced: (element) => {
    const { open = "(", close = ")", separators = "," } = element.attributes;
    return `${open}${childElements(element).map(textOf).join(separators.slice(0, 1))}${close}`;
  },
  mspace: () => " ",
  mtable: (element) => childElements(element).map(textOf).join("; "),
  mtr: (element) => childElements(element).map(textOf).join(", "),
};

function withPower([base, power]: readonly string[]): string {
  return scripts(base, "", power);
}
