import { baseXml, type BaseReferences } from "./base-content.ts";
import { formOf } from "./definition-map.ts";
import { childOf, elementsOf, type SourceElement, wordNamespaces } from "../../package/xml-source.ts";

/** Properties that a change of formatting does not track: the language, and the state of the text's own changes. */
const untracked = {
  run: /^w:(?:ins|del|moveFrom|moveTo|rPrChange|lang|noProof|webHidden|specVanish)$/u,
  paragraph: /^w:(?:rPr|sectPr|pPrChange|framePr|divId|cnfStyle)$/u,
};

/** Compares and writes the properties of runs and paragraphs. */
export class Formats {
  readonly #references: BaseReferences;
  readonly #forms = new Map<SourceElement, string>();
  /** Each form once, because a long text repeats them. */
  readonly #shared = new Map<string, string>();

  constructor(references: BaseReferences) {
    this.#references = references;
  }

  /** Whether a run or paragraph of the base has other properties than the one of the revised file. */
  areDifferent(base: SourceElement, revised: SourceElement): boolean {
    return this.#form(base, true) !== this.#form(revised, false);
  }

  /** Returns the properties of a run of the base, without its tag. */
  baseRun(run: SourceElement | null): string {
    return this.#written(run ? childOf(run, "w:rPr") : undefined, untracked.run, true);
  }

  /** Returns the properties of a paragraph of the base, without its tag, section and tracked changes. */
  baseParagraph(paragraph: SourceElement): string {
    return this.#written(childOf(paragraph, "w:pPr"), untracked.paragraph, false);
  }

  /** Returns the properties of a paragraph's end in the base, without their tag. */
  baseEnd(paragraph: SourceElement): string {
    return this.#written(childOf(childOf(paragraph, "w:pPr"), "w:rPr"), untracked.run, true);
  }

  #written(properties: SourceElement | undefined, left: RegExp, keepsLanguage: boolean): string {
    return elementsOf(properties)
      .filter(({ name }) => !left.test(name) || (keepsLanguage && /^w:(?:lang|noProof)$/u.test(name)))
      .filter((element) => this.#isKnown(element))
      .map((element) => baseXml(element, this.#references))
      .join("");
  }

  /** Properties of later versions of Word are kept if the revised part declares their namespace. */
  #isKnown({ uri, raw }: SourceElement): boolean {
    if (wordNamespaces.includes(uri)) return true;
    return this.#references.declared.get(raw.slice(0, Math.max(raw.indexOf(":"), 0))) === uri;
  }

  #form(element: SourceElement, isBase: boolean): string {
    const known = this.#forms.get(element);
    if (known !== undefined) return known;
    const isRun = element.name === "w:r";
    const form = elementsOf(childOf(element, isRun ? "w:rPr" : "w:pPr"))
      .filter(({ name, uri }) => wordNamespaces.includes(uri) && !untracked[isRun ? "run" : "paragraph"].test(name))
      .map((property) => (isBase ? (this.#mappedForm(property) ?? formOf(property)) : formOf(property)))
      .sort()
      .join("");
    const shared = this.#shared.get(form) ?? form;
    this.#shared.set(form, shared);
    this.#forms.set(element, shared);
    return shared;
  }

  /** Returns the form of a reference to a style or list, as the revised file names it. */
  #mappedForm(property: SourceElement): string | undefined {
    const xml = this.#references.definitions.mapped(property);
    if (xml === undefined) return undefined;
    return xml.replaceAll(/ w:(\w+)="([^"]*)"\/>/gu, " $1=$2>").replaceAll(/<\/w:\w+>/gu, "");
  }
}
