import fs from "node:fs";
import { isPlainFile, writeOutput } from "./command-files.ts";
import { sayCommand } from "./say-command.ts";
import type { WrittenPiece } from "../services/exports/write-file.ts";

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
