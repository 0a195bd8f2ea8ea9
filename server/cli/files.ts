import fs from "node:fs";
import path from "node:path";
import type { SourceFile } from "../services/comparison/read-files.ts";
import type { DatedFile } from "../services/comparison/redline-files.ts";
import type { WrittenPiece } from "../services/kernel/file-answer.ts";
import { Refusal, sayCommand, WrongUse } from "./say-command.ts";

/** A file a command names. @throws Refusal where there is none or it cannot be read. */
export function readSource(file: string): SourceFile {
  try {
    return { name: path.basename(file), bytes: fs.readFileSync(file) };
  } catch (error) {
    const reason = codeOf(error);
    throw reason === "ENOENT" ? new Refusal("cli-no-file", { file }) : new Refusal("cli-unreadable", { file, reason });
  }
}

/** The same with the time it was last changed. */
export function readDated(file: string): DatedFile {
  return { ...readSource(file), modifiedAt: fs.statSync(file).mtime };
}

/** The JSON a file holds. @throws Refusal, WrongUse */
export function readJson(file: string): unknown {
  const { bytes } = readSource(file);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new WrongUse("cli-not-json", { file });
  }
}

/** Whether a file, where there is one, is neither a device nor a pipe: another can take its place. */
function isPlainFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
}

/** Writes what a command made, or more of it (`flag` "a"). @throws Refusal where it cannot be written. */
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
 * Makes sure that there is somewhere to write to, before the work is done whose result would be lost.
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

/** Where a command's file goes, and who is told how far it is. */
export interface Taking {
  /** Null for standard output. */
  file: string | null;
  write: (bytes: Uint8Array) => void;
  /** Told with a line that takes the place of the one before, "" at the end; null where nobody watches. */
  tell: ((line: string) => void) | null;
}

/**
 * Writes a file as its pieces come. In a folder it stands beside its place until it is whole, so that one that went wrong is
 * never taken for the file, and the one that was there stays.
 * @throws Refusal where it cannot be written; what taking the pieces throws
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
