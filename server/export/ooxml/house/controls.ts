import {
  bodyTag,
  type FieldValues,
  type HouseField,
  houseFields,
  type TemplateFault,
} from "#core/text/word-template.ts";
import {
  childOf,
  descendants,
  type Edit,
  elementsOf,
  type SourceElement,
  textIn,
  wordAttribute,
  type XmlSource,
} from "../../package/xml-source.ts";
import { escapeXml } from "../../shared/xml.ts";

/** Maximum number of content controls in a part. */
const mostControls = 500;

/** Maximum numbers of elements in a part of which each is compared with every change. */
const most = { runs: 5000, bookmarks: 5000, noteSettings: 500 } as const;

/** A content control for a field. */
interface FieldControl {
  field: HouseField;
  control: SourceElement;
}

/** Finds the content controls of a part for fields, by their tags. Controls inside another field's are left out. */
export function fieldControls(root: SourceElement): FieldControl[] {
  const found: FieldControl[] = [];
  for (const control of controlsIn(root)) {
    const tag = tagOf(control);
    const field = houseFields.find((name) => name === tag);
    const isInner = found.some((other) => other.control.start < control.start && control.end <= other.control.end);
    if (field && !isInner) found.push({ field, control });
  }
  return found;
}

/**
 * Checks that filling the fields of a part takes little time.
 *
 * @throws UnfitTemplate unsupported
 */
export function checkCounts(root: SourceElement): void {
  const count = (within: SourceElement, ...names: string[]): number => {
    let found = 0;
    for (const { name } of descendants(within)) if (names.includes(name)) found += 1;
    return found;
  };
  let runs = 0;
  for (const { control } of fieldControls(root)) runs += count(control, "w:r", "w:p");
  const isSmall =
    runs <= most.runs &&
    count(root, "w:bookmarkStart", "w:bookmarkEnd") <= most.bookmarks &&
    count(root, "w:footnotePr") <= most.noteSettings;
  if (!isSmall) throw new UnfitTemplate("unsupported", "too many elements");
}

/** Finds the content controls of a part that mark the place for the text. */
export function bodyControls(root: SourceElement): SourceElement[] {
  return controlsIn(root).filter((control) => tagOf(control) === bodyTag);
}

/** @throws UnfitTemplate unsupported if there are more than a template needs, because each is compared with the others */
function controlsIn(root: SourceElement): SourceElement[] {
  const controls = [...descendants(root)].filter(({ name }) => name === "w:sdt");
  if (controls.length > mostControls) throw new UnfitTemplate("unsupported", `${String(controls.length)} controls`);
  return controls;
}

/** Word keeps tags as they were typed, so case and spaces at the ends do not matter. */
function tagOf(control: SourceElement): string | undefined {
  return wordAttribute(childOf(childOf(control, "w:sdtPr"), "w:tag"), "val")
    ?.trim()
    .toLowerCase();
}

/** Returns the title of a control, which Word shows above it. */
function titleOf(control: SourceElement): string | undefined {
  return wordAttribute(childOf(childOf(control, "w:sdtPr"), "w:alias"), "val")?.trim();
}

/** Content that stays although the field beside it has no value. */
const drawn: ReadonlySet<string> = new Set(["w:drawing", "w:pict", "w:fldChar", "w:fldSimple"]);

/** Containers that must end with a paragraph. */
const paragraphHolders: ReadonlySet<string> = new Set(["w:tc", "w:hdr", "w:ftr", "w:txbxContent", "w:body"]);

/**
 * Returns the edits that fill the fields of a part. A field becomes plain text in the formatting of its content control.
 * A field without a value is removed with its label: the paragraph, or the row of the table, if it has no other field
 * with a value.
 */
export function fillFields({ xml, root }: XmlSource, values: FieldValues): Edit[] {
  const controls = fieldControls(root);
  const filled = controls.filter(({ field }) => values[field] !== undefined);
  const edits: Edit[] = [];
  for (const { field, control } of controls) {
    const value = values[field];
    edits.push(...(value === undefined ? [removal(xml, control, filled)] : replacements(xml, control, value)));
  }
  return withoutInner(edits);
}

/** Removes edits inside others, and repeated ones. */
export function withoutInner(edits: readonly Edit[]): Edit[] {
  return edits.filter(
    (edit, index) =>
      !edits.some(
        (other, at) =>
          other.start <= edit.start &&
          edit.end <= other.end &&
          other.end > other.start &&
          (other.end - other.start > edit.end - edit.start || (at < index && other.start === edit.start)),
      ),
  );
}

function replacements(xml: string, control: SourceElement, value: string): Edit[] {
  const content = childOf(control, "w:sdtContent");
  const runs = content ? [...descendants(content)].filter(({ name }) => name === "w:r") : [];
  const [first, ...others] = runs;
  if (!content || !first) return [{ start: control.start, end: control.end, text: inContext(control, value) }];
  const outer = runs.filter((run) => !others.some((other) => other.start < run.start && run.end < other.end));
  // The lines of a control's example text are one value.
  const unwanted = elementsOf(content).filter((block) => block.name === "w:p" && !isInside(first, block));
  return withoutInner([
    { start: control.start, end: content.openEnd, text: "" },
    { start: first.start, end: first.end, text: runOf(xml, first, value) },
    ...[...outer.slice(1), ...unwanted].map(({ start, end }) => ({ start, end, text: "" })),
    { start: content.closeStart, end: control.end, text: "" },
  ]);
}

function runOf(xml: string, run: SourceElement, value: string): string {
  const properties = childOf(run, "w:rPr");
  const kept = elementsOf(properties)
    // The style of an unfilled control is grey.
    .filter(
      (property) => !(property.name === "w:rStyle" && /placeholder/iu.test(xml.slice(property.start, property.end))),
    )
    .map(({ start, end }) => xml.slice(start, end));
  return `<w:r>${kept.length > 0 ? `<w:rPr>${kept.join("")}</w:rPr>` : ""}${textOf(value)}</w:r>`;
}

function textOf(value: string): string {
  return `<w:t xml:space="preserve">${escapeXml(value)}</w:t>`;
}

/** Returns the value of an empty control, as its parent allows it. */
function inContext({ parent }: SourceElement, value: string): string {
  const run = `<w:r>${textOf(value)}</w:r>`;
  if (parent?.name === "w:p") return run;
  return parent?.name === "w:tr" ? `<w:tc><w:p>${run}</w:p></w:tc>` : `<w:p>${run}</w:p>`;
}

function removal(xml: string, control: SourceElement, filled: readonly FieldControl[]): Edit {
  const hasValue = (element: SourceElement): boolean =>
    filled.some((other) => element.start <= other.control.start && other.control.end <= element.end);
  const row = ancestor(control, "w:tr");
  if (row && !hasValue(row) && isOnlyLabelled(row, control)) {
    const table = ancestor(row, "w:tbl");
    const isLast = table && elementsOf(table).filter(({ name }) => name === "w:tr").length === 1;
    return gone(isLast ? table : row);
  }
  const paragraph = ancestor(control, "w:p");
  if (paragraph && !hasValue(paragraph) && !hasDrawing(paragraph) && isLabel(paragraph, control)) {
    return goneParagraph(xml, paragraph);
  }
  if (control.parent?.name === "w:tr") return { ...gone(control), text: "<w:tc><w:p/></w:tc>" };
  return paragraph || !endsHolder(control) ? gone(control) : { ...gone(control), text: "<w:p/>" };
}

function gone({ start, end }: SourceElement): Edit {
  return { start, end, text: "" };
}

/** Removes a paragraph. One that its container or its section needs stays, without content. */
function goneParagraph(xml: string, paragraph: SourceElement): Edit {
  const properties = childOf(paragraph, "w:pPr");
  const endsSection = childOf(properties, "w:sectPr") !== undefined;
  if (!endsSection && !endsHolder(paragraph)) return gone(paragraph);
  const kept = properties ? xml.slice(properties.start, properties.end) : "";
  return { ...gone(paragraph), text: `<w:p>${kept}</w:p>` };
}

function endsHolder(block: SourceElement): boolean {
  const { parent } = block;
  if (!parent || !paragraphHolders.has(parent.name)) return false;
  const blocks = elementsOf(parent).filter(({ name }) => ["w:p", "w:tbl", "w:sdt"].includes(name));
  return blocks.at(-1) === block;
}

function hasDrawing(element: SourceElement): boolean {
  return [...descendants(element)].some(({ name }) => drawn.has(name));
}

/** Whether the other cells of a row are empty or the label of a control: the control's name, or text with a colon. */
function isOnlyLabelled(row: SourceElement, control: SourceElement): boolean {
  if (hasDrawing(row)) return false;
  const names = namesIn(row);
  return elementsOf(row)
    .filter(({ name }) => name === "w:tc" || name === "w:sdt")
    .every((cell) => isNameOrEmpty(isInside(control, cell) ? textBeside(cell, control) : textIn(cell), names));
}

/** Whether the rest of a field's paragraph is about the field. After a tab, other text is another part of the line. */
function isLabel(paragraph: SourceElement, control: SourceElement): boolean {
  const hasTab = [...descendants(paragraph)].some(({ name, parent }) => name === "w:tab" && parent?.name === "w:r");
  return !hasTab || isNameOrEmpty(textBeside(paragraph, control), namesIn(paragraph));
}

function textBeside(element: SourceElement, control: SourceElement): string {
  return textIn(element).replace(textIn(childOf(control, "w:sdtContent") ?? control), "");
}

function namesIn(element: SourceElement): string[] {
  return fieldControls(element).flatMap(({ field, control }) => [field.replaceAll("-", " "), titleOf(control) ?? ""]);
}

function isNameOrEmpty(text: string, names: readonly string[]): boolean {
  const trimmed = text.trim();
  return (
    trimmed === "" || /[:：]$/u.test(trimmed) || names.some((name) => name.toLowerCase() === trimmed.toLowerCase())
  );
}

function isInside(inner: SourceElement, outer: SourceElement): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function ancestor(element: SourceElement, name: string): SourceElement | undefined {
  for (let at = element.parent; at; at = at.parent) if (at.name === name) return at;
  return undefined;
}

/** A Word file that cannot be a template. `detail` is for logs. */
export class UnfitTemplate extends Error {
  readonly fault: TemplateFault;

  constructor(fault: TemplateFault, detail: string) {
    super(`${fault}: ${detail}`);
    this.name = "UnfitTemplate";
    this.fault = fault;
  }
}
