import { isLocalPath, pictureFile } from "#core/text/object.ts";
import { UnsupportedPackageError } from "../package/parts.ts";
import {
  type AttributeRule,
  type ElementRule,
  isPrivateField,
  namesAuthor,
  privateEdits,
  type PrivateRules,
  type RemovedCounts,
} from "../package/public-parts.ts";
import {
  childOf,
  type Edit,
  elementsOf,
  relationNamespaces,
  type SourceAttribute,
  type SourceElement,
  textIn,
  wordAttribute,
  wordNamespaces,
  type XmlSource,
} from "../package/xml-source.ts";
import { isChart, privateFields, removalOf, type RemovedMarks } from "./private-elements.ts";
import type { WordFile } from "./word-file.ts";

const drawingWords = { attributes: /^(?:name|descr|title)$/u, value: pictureFile };
/** Elements that describe a picture, with the attributes that may name the file which it was made from. */
const descriptions: ReadonlyMap<string, { readonly attributes: RegExp; readonly value: RegExp }> = new Map([
  ["http://schemas.openxmlformats.org/drawingml/2006/picture cNvPr", drawingWords],
  ["http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing docPr", drawingWords],
  ["urn:schemas-microsoft-com:vml shape", { attributes: /^alt$/u, value: pictureFile }],
  // Word writes the name without its ending here. The description is that of the shape.
  ["urn:schemas-microsoft-com:vml imagedata", { attributes: /^title$/u, value: /./u }],
]);

/** Input for the removal from one part. */
export interface PrivateContentOptions {
  readonly part: string;
  readonly hidden: HiddenRuns;
  readonly counts: RemovedCounts;
  /** Ids of the file's notes of the kind in this part that the text refers to; null if it contains no notes. */
  readonly notes: ReadonlySet<string> | null;
  /** Whether the part is a header or footer, whose text is not that of the version. */
  readonly isMargin: boolean;
}

/** The content of a part that a guest receives. */
export interface PublicContent {
  readonly edits: Edit[];
  /** Values of all attributes that stay. The ids of relations that are used are among them. */
  readonly values: ReadonlySet<string>;
  /** Ids of relations that elements of Word's own refer to. */
  readonly references: ReadonlySet<string>;
  /** Ids of the notes that the part refers to. */
  readonly notes: Readonly<Record<"footnotes" | "endnotes", ReadonlySet<string>>>;
}

/**
 * Finds what to remove from a part in which all changes were accepted.
 *
 * @throws UnsupportedPackageError if an author's name would stay
 */
export function privateContent(source: XmlSource, options: PrivateContentOptions): PublicContent {
  return new PartContent(source, options).content();
}

class PartContent implements PrivateRules {
  readonly #source: XmlSource;
  readonly #options: PrivateContentOptions;
  readonly #fields: RemovedMarks;
  readonly #edits: Edit[] = [];
  readonly #values = new Set<string>();
  readonly #references = new Set<string>();
  /** Contents that go from runs that stay. They are counted with their run. */
  readonly #gone = new Set<SourceElement>();
  /** Controls that show an author. They lose their runs, and keep their paragraphs. */
  readonly #authors = new Set<SourceElement>();
  readonly #notes = { footnotes: new Set<string>(), endnotes: new Set<string>() };

  constructor(source: XmlSource, options: PrivateContentOptions) {
    this.#source = source;
    this.#options = options;
    const isHidden = (run: SourceElement): boolean => options.hidden.isHidden(run);
    this.#fields = privateFields(options.part, source.root, { isHidden, isMargin: options.isMargin });
  }

  content(): PublicContent {
    const { counts } = this.#options;
    counts.add("computed-fields", this.#fields.count);
    const edits = [...privateEdits(this.#source, this, counts), ...this.#edits];
    return { edits, values: this.#values, references: this.#references, notes: this.#notes };
  }

  element(element: SourceElement): ElementRule | undefined {
    const { notes, isMargin } = this.#options;
    if (this.#gone.has(element)) return { do: "remove", kind: "other-data", count: 0 };
    const removal = removalOf(element);
    if (removal) return { do: "remove", kind: removal.kind, count: removal.count(element) };
    if (notes && isLostNote(element, notes)) return { do: "remove", kind: "hidden-text", count: 1 };
    const instruction = element.name === "w:fldSimple" ? (wordAttribute(element, "instr") ?? "") : "";
    if (instruction !== "" && isPrivateField(instruction)) {
      const isRemoved = isMargin && namesAuthor(instruction);
      return { do: isRemoved ? "remove" : "unwrap", kind: "computed-fields", count: 1 };
    }
    if (isMargin && element.name === "w:sdt" && isBoundToAuthor(element)) this.#authors.add(element);
    const rule = element.name === "w:r" ? this.#run(element) : undefined;
    if (!rule) this.#keep(element);
    return rule;
  }

  #keep(element: SourceElement): void {
    if (isCellReference(element)) this.#renameSheet(element);
    const id = wordAttribute(element, "id") ?? "";
    if (element.name === "w:footnoteReference") this.#notes.footnotes.add(id);
    if (element.name === "w:endnoteReference") this.#notes.endnotes.add(id);
  }

  /** Refers to a sheet of the usual name. The workbook is gone, and a chart needs some reference. */
  #renameSheet(element: SourceElement): void {
    const [cells = "$A$1"] = /(?<=!)\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?$/u.exec(textIn(element)) ?? [];
    const reference = `Sheet1!${cells}`;
    if (textIn(element) === reference) return;
    this.#options.counts.add("other-data");
    this.#edits.push({ start: element.openEnd, end: element.closeStart, text: reference });
  }

  /** Removes a run of which nothing stays. Otherwise its contents that do not stay go later. */
  #run(run: SourceElement): ElementRule | undefined {
    if (this.#authors.size > 0 && this.#showsAuthor(run)) return { do: "remove", kind: "computed-fields", count: 0 };
    const isHidden = this.#options.hidden.isHidden(run);
    const contents = elementsOf(run).filter(({ name }) => name !== "w:rPr");
    const gone = contents.filter((element) => this.#isGone(element, isHidden));
    if (gone.length === 0) return undefined;
    const { counts } = this.#options;
    if (isHidden) counts.add("hidden-text");
    for (const element of isHidden ? [] : gone) {
      const removal = removalOf(element);
      if (removal) counts.add(removal.kind, removal.count(element));
    }
    if (gone.length === contents.length) return { do: "remove", kind: "hidden-text", count: 0 };
    for (const element of gone) this.#gone.add(element);
    return undefined;
  }

  #showsAuthor({ parent }: SourceElement): boolean {
    for (let at = parent; at; at = at.parent) if (this.#authors.has(at)) return true;
    return false;
  }

  /** The marks of a field stay together, so a hidden one stays if another mark of its field is not hidden. */
  #isGone(element: SourceElement, isHidden: boolean): boolean {
    if (this.#fields.unlinked.has(element) || this.#fields.hidden.has(element)) return true;
    if (element.name === "w:fldChar" || element.name === "w:instrText") return false;
    return isHidden || removalOf(element) !== undefined;
  }

  attribute(attribute: SourceAttribute, element: SourceElement): AttributeRule | undefined {
    const { local, uri, raw, value } = attribute;
    const isWord = wordNamespaces.includes(uri);
    if (isWord && (local === "author" || local === "initials")) {
      throw new UnsupportedPackageError(this.#options.part, raw);
    }
    if (`${uri} ${local}` === shapeCopy) return { kind: "other-data", value: null };
    if (isWord && local.startsWith("rsid")) return { kind: "editing-sessions", value: null };
    if (namesFile(element, attribute)) return { kind: "local-paths", value: "" };
    this.#values.add(value);
    if (relationNamespaces.includes(uri)) this.#references.add(value);
    return undefined;
  }
}

/** A compressed copy of a shape, which old versions of Word do not show. */
const shapeCopy = "urn:schemas-microsoft-com:office:office gfxdata";

/** Returns whether an element names the cells that values of a chart come from. */
function isCellReference(element: SourceElement): boolean {
  return isChart(element) && /(?:^|:)(?:f|sqref)$/u.test(element.raw) && textIn(element) !== "";
}

/** Returns whether a content control shows the author or another person of the file's properties. */
function isBoundToAuthor(control: SourceElement): boolean {
  const binding = elementsOf(childOf(control, "w:sdtPr")).find(({ raw }) => /(?:^|:)dataBinding$/u.test(raw));
  return /:(?:creator|lastModifiedBy|Manager|Company\w*)\b/u.test(wordAttribute(binding, "xpath") ?? "");
}

/** Returns whether a note has no reference. Separators of notes need none. */
function isLostNote(element: SourceElement, notes: ReadonlySet<string>): boolean {
  if (element.name !== "w:footnote" && element.name !== "w:endnote") return false;
  const type = wordAttribute(element, "type") ?? "normal";
  return type === "normal" && !notes.has(wordAttribute(element, "id") ?? "");
}

/** Returns whether an attribute holds a path, or the name of the file that a picture was made from. */
function namesFile(element: SourceElement, { local, uri, value }: SourceAttribute): boolean {
  if (uri === "http://www.w3.org/2000/xmlns/") return false;
  if (isLocalPath(value)) return true;
  const described = descriptions.get(`${element.uri} ${element.raw.replace(/^.*:/u, "")}`);
  return described?.attributes.test(local) === true && described.value.test(value);
}

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
