import type { WordFile } from "./word-file.ts";
import { childOf, elementsOf, type SourceElement, wordAttribute } from "../package/xml-source.ts";

/** Maximum length of a style chain, which cuts circular inheritance. */
const longestChain = 50;

/** Decides which runs are hidden, by the same rules as the reader of Word files. */
export class HiddenRuns {
  readonly #styles = new Map<string, SourceElement>();
  /** Whether a style hides text, with all that it inherits. Undefined if it does not say. */
  readonly #known = new Map<string, boolean | undefined>();
  readonly #byDefault: boolean | undefined;
  #defaultParagraph: string | undefined;
  #last: { run: SourceElement; isHidden: boolean } | undefined;

  constructor(file: WordFile) {
    const root = file.relatedRoot("styles");
    for (const style of elementsOf(root)) {
      const id = style.name === "w:style" ? wordAttribute(style, "styleId") : undefined;
      if (id === undefined) continue;
      this.#styles.set(id, style);
      const isDefault = /^(?:1|true|on)$/iu.test(wordAttribute(style, "default") ?? "");
      if (isDefault && wordAttribute(style, "type") === "paragraph") this.#defaultParagraph = id;
    }
    const defaults = childOf(childOf(root, "w:docDefaults"), "w:rPrDefault");
    this.#byDefault = hides(childOf(defaults, "w:rPr"));
  }

  /** Returns whether a run is hidden by itself, its style, its paragraph's style or the file's defaults. */
  isHidden(run: SourceElement): boolean {
    // The marks of a field ask for their run one after the other.
    if (this.#last?.run !== run) this.#last = { run, isHidden: this.#compute(run) };
    return this.#last.isHidden;
  }

  #compute(run: SourceElement): boolean {
    const properties = childOf(run, "w:rPr");
    const character = wordAttribute(childOf(properties, "w:rStyle"), "val");
    const paragraph = wordAttribute(childOf(propertiesOf(paragraphOf(run)), "w:pStyle"), "val");
    return (
      hides(properties) ??
      this.#style(character) ??
      this.#style(paragraph ?? this.#defaultParagraph) ??
      this.#byDefault ??
      false
    );
  }

  #style(id: string | undefined, depth = 0): boolean | undefined {
    const style = id === undefined ? undefined : this.#styles.get(id);
    if (id === undefined || !style || depth > longestChain) return undefined;
    if (this.#known.has(id)) return this.#known.get(id);
    const own = hides(childOf(style, "w:rPr"));
    const hidden = own ?? this.#style(wordAttribute(childOf(style, "w:basedOn"), "val"), depth + 1);
    this.#known.set(id, hidden);
    return hidden;
  }
}

function hides(properties: SourceElement | undefined): boolean | undefined {
  const vanish = childOf(properties, "w:vanish");
  return vanish && !/^(?:0|false|off|none)$/iu.test(wordAttribute(vanish, "val") ?? "on");
}

function paragraphOf(run: SourceElement): SourceElement | undefined {
  let element = run.parent;
  while (element && element.name !== "w:p") element = element.parent;
  return element ?? undefined;
}

/** Returns a paragraph's properties, which are its first element. The others need not be searched for every run. */
function propertiesOf(paragraph: SourceElement | undefined): SourceElement | undefined {
  const first = paragraph?.children.find((node) => typeof node !== "string");
  return typeof first === "object" && first.name === "w:pPr" ? first : undefined;
}
