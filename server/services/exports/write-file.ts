import type { FileProgress } from "#core/contract/file-pieces.ts";
import type { Context } from "../kernel/context.ts";
import type { FileTask } from "../../export/draw-file.ts";
import { joined, type FilePiece } from "../../export/shared/gather-pieces.ts";

/** Some bytes of a file, or none, and how far the whole has come. */
export interface WrittenPiece extends FileProgress {
  bytes: Uint8Array;
}

/** Prints a page as PDF, for whoever has the file written. */
export type Print = (html: string) => Promise<Uint8Array>;

/**
 * Writes a file piece by piece. Of a PDF the pieces before the last say how far it is and hold none of its bytes; while its
 * page is printed, which a browser does, no thread waits for it.
 * @throws ProblemError server-busy; what `print` throws; the reason of the context's `gone` once that is aborted
 */
export async function* writeFile(
  { drawFile, gone }: Pick<Context, "drawFile" | "gone">,
  task: FileTask,
  print: Print,
): AsyncGenerator<WrittenPiece, void> {
  if (task.format !== "pdf") {
    for await (const piece of drawFile({ task, printed: null }, gone)) yield { ...piece, stage: stageOf(piece) };
    return;
  }
  const page: Uint8Array[] = [];
  const none = { bytes: new Uint8Array(), done: 0, of: 0 };
  for await (const piece of drawFile({ task, printed: null }, gone)) {
    page.push(piece.bytes);
    yield { ...piece, bytes: none.bytes, stage: stageOf(piece) };
  }
  const html = new TextDecoder().decode(joined(page));
  yield { ...none, stage: "printing" };
  const printed = { html, bytes: await print(html) };
  yield { ...none, stage: "finishing" };
  for await (const piece of drawFile({ task, printed }, gone)) yield { ...piece, stage: "finishing" };
}

function stageOf({ of }: FilePiece): FileProgress["stage"] {
  return of === 0 ? "waiting" : "writing";
}
