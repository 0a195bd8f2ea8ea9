import type { Story } from "./story.ts";

/** A field of a story, as indexes of tokens. `marks` are its beginning, instruction, separator and end. */
export interface Field {
  readonly begin: number;
  readonly end: number;
  readonly marks: readonly number[];
}

/** Keys of the marks of a field: "field begin", and "field code" with the instruction. */
const fieldMark = /^field (\S+)/u;

/** Returns the complete fields of a story, the inner ones first. */
export function fieldsOf({ tokens }: Story): Field[] {
  const fields: Field[] = [];
  const open: number[][] = [];
  for (const { index, key } of tokens) {
    const type = fieldMark.exec(key)?.[1];
    if (type === undefined) continue;
    if (type === "begin") open.push([]);
    open.at(-1)?.push(index);
    if (type !== "end") continue;
    const marks = open.pop();
    const begin = marks?.[0];
    if (marks && begin !== undefined) fields.push({ begin, end: index, marks });
  }
  return fields;
}
