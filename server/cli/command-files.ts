import fs from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.ts";
import type { DatedFile } from "../services/comparison/redline-files.ts";
import type { SourceFile } from "../services/comparison/read-files.ts";
import { WrongUse } from "./wrong-use.ts";

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
export function isPlainFile(file: string): boolean {
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
