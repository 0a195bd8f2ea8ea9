import type { Story } from "./story.ts";
import { wordAttribute } from "../package/xml-source.ts";

/** A field of a story, as indexes of tokens. `marks` are its beginning, instruction, separator and end. */
export interface Field {
  readonly begin: number;
  readonly end: number;
  readonly marks: readonly number[];
}

/** Returns the complete fields of a story, the inner ones first. */
export function fieldsOf({ tokens }: Story): Field[] {
  const fields: Field[] = [];
  const open: number[][] = [];
  for (const { index, kind, parts } of tokens) {
    const element = parts[0]?.element;
    if (kind !== "object" || !element) continue;
    const type = element.name === "w:fldChar" ? wordAttribute(element, "fldCharType") : undefined;
    if (type === "begin") open.push([]);
    if (type !== undefined || element.name === "w:instrText") open.at(-1)?.push(index);
    if (type !== "end") continue;
    const marks = open.pop();
    const begin = marks?.[0];
    if (marks && begin !== undefined) fields.push({ begin, end: index, marks });
  }
  return fields;
}
