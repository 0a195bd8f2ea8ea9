import { elementsOf, type SourceElement, textIn, wordAttribute } from "../../package/xml-source.ts";
import { lengthOf } from "./marked-runs.ts";

/** Elements that are not text and not part of it, and that a tracked change of whole paragraphs may leave out. */
const isOwnObject = /^w:(?:drawing|pict|object|fldChar|instrText|ruby)$|^mc:|^m:/u;

/** Returns the runs of a paragraph in order, without those inside other runs. */
export function* runsIn(element: SourceElement): Generator<SourceElement, void> {
  for (const inner of elementsOf(element)) {
    if (inner.name === "w:r") yield inner;
    else if (inner.name !== "mc:AlternateContent" && inner.name !== "w:pPr") yield* runsIn(inner);
  }
}

/** Returns the runs of a paragraph, and the equations and drawings between them, in order. */
export function* runsAndObjectsIn(element: SourceElement): Generator<SourceElement, void> {
  for (const inner of elementsOf(element)) {
    if (inner.name === "w:r" || /^mc:|^m:/u.test(inner.name)) yield inner;
    else if (inner.name !== "w:pPr") yield* runsAndObjectsIn(inner);
  }
}

/** Returns the characters of a run, each as the source map counts it. */
export function runText(run: SourceElement): string {
  return elementsOf(run)
    .map((element) =>
      element.name === "w:t" ? textIn(element) : element.name === "w:tab" ? "\t" : " ".repeat(lengthOf(element)),
    )
    .join("");
}

/** Whether a paragraph has pictures, fields, equations or other objects besides text and notes. */
export function hasObjects(paragraph: SourceElement): boolean {
  const isObject = (element: SourceElement): boolean =>
    isOwnObject.test(element.name) || elementsOf(element).some(isObject);
  return elementsOf(paragraph).some((element) => element.name !== "w:pPr" && isObject(element));
}

/** Whether a run has a picture or another drawing. */
export function hasDrawing(run: SourceElement): boolean {
  return elementsOf(run).some(({ name }) => /^w:(?:drawing|pict|object)$|^mc:/u.test(name));
}

/** A field of a paragraph, as indexes of its runs. */
interface FieldRuns {
  readonly begin: number;
  readonly end: number;
}

/** Returns the fields that begin and end in the runs of a paragraph. */
export function fieldsIn(runs: readonly SourceElement[]): FieldRuns[] {
  const open: number[] = [];
  const fields: FieldRuns[] = [];
  for (const [index, run] of runs.entries()) {
    for (const element of elementsOf(run)) {
      const type = element.name === "w:fldChar" ? wordAttribute(element, "fldCharType") : undefined;
      if (type === "begin") open.push(index);
      const begin = type === "end" ? open.pop() : undefined;
      if (begin !== undefined) fields.push({ begin, end: index });
    }
  }
  return fields;
}

/** Whether a run has only marks of a field. */
export function isFieldMark(run: SourceElement): boolean {
  const names = elementsOf(run).map(({ name }) => name);
  return names.some((name) => /^w:(?:fldChar|instrText)$/u.test(name)) && runText(run) === "";
}

/** Whether a run has nothing but references to notes. */
export function isNoteReference(run: SourceElement): boolean {
  const names = elementsOf(run).flatMap(({ name }) => (name === "w:rPr" ? [] : [name]));
  return names.length > 0 && names.every((name) => /^w:(?:foot|end)noteReference$/u.test(name));
}
