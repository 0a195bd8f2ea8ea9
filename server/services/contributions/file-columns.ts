import { type Actor, can } from "#core/access/permissions.ts";
import {
  type ChosenColumns,
  type ColumnMapping,
  type FileColumn,
  type FileColumns,
} from "#core/receive/file-columns.ts";
import type { Writer } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import type { ContributionFile } from "../kernel/file-tasks.ts";
import { sha256 } from "../kernel/hashes.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { readOrRefuse } from "../versions/read-upload.ts";
import { findContribution } from "./contribution.ts";

/**
 * Returns the columns of a contribution's tables with samples. Empty if it has none. The file is read again, because
 * samples may name people and are not stored.
 * @throws ProblemError not-found, not-signed-in, not-allowed, server-busy
 */
export async function getContributionColumns(
  context: Context,
  actor: Actor,
  input: { contribution: string },
): Promise<FileColumns> {
  const { original, source, columns } = await context.store.read(async (reader) => {
    const { contribution } = await findContribution(context, reader, actor, input.contribution);
    return { ...contribution, original: await reader.get("originals", contribution.source.hash) };
  });
  if (!original) throw new ProblemError("not-found");
  const { read } = await readWith(context, original.bytes, source.fileName, columns);
  return { by: columns?.by ?? "reader", columns: [...columnsOf(read)] };
}

/** Reads a file of a contribution with its chosen columns. @throws ProblemError server-busy and those of files */
export function readWith(
  context: Pick<Context, "files">,
  bytes: Uint8Array,
  fileName: string,
  chosen?: ChosenColumns,
): Promise<ContributionFile> {
  return readOrRefuse(fileName, () =>
    context.files.readContribution(bytes, fileName, chosen && { columns: chosen.columns }),
  );
}

/**
 * Reads a new file. If the secretariat corrected the columns of an earlier file with the same headings, they are read in
 * the same way. If no comment is found then, the columns are guessed.
 * @throws ProblemError server-busy and those of files
 */
export async function readReceived(
  context: Context,
  bytes: Uint8Array,
  fileName: string,
): Promise<ContributionFile & { columns?: ChosenColumns }> {
  const guessed = await readWith(context, bytes, fileName);
  const columns = columnsOf(guessed.read);
  const kept =
    columns.length > 0 && (await context.store.read((reader) => reader.get("columnMappings", mappingId(columns))));
  if (!kept) return guessed;
  const chosen: ChosenColumns = { by: "earlier-file", columns: kept.columns };
  try {
    return { ...(await readWith(context, bytes, fileName, chosen)), columns: chosen };
  } catch (error) {
    if (error instanceof ProblemError && error.code === "file-empty") return guessed;
    throw error;
  }
}

/**
 * Remembers corrected columns for later files with the same headings. Only people who may import for any organisation
 * decide how files of others are read.
 */
export async function rememberColumns(
  writer: Writer,
  actor: Actor,
  read: ContributionFile["read"],
  columns: ColumnMapping,
): Promise<void> {
  if (can(actor, "date-contribution")) await writer.put("columnMappings", { id: mappingId(columnsOf(read)), columns });
}

/** @throws ProblemError invalid-request if a mapping gives a column twice, or none with comments, or one the file lacks */
export function checkColumns(read: ContributionFile["read"], chosen: ColumnMapping): void {
  const keys = new Set(columnsOf(read).map(({ key }) => key));
  const unknown = Object.keys(chosen).find((key) => !keys.has(key));
  if (unknown !== undefined) throw invalidField("columns", "column-unknown", { column: unknown });
  const given = Object.values(chosen).filter((column) => column !== null);
  const twice = given.find((column, at) => given.indexOf(column) !== at);
  if (twice !== undefined) throw invalidField("columns", "column-twice", { column: twice });
}

function columnsOf(read: ContributionFile["read"]): readonly FileColumn[] {
  return read.form === "remarks" ? (read.columns ?? []) : [];
}

/** Returns the id under which the columns of files with some headings are remembered, in any order. */
function mappingId(columns: readonly FileColumn[]): string {
  const heads = columns.filter(({ head }) => head !== "").map(({ key }) => key);
  return sha256(JSON.stringify(heads.sort()));
}
