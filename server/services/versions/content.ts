import type { Actor } from "#core/access/permissions.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { parsingDraft } from "#core/text/parsing-draft.ts";
import type { Version } from "#core/text/version.ts";
import type { BodyCollection } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context, LoadedContent } from "../kernel/context.ts";
import { usesOfFile } from "../kernel/damage.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { inTurns, nextTurn } from "../kernel/in-turns.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findVersion } from "./find-version.ts";

/** Loads the text and clauses of a version. */
export function loadContent(
  context: Context,
  { contentHash, wordCount }: Pick<Version, "contentHash" | "wordCount">,
): Promise<LoadedContent> {
  const load = async (): Promise<LoadedContent> => {
    const content = await context.store.read((reader) => reader.get("contents", contentHash));
    if (!content) throw new Error(`There is no content with the hash ${contentHash}`);
    await nextTurn();
    const draft = await inTurns(parsingDraft(content.draft));
    await nextTurn();
    return { draft, json: content.draft as Record<string, unknown>, text: versionTextOf(draft) };
  };
  return context.contents.get(contentHash, charactersIn(wordCount), load, null);
}

/**
 * Estimates the characters of a text before it is read. A word averages about six characters including its space, which
 * is accurate enough for cache weights.
 */
export function charactersIn(words: number): number {
  return words * 6;
}

/**
 * Returns the file a version was read from, byte for byte.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getOriginal(context: Context, actor: Actor, input: { version: string }): Promise<FileAnswer> {
  authorise(actor, "read-original");
  return context.store.read(async (reader) => {
    const { version } = await findVersion(reader, actor, input.version);
    const original = await reader.get("originals", version.source.hash);
    if (!original) throw new ProblemError("not-found");
    return { fileName: version.source.fileName, mediaType: "application/octet-stream", bytes: original.bytes };
  });
}

/** Returns the text and the files that a version needs. */
export function bodiesOf({ contentHash, source, lines }: Version): { collection: BodyCollection; id: string }[] {
  return [
    { collection: "contents", id: contentHash },
    { collection: "originals", id: source.hash },
    ...(lines ? [{ collection: "originals" as const, id: lines.hash }] : []),
  ];
}

/** Copies the text and the files of a version to another store. A file that was deleted on legal demand is left out. */
export async function copyBodies(from: Reader, to: Writer, version: Version): Promise<void> {
  for (const { collection, id } of bodiesOf(version)) {
    const body = await from.get(collection, id);
    if (body) await to.put(collection, body);
  }
}

/** Deletes an uploaded file unless an existing version or contribution was read from it, or it is a template or a logo. */
export async function dropOriginal(writer: Writer, hash: string): Promise<void> {
  if ((await usesOfFile(writer, hash)) === 0) await writer.remove("originals", hash);
}
