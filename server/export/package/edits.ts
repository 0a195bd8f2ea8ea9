import type { XmlSource } from "./xml-source.ts";

/** Replaces a stretch of a part's text. An insertion has an empty stretch. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns a stretch of a part's text with the edits inside it. Edits at the same offset keep their order. */
export function edited(xml: string, edits: readonly Edit[], start = 0, end = xml.length): string {
  if (edits.length === 0) return xml.slice(start, end);
  const pieces: string[] = [];
  let at = start;
  const sorted = [...edits].sort((first, second) => first.start - second.start || first.end - second.end);
  for (const edit of sorted) {
    if (edit.start < at) throw new RangeError("Edits overlap");
    pieces.push(xml.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(xml.slice(at, end));
  return pieces.join("");
}

/** Returns the edit that appends to a part's root element. */
export function appended({ xml, root }: XmlSource, text: string): Edit {
  if (!xml.slice(root.start, root.openEnd).endsWith("/>"))
    return { start: root.closeStart, end: root.closeStart, text };
  return { start: root.openEnd - 2, end: root.openEnd, text: `>${text}</${root.raw}>` };
}
