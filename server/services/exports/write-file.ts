import type { FileProgress } from "#core/contract/file-pieces.ts";
import type { FileTask } from "../../export/draw-file.ts";
import { type FilePiece, joined } from "../../export/shared/gather-pieces.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenPiece } from "../kernel/file-answer.ts";
import { ProblemError } from "../kernel/problem.ts";

/** Prints a page as PDF, for whoever has the file written. */
type Print = (html: string) => Promise<Uint8Array>;

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

/**
 * What prints a page for whoever asked, as long as they wait.
 * @throws ProblemError no-browser where there is nothing to print with
 */
export function printerOf({ print, gone }: Context): (html: string) => Promise<Uint8Array> {
  if (!print) throw new ProblemError("no-browser");
  return (html) => print(html, gone);
}

/** For files of other forms: none of them prints. */
export function unprinted(): never {
  throw new TypeError("Only PDF is printed");
}
