import { type SourceElement, textIn, textOffsets } from "../../package/xml-source.ts";
import { odtAtoms } from "../odt-atoms.ts";
import type { OdtBlock } from "./odt-blocks.ts";
import type { OdtContent } from "../odt-content.ts";
import type { OdtStretch } from "./odt-places.ts";

/** A label that is typed before the text of a clause. */
export interface OdtTypedLabel {
  readonly text: string;
  /** Its characters in the file, in order. */
  readonly pieces: readonly OdtStretch[];
}

/** Returns the label typed at the start of a paragraph. Null if there is no label, or if it contains more than text. */
export function typedLabel({ source }: OdtContent, { paragraph, first }: OdtBlock): OdtTypedLabel | null {
  let whole = "";
  const texts: { element: SourceElement; holder: SourceElement; start: number; offsets: number[] }[] = [];
  for (const { element, text, run } of odtAtoms(paragraph, () => "")) {
    if (element.start >= first.from) break;
    if (text !== null && run) {
      const offsets = textOffsets(source, element);
      const length = offsets.filter((offset) => offset < first.from).length;
      texts.push({ element, holder: run, start: whole.length, offsets });
      whole += textIn(element).slice(0, Math.min(length, text.length));
    } else if (element.name === "text:tab" || element.name === "text:s") whole += "\t";
    else return null;
  }
  const text = whole.trim();
  if (text === "" || text.includes("\t")) return null;
  const from = whole.indexOf(text);
  const pieces = texts.flatMap(({ element, holder, start, offsets }): OdtStretch[] => {
    const begin = Math.max(from - start, 0);
    const end = Math.min(from + text.length - start, textIn(element).length);
    if (begin >= end) return [];
    const range = { from: offsets[begin] ?? element.start, to: offsets[end] ?? element.end };
    return [{ start: 0, length: end - begin, ...range, element: holder, holder: null, note: null }];
  });
  return { text, pieces };
}
