import { childOf, descendants, elementsOf, type SourceElement } from "../package/xml-source.ts";

/** Maximum length of a style chain, which cuts circular inheritance. */
const longestChain = 50;

const families: Readonly<Record<string, string>> = {
  "text:span": "text",
  "text:p": "paragraph",
  "text:h": "paragraph",
};

/** Content whose paragraphs are not those around it. */
const apart = /^(?:text:note|office:annotation|draw:.*)$/u;

/** Decides which text an OpenDocument text hides by its styles and fields, by the same rules as its reader. */
export class HiddenStyles {
  readonly #styles = new Map<string, SourceElement>();

  /** `roots` are the parts whose styles count, the named ones first. */
  constructor(roots: readonly SourceElement[]) {
    for (const root of roots) {
      for (const style of descendants(root)) {
        if (style.name !== "style:style") continue;
        this.#styles.set(`${attributeOf(style, "family") ?? ""} ${attributeOf(style, "name") ?? ""}`, style);
      }
    }
  }

  /** Returns whether an element's own style or field hides or shows its text. Undefined if it does not say. */
  hides(element: SourceElement): boolean | undefined {
    const family = families[element.name];
    if (family === "paragraph" && isHiddenByField(element)) return true;
    return family === undefined ? undefined : this.#style(family, attributeOf(element, "style-name"), 0);
  }

  #style(family: string, name: string | undefined, depth: number): boolean | undefined {
    const style = name === undefined ? undefined : this.#styles.get(`${family} ${name}`);
    if (!style || depth > longestChain) return undefined;
    const display = attributeOf(childOf(style, "style:text-properties"), "display");
    if (display !== undefined) return display === "none";
    return this.#style(family, attributeOf(style, "parent-style-name"), depth + 1);
  }
}

function isHiddenByField(paragraph: SourceElement): boolean {
  const fields = fieldsIn(paragraph);
  return fields.length > 0 && fields.every((field) => attributeOf(field, "is-hidden") === "true");
}

function fieldsIn(element: SourceElement): SourceElement[] {
  return elementsOf(element).flatMap((inner) => {
    if (inner.name === "text:hidden-paragraph") return [inner];
    return apart.test(inner.name) ? [] : fieldsIn(inner);
  });
}

/** Returns an attribute by its local name. */
export function attributeOf(element: SourceElement | undefined, local: string): string | undefined {
  return element?.attributes.find((attribute) => attribute.local === local)?.value;
}
