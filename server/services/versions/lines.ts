import type { Actor } from "#core/access/permissions.ts";
import type { NumberedLines } from "#core/contract/version-operations.ts";
import { computeLines } from "#core/text/lines/compute-lines.ts";
import { LineNumbers } from "#core/text/lines/line-numbers.ts";
import type { Version } from "#core/text/version.ts";
import type { Records } from "../../store/collections.ts";
import type { Context } from "../kernel/context.ts";
import type { DraftLines } from "../kernel/file-tasks.ts";
import { sha256OfFile } from "../kernel/hashes.ts";
import { nextTurn } from "../kernel/in-turns.ts";
import { ProblemError } from "../kernel/problem.ts";
import { loadContent } from "./content.ts";
import { findVersion } from "./find-version.ts";

/** Returns the file in which a version's lines are stored. */
export async function linesFile({ json }: Pick<DraftLines, "json">): Promise<Records["originals"]> {
  const bytes = new TextEncoder().encode(json);
  return { id: await sha256OfFile(bytes), bytes };
}

/**
 * Loads the numbered lines of a version. A version from before they were stored has computed lines.
 * @throws ProblemError not-found if the stored file is missing
 */
export async function loadLines(context: Context, version: Version): Promise<LineNumbers> {
  const { lines } = version;
  if (!lines) {
    const { text } = await loadContent(context, version);
    await nextTurn();
    return computeLines(text);
  }
  const file = await context.store.read((reader) => reader.get("originals", lines.hash));
  if (!file) throw new ProblemError("not-found");
  return LineNumbers.parse(JSON.parse(new TextDecoder().decode(file.bytes)));
}

/**
 * Returns the numbered lines of a version that the actor may read.
 * @throws ProblemError not-found
 */
export async function getLines(context: Context, actor: Actor, input: { version: string }): Promise<NumberedLines> {
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  const { origin = "computed", fileName } = version.lines ?? {};
  return { ...(await loadLines(context, version)), origin, ...(fileName !== undefined && { fileName }) };
}
