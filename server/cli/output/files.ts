import fs from "node:fs";
import path from "node:path";
import type { SourceFile } from "../../services/comparison/read-files.ts";
import type { DatedFile } from "../../services/comparison/redline-files.ts";
import type { WrittenPiece } from "../../services/kernel/file-answer.ts";
import { CommandError, commandText, type Terminal, UsageError } from "./terminal.ts";

/**
 * Reads a file named in a command.
 *
 * @throws CommandError if the file does not exist or cannot be read.
 */
export function readSource(file: string): SourceFile {
  try {
    return { name: path.basename(file), bytes: fs.readFileSync(file) };
  } catch (error) {
    const reason = codeOf(error);
    throw reason === "ENOENT"
      ? new CommandError("cli-no-file", { file })
      : new CommandError("cli-unreadable", { file, reason });
  }
}

/** Reads a file like `readSource`, with its modification time. */
export function readDated(file: string): DatedFile {
  return { ...readSource(file), modifiedAt: fs.statSync(file).mtime };
}

/**
 * Parses a JSON file.
 *
 * @throws CommandError, UsageError
 */
export function readJson(file: string): unknown {
  const { bytes } = readSource(file);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new UsageError("cli-not-json", { file });
  }
}

/**
 * Returns whether a path can be replaced by another file: it is a regular file or does not exist yet, not a device or
 * pipe.
 */
function isPlainFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
}

/**
 * Writes a command's output to a file, or appends to it (`flag` "a").
 *
 * @throws CommandError if the file cannot be written.
 */
export function writeOutput(file: string, output: string | Uint8Array, flag: "w" | "a" = "w"): void {
  try {
    fs.writeFileSync(file, output, { flag });
  } catch (error) {
    const reason = codeOf(error);
    throw reason === "ENOENT"
      ? new CommandError("cli-no-folder", { folder: path.dirname(path.resolve(file)) })
      : new CommandError("cli-unwritable", { file, reason });
  }
}

/** Writes a command's output to a file, or to standard output if none is named. */
export function deliver(output: string | Uint8Array, file: string | undefined, write: Terminal["write"]): void {
  if (file === undefined) write(output);
  else writeOutput(file, output);
}

/**
 * Checks that the output folder exists, before the work whose result would be lost without it.
 *
 * @throws CommandError
 */
export function checkOutput(file: string | undefined): void {
  if (file === undefined) return;
  const folder = path.dirname(path.resolve(file));
  if (!fs.existsSync(folder)) throw new CommandError("cli-no-folder", { folder });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** The destination of a command's output file, and its progress report. */
interface OutputTarget extends Pick<Terminal, "reportProgress"> {
  /** Null means standard output. */
  file: string | null;
  write: (bytes: Uint8Array) => void;
}

/** Writes a file that an operation answers, after the notes about it, which `textsOf` words. */
export async function deliverFile(
  { notes, pieces }: { notes: string; pieces: AsyncIterable<WrittenPiece> },
  textsOf: (notes: string, language: string) => readonly string[],
  target: OutputTarget & Pick<Terminal, "writeError">,
): Promise<void> {
  for (const line of textsOf(notes, "en")) target.writeError(`rapporteur: ${line}\n`);
  await writePieces(pieces, target);
}

/**
 * Writes a file as its pieces arrive. A regular file is written under a temporary name until it is complete. A failed
 * write is therefore never mistaken for the file, and an existing file is kept.
 *
 * @throws CommandError if the file cannot be written; any error from the pieces
 */
export async function writePieces(
  pieces: AsyncIterable<WrittenPiece>,
  { file, write, reportProgress }: OutputTarget,
): Promise<void> {
  const partFile = file !== null && isPlainFile(file) ? `${file}.part` : null;
  const target = partFile ?? file;
  if (target !== null) writeOutput(target, new Uint8Array());
  let reported = "";
  try {
    for await (const { bytes, ...progress } of pieces) {
      if (target === null) write(bytes);
      else writeOutput(target, bytes, "a");
      const line = progressText(progress);
      if (line !== reported) reportProgress?.(line);
      reported = line;
    }
    if (partFile !== null && file !== null) fs.renameSync(partFile, file);
  } catch (error) {
    if (partFile !== null) fs.rmSync(partFile, { force: true });
    throw error;
  } finally {
    if (reported !== "") reportProgress?.("");
  }
}

function progressText({ stage, done, of: total }: Omit<WrittenPiece, "bytes">): string {
  if (stage === "writing") return commandText("cli-writing", { percent: Math.floor((done / total) * 100) });
  return commandText(stage === "waiting" ? "cli-in-turn" : `cli-${stage}`);
}
