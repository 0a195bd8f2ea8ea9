import type { Alignment } from "./alignment.ts";
import type { Story, Token } from "./story.ts";

/** A cell, a note and the body keep their last paragraph, because its end cannot be inserted or deleted. */
export function matchLastEnds(alignment: Alignment): void {
  const [base, revised] = [alignment.base.tokens.at(-1), alignment.revised.tokens.at(-1)];
  if (base?.kind !== "end" || revised?.kind !== "end") return;
  alignment.unmatchBase(base.index);
  alignment.unmatchRevised(revised.index);
  alignment.match(base.index, revised.index);
}

/** White space between two changes is part of them. */
export function dropLoneSpaces(alignment: Alignment): void {
  const { tokens } = alignment.revised;
  const joins = (revised: number, base: number): boolean => base >= 0 && alignment.baseOf(revised) === base;
  for (const { index, kind, key } of tokens) {
    const base = alignment.baseOf(index);
    if (base < 0 || kind !== "text" || !/^\s*$/u.test(key)) continue;
    if (joins(index - 1, base - 1) || joins(index + 1, base + 1)) continue;
    if (index === 0 || index === tokens.length - 1) continue;
    alignment.unmatchRevised(index);
  }
}

/** A field is kept whole or replaced whole, because half a field damages the file. */
export function dropTornFields(alignment: Alignment): void {
  const fields = { base: fieldsOf(alignment.base), revised: fieldsOf(alignment.revised) };
  const drop = ({ begin, end }: { begin: number; end: number }, unmatch: (at: number) => void): void => {
    for (let at = begin; at <= end; at += 1) unmatch(at);
  };
  for (let torn = true; torn;) {
    torn = false;
    for (const side of ["base", "revised"] as const) {
      const partner = (at: number): number => (side === "base" ? alignment.revisedOf(at) : alignment.baseOf(at));
      const unmatch = (at: number): void =>
        side === "base" ? alignment.unmatchBase(at) : alignment.unmatchRevised(at);
      const others = new Map(fields[side === "base" ? "revised" : "base"].map((field) => [field.begin, field]));
      for (const field of fields[side]) {
        const other = others.get(partner(field.begin));
        const isKept =
          other?.marks.length === field.marks.length && field.marks.every((at, k) => partner(at) === other.marks[k]);
        const hasMatch = field.marks.some((at) => partner(at) >= 0);
        if (isKept) continue;
        const inner = Array.from({ length: field.end - field.begin + 1 }, (_, k) => field.begin + k);
        if (!hasMatch && !inner.some((at) => partner(at) >= 0)) continue;
        drop(field, unmatch);
        torn = true;
      }
    }
  }
  matchLastEnds(alignment);
}

/**
 * A deleted paragraph end cannot be inside a link or content control of the revised file. The beginning of the link is
 * then replaced, so that the deletion comes before it.
 */
export function dropSplitWrappers(alignment: Alignment): void {
  for (const { base, revised } of alignment.gaps()) {
    const [before, after] = [alignment.revised.tokens[revised[0] - 1], alignment.revised.tokens[revised[0]]];
    if (!before || !after || before.block !== after.block) continue;
    if (!alignment.base.tokens.slice(...base).some(({ kind }) => kind === "end" || kind === "table")) continue;
    const outer = outermost(before);
    if (outer === before.block || outer !== outermost(after)) continue;
    for (let at = before.index; alignment.revised.tokens[at]; at -= 1) {
      const token = alignment.revised.tokens[at];
      if (!token || outermost(token) !== outer) break;
      alignment.unmatchRevised(at);
    }
  }
}

/** Returns the outermost element between a token and its paragraph, or the paragraph. */
function outermost({ wrapper, block }: Token): Token["wrapper"] {
  let at = wrapper;
  while (at !== block && at.parent && at.parent !== block) at = at.parent;
  return at;
}

/** A field of a story, as indexes of tokens. `marks` are its beginning, instruction, separator and end. */
export interface Field {
  readonly begin: number;
  readonly end: number;
  readonly marks: readonly number[];
}

/** Keys of the marks of a field: "field begin", and "field code" with the instruction. */
const fieldMark = /^field (\S+)/u;

/** Returns the complete fields of a story, the inner ones first. */
function fieldsOf({ tokens }: Story): Field[] {
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
