import { exportOperations } from "#core/contract/export-operations.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import { ownFileNoteText } from "#core/phrases/own-file-note-text.ts";
import { redlineNoteText } from "#core/phrases/word-note-text.ts";
import { type ComparisonExport, exportComparison } from "../services/exports/export-comparison.ts";
import { exportVersion } from "../services/exports/export-version.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { type OutputTarget, readSource, writePieces } from "./files.ts";
import { type DataOption, type Environment, onVersion, withData } from "./with-data.ts";

/**
 * Writes a version's text with its comments to a file. `query` has the same form as in the API's URL. `report` receives
 * the notes about a Word file.
 */
export function exportAddress(
  environment: Environment,
  address: string,
  { data, query, template, report }: DataOption & ExportOptions,
  target: OutputTarget,
): Promise<void> {
  const parsed = exportOperations.exportVersion.query.safeParse(query);
  if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("query", parsed.error, query));
  const source = template === undefined ? null : readSource(template);
  const given = source && { fileName: source.name, bytes: source.bytes };
  return withData(environment, { data }, async (context) => {
    const { pieces, redline } = await onVersion(context, address, () =>
      exportVersion(context, programActor, { version: address, ...parsed.data }, null, given),
    );
    for (const note of redline?.notes ?? []) report(ownFileNoteText(note, "en"));
    await writePieces(pieces, target);
  });
}

interface ExportOptions {
  query: Readonly<Record<string, string>>;
  /** The Word file to use as the template. Omitted for that of the forum. */
  template?: string | undefined;
  report: (line: string) => void;
}

/** Writes the redline of two versions to a file. `report` receives the notes about a Word redline. */
export function exportRedline(
  environment: Environment,
  input: ComparisonExport,
  { report, ...options }: DataOption & { report: (line: string) => void },
  target: OutputTarget,
): Promise<void> {
  return withData(environment, options, async (context) => {
    const { pieces, redline } = await onVersion(context, `${input.base}, ${input.revised}`, () =>
      exportComparison(context, programActor, input, null),
    );
    for (const note of redline?.notes ?? []) report(redlineNoteText(note, "en"));
    await writePieces(pieces, target);
  });
}
