import type { Mark } from "prosemirror-model";
import type { Piece } from "#core/text/segments/block.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import type { ChangesShown } from "../shared/markup-recorder.ts";
import type { Tally } from "../shared/notices.ts";
import { equationPiece } from "../shared/object-pieces.ts";
import type { XmlElement } from "../shared/xml.ts";
import type { Relationship } from "./docx-parts.ts";
import { fullText, runTexts } from "./docx-text.ts";
import { descriptionOf, type DocxObjects, isHiddenDrawing, textBoxesIn } from "./objects.ts";
import { linearEquation } from "./equation.ts";

/** The context of drawings and equations in their file. */
export interface AroundDrawings {
  readonly links: ReadonlyMap<string, Relationship>;
  readonly tracked: Tally;
  /** Reader of pictures and embedded objects. Null if they are not part of the text. */
  readonly objects: DocxObjects | null;
  /** Recorder of tracked changes. Null if they are not wanted. */
  readonly markup: object | null;
  readonly notice: (code: ReadingNotice, params?: Record<string, string | number>) => void;
}

/** The content of a drawing: objects in the text around it, and text boxes to read after the paragraph. */
interface DrawnContent {
  readonly pieces: readonly Piece[];
  readonly boxes: readonly XmlElement[];
}

const nothing = { pieces: [], boxes: [] };

/**
 * Reads a drawing: text boxes, pictures, or other objects. `marks` are those of its run. `insertedBy` is the author of
 * the insertion being read; null outside of one.
 */
export function readDrawing(
  part: XmlElement,
  { marks, insertedBy }: { marks: readonly Mark[]; insertedBy: string | null },
  { notice, objects, links }: AroundDrawings,
): DrawnContent {
  if (isHiddenDrawing(part)) {
    notice("hidden-text-left-out");
    return nothing;
  }
  const boxes = textBoxesIn(part);
  if (insertedBy !== null && boxes.length > 0) {
    notice("text-box-put-in", { author: insertedBy, words: boxes.map(fullText).join(" ") });
    return nothing;
  }
  const drawn = objects?.inDrawing(part, { links, marks, hasBoxes: boxes.length > 0 });
  const pieces = drawn?.pieces ?? [];
  const description = descriptionOf(part);
  if (drawn?.isComplete === false) notice("object-content-unknown", { description });
  if (boxes.length === 0 && pieces.length === 0) {
    notice(part.name === "w:object" ? "object-left-out" : "picture-left-out", { description });
  }
  return { pieces, boxes };
}

/** Reads an equation as one line of text. */
export function readEquation(
  element: XmlElement,
  changes: ChangesShown,
  { notice, objects, tracked, markup }: AroundDrawings,
): Piece[] {
  notice("equation-as-text");
  if (!objects) {
    const text = runTexts(element);
    return text === "" ? [] : [{ kind: "text", text, marks: [] }];
  }
  const text = linearEquation(element, {
    changes,
    tracked: (change) => {
      tracked.add(change.name);
      if (markup) notice("equation-changes-left-out");
    },
  });
  return text === "" ? [] : [equationPiece(element, text)];
}
