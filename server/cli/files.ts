import fs from "node:fs";
import path from "node:path";
import type { SourceFile } from "../services/comparison/read-files.ts";
import type { DatedFile } from "../services/comparison/redline-files.ts";
import type { WrittenPiece } from "../services/kernel/file-answer.ts";
import { Refusal, sayCommand, WrongUse } from "./say-command.ts";

/**
 * Reads a file named in a command.
 *
 * @throws Refusal if the file does not exist or cannot be read.
 */
export function readSource(file: string): SourceFile {
  try {
    return { name: path.basename(file), bytes: fs.readFileSync(file) };
  } catch (error) {
    const reason = codeOf(error);
    throw reason === "ENOENT" ? new Refusal("cli-no-file", { file }) : new Refusal("cli-unreadable", { file, reason });
  }
}

/** Reads a file like `readSource`, with its modification time. */
export function readDated(file: string): DatedFile {
  return { ...readSource(file), modifiedAt: fs.statSync(file).mtime };
}

/**
 * Parses a JSON file.
 *
 * @throws Refusal, WrongUse
 */
export function readJson(file: string): unknown {
  const { bytes } = readSource(file);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new WrongUse("cli-not-json", { file });
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
 * @throws Refusal if the file cannot be written.
 */
export function writeOutput(file: string, output: string | Uint8Array, flag: "w" | "a" = "w"): void {
  try {
    fs.writeFileSync(file, output, { flag });
  } catch (error) {
    const reason = codeOf(error);
    throw reason === "ENOENT"
      ? new Refusal("cli-no-folder", { folder: path.dirname(path.resolve(file)) })
      : new Refusal("cli-unwritable", { file, reason });
  }
}

/**
 * Checks that the output folder exists, before the work whose result would be lost without it.
 *
 * @throws Refusal
 */
export function checkOutput(file: string | undefined): void {
  if (file === undefined) return;
  const folder = path.dirname(path.resolve(file));
  if (!fs.existsSync(folder)) throw new Refusal("cli-no-folder", { folder });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** The destination of a command's output file, and its progress report. */
export interface Taking {
  /** Null means standard output. */
  file: string | null;
  write: (bytes: Uint8Array) => void;
  /**
   * Receives progress lines. Each replaces the one before; "" ends the report. Null if the output is not a terminal.
   */
  tell: ((line: string) => void) | null;
}

/**
 * Writes a file as its pieces arrive. A regular file is written under a temporary name until it is complete. A failed
 * write is therefore never mistaken for the file, and an existing file is kept.
 *
 * @throws Refusal if the file cannot be written; any error from the pieces
 */
export async function takeFile(pieces: AsyncIterable<WrittenPiece>, { file, write, tell }: Taking): Promise<void> {
  const aside = file !== null && isPlainFile(file) ? `${file}.part` : null;
  const target = aside ?? file;
  if (target !== null) writeOutput(target, new Uint8Array());
  let told = "";
  try {
    for await (const { bytes, ...progress } of pieces) {
      if (target === null) write(bytes);
      else writeOutput(target, bytes, "a");
      const line = sayProgress(progress);
      if (line !== told) tell?.(line);
      told = line;
    }
    if (aside !== null && file !== null) fs.renameSync(aside, file);
  } catch (error) {
    if (aside !== null) fs.rmSync(aside, { force: true });
    throw error;
  } finally {
    if (told !== "") tell?.("");
  }
}

function sayProgress({ stage, done, of }: Omit<WrittenPiece, "bytes">): string {
  if (stage === "writing") return sayCommand("cli-writing", { percent: Math.floor((done / of) * 100) });
  return sayCommand(stage === "waiting" ? "cli-in-turn" : `cli-${stage}`);
}
