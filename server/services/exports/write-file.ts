import { exportFormats } from "#core/compile/export-format.ts";
import type { FileProgress } from "#core/contract/file-pieces.ts";
import { joined } from "#core/text/pieces.ts";
import type { FileTask } from "../../export/render-file.ts";
import type { FilePiece } from "../../export/shared/steps.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenPiece } from "../kernel/file-answer.ts";
import { ProblemError } from "../kernel/problem.ts";

/** Prints a page as PDF for the client that requested the file. */
type Print = (html: string) => Promise<Uint8Array>;

/**
 * Writes a file in pieces. For a PDF, only the last piece contains bytes; the pieces before it report progress. A
 * browser prints the page of a PDF, and no worker thread waits meanwhile.
 * @throws ProblemError server-busy; the errors of `print`; the signal's reason once that is aborted
 */
export async function* writeFile(
  { renderFile }: Pick<Context, "renderFile">,
  task: FileTask,
  print: Print,
  signal: AbortSignal | null,
): AsyncGenerator<WrittenPiece, void> {
  if (!exportFormats[task.format].printed) {
    for await (const piece of renderFile({ task, printed: null }, signal)) yield { ...piece, stage: stageOf(piece) };
    return;
  }
  const page: Uint8Array[] = [];
  const none = { bytes: new Uint8Array(), done: 0, of: 0 };
  for await (const piece of renderFile({ task, printed: null }, signal)) {
    page.push(piece.bytes);
    yield { ...piece, bytes: none.bytes, stage: stageOf(piece) };
  }
  const html = new TextDecoder().decode(joined(page));
  yield { ...none, stage: "printing" };
  const printed = { html, bytes: await print(html) };
  yield { ...none, stage: "finishing" };
  for await (const piece of renderFile({ task, printed }, signal)) yield { ...piece, stage: "finishing" };
}

/** Yields a file that was written as a whole. */
export async function* atOnce(bytes: Uint8Array): AsyncGenerator<WrittenPiece, void> {
  yield await Promise.resolve({ bytes, stage: "writing", done: 1, of: 1 });
}

function stageOf({ of: total }: FilePiece): FileProgress["stage"] {
  return total === 0 ? "waiting" : "writing";
}

/**
 * Returns a function that prints a page for the current client. An aborted signal stops the printing.
 * @throws ProblemError no-browser if no browser is available for printing
 */
export function printerOf({ print }: Context, signal: AbortSignal | null): (html: string) => Promise<Uint8Array> {
  if (!print) throw new ProblemError("no-browser");
  return (html) => print(html, signal);
}

/** Used for formats other than PDF, which never print. */
export function unprinted(): never {
  throw new TypeError("Only PDF is printed");
}
