import { type Actor, can } from "#core/access/permissions.ts";
import type { Redline } from "#core/compare/redline-row.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { knownReason, type RedrawnReason } from "#core/compile/redrawn-reason.ts";
import type { ProblemCode } from "#core/contract/problem.ts";
import { wallTime } from "#core/text/wall-clock.ts";
import type { Context } from "../kernel/context.ts";
import { isDamage } from "../kernel/damage.ts";
import type { OwnRedlineFormat } from "../kernel/file-kinds.ts";
import type { OwnFileMarkup, OwnFileResult } from "../kernel/own-file.ts";
import { ProblemError } from "../kernel/problem.ts";
import type { FileRedlineResult, UploadedVersion } from "../kernel/redline-in-file.ts";
import { shareJson } from "../kernel/shared-json.ts";
import { loadContent } from "../versions/content.ts";
import type { FoundVersion } from "../versions/find-version.ts";
import { readOrRefuse } from "../versions/read-upload.ts";

/**
 * Writes the comments and proposals of a compilation into the version's own file. Somebody who may not fetch the file
 * gets it without what its printed pages do not show.
 *
 * @throws ProblemError server-busy
 */
export async function inOwnFile(
  context: Context,
  actor: Actor,
  {
    found,
    compilation,
    format = "docx",
    ...how
  }: { found: FoundVersion; compilation: Compilation; format?: "docx" | "odt" } & Pick<
    OwnFileMarkup,
    "layout" | "nextDraft"
  >,
  signal: AbortSignal | null,
): Promise<OwnFileResult> {
  const { version } = found;
  const reason = knownReason([version.source], format);
  if (reason) return { redrawn: reason };
  const upload = await uploadOf(context, found);
  if (!upload) return { redrawn: "original-damaged" };
  const { files } = context;
  const { markOwnFile } = signal && files.until ? files.until(signal) : files;
  const markup = {
    upload,
    compilation: await shareJson(compilation),
    draft: await shareJson((await loadContent(context, version)).json),
    ...how,
    withoutPrivate: !can(actor, "read-original"),
  };
  return orRedrawn(upload.fileName, () => markOwnFile(markup));
}

/** Author and date of the tracked changes, if they were asked for. */
export interface AskedChanges {
  author?: string | undefined;
  /** ISO 8601, UTC. */
  date?: string | undefined;
}

/**
 * Writes a redline into the file of the revised version. Somebody who may not fetch the file gets it without what its
 * printed pages do not show.
 *
 * @throws ProblemError server-busy
 */
export async function redlineInOriginal(
  context: Context,
  actor: Actor,
  { base, revised, redline }: { base: FoundVersion; revised: FoundVersion; redline: Redline },
  { author, date, format }: AskedChanges & { format: OwnRedlineFormat },
  signal: AbortSignal | null,
): Promise<FileRedlineResult> {
  const reason = knownReason([base.version.source, revised.version.source], format);
  if (reason) return { redrawn: reason };
  const [first, second] = await Promise.all([uploadOf(context, base), uploadOf(context, revised)]);
  if (!first || !second) return { redrawn: "original-damaged" };
  const { files } = context;
  const { redlineInFile } = signal && files.until ? files.until(signal) : files;
  const task = {
    format,
    base: first,
    revised: second,
    redline: await shareJson(redline),
    withoutPrivate: !can(actor, "read-original"),
    author: author ?? revised.forum.shortName,
    date: date === undefined ? `${revised.version.date}T00:00:00` : wallTime(date, revised.forum.timeZone),
  };
  return orRedrawn(second.fileName, () => redlineInFile(task));
}

/**
 * Runs a task that writes into an uploaded file. Returns why the result must be a new document if the file cannot be
 * read.
 *
 * @throws ProblemError server-busy
 */
async function orRedrawn<Result>(
  fileName: string,
  write: () => Promise<Result>,
): Promise<Result | { redrawn: RedrawnReason }> {
  try {
    return await readOrRefuse(fileName, write);
  } catch (error) {
    const redrawn = error instanceof ProblemError ? failures.get(error.code) : undefined;
    if (redrawn) return { redrawn };
    throw error;
  }
}

/** Failures after which the redline is a new document. The files were read when they were uploaded, under other limits. */
const failures: ReadonlyMap<ProblemCode, RedrawnReason> = new Map([
  ["file-too-large", "too-large"],
  ["text-too-long", "too-large"],
  ["file-damaged", "unsupported"],
  ["file-encrypted", "unsupported"],
  ["file-empty", "unsupported"],
  ["file-scanned", "unsupported"],
  ["not-this-format", "unsupported"],
  ["machine-format", "unsupported"],
]);

/** Returns a version's uploaded file. Null if it is damaged. */
async function uploadOf({ store }: Context, { version }: FoundVersion): Promise<UploadedVersion | null> {
  const { source, language, textHash } = version;
  try {
    const original = await store.read((reader) => reader.get("originals", source.hash));
    return original ? { bytes: original.bytes, fileName: source.fileName, language, textHash } : null;
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}
