import { uncheckedText } from "#core/phrases/message-text.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { parseDraft } from "#core/text/schema.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { getWorkingText } from "../services/publication/next-draft.ts";
import { ownFileNoteText } from "#core/phrases/own-file-note-text.ts";
import type { WordLayout } from "#core/compile/word-layout.ts";
import { exportWorkingText } from "../services/exports/export-working-text.ts";
import { type OutputTarget, writePieces } from "./files.ts";
import { type DataOption, type Environment, onVersion, withData } from "./with-data.ts";

/**
 * Prints a version with the accepted proposals, or the given ones, applied to its text. The text format has one line
 * per clause: label, tab, text. JSON has the full result. Each omitted proposal is reported to `writeError` with its
 * reasons.
 */
export function printWorkingText(
  environment: Environment,
  address: string,
  { data, proposals, format }: DataOption & { proposals?: string; format: "json" | "text" },
  writeError: (text: string) => void,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const named = proposals?.split(",").filter(Boolean);
    const working = await onVersion(context, address, () =>
      getWorkingText(context, programActor, { version: address, proposals: named }, null),
    );
    for (const { annotation, taken, rebased, collisions } of working.proposals) {
      const why = [...rebased.problems, ...collisions].map((problem) => uncheckedText(problem, "en"));
      if (!taken) writeError(`${annotation.id}\t${why.join(" ")}\n`);
    }
    if (format === "json") return `${JSON.stringify(working)}\n`;
    const { text, clauses } = versionTextOf(parseDraft(working.draft));
    return clauses.map(({ label, start, end }) => `${label ?? ""}\t${text.slice(start, end)}\n`).join("");
  });
}

/**
 * Writes the same text as a Word file, with the changes made or tracked. `report` receives the notes about the file.
 */
export function writeWorkingText(
  environment: Environment,
  address: string,
  { data, proposals, changes, layout: wordLayout, report }: WordOptions,
  target: OutputTarget,
): Promise<void> {
  return withData(environment, { data }, async (context) => {
    const named = proposals?.split(",").filter(Boolean);
    const { pieces, redline } = await onVersion(context, address, () =>
      exportWorkingText(context, programActor, { version: address, proposals: named, changes, wordLayout }, null),
    );
    for (const note of redline?.notes ?? []) report(ownFileNoteText(note, "en"));
    await writePieces(pieces, target);
  });
}

interface WordOptions extends DataOption {
  proposals?: string;
  changes: "made" | "tracked";
  layout: WordLayout;
  report: (line: string) => void;
}
