import type { KeptForum } from "#core/access/kept-forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import { largestTemplate } from "#core/text/word-template.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { ofForum } from "../kernel/storage-use.ts";
import { findKeptForum } from "../versions/find-version.ts";
import { readTemplateFile } from "../versions/read-upload.ts";
import { type ChangedSettings, changeSettings } from "./forum-settings.ts";

/**
 * Sets the Word template for exports. An earlier template stays stored, so that the change can be undone.
 * @throws ProblemError not-signed-in, not-allowed, not-found, file-too-large, storage-full, server-busy and those of
 *   `readTemplateFile`
 */
export async function setForumTemplate(
  context: Context,
  actor: Actor,
  { fileName, bytes }: { fileName: string; bytes: Uint8Array },
): Promise<ChangedSettings> {
  authorise(actor, "manage-forum");
  if (bytes.length > largestTemplate) throw new ProblemError("file-too-large", { fileName });
  const facts = await readTemplateFile(context, bytes, fileName);
  const hash = sha256(bytes);
  const size = bytes.length;
  return context.storage.admit(ofForum(size), () =>
    changeSettings(context, actor, "forum-changed", async (forum, writer) => {
      if (forum.template?.hash === hash) return forum;
      await writer.put("originals", { id: hash, bytes });
      return { ...forum, template: { ...facts, fileName, hash, size } };
    }),
  );
}

/**
 * Removes the Word template, so that exports have the usual look.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function removeForumTemplate(context: Context, actor: Actor): Promise<ChangedSettings> {
  return changeSettings(context, actor, "forum-changed", withoutTemplate);
}

function withoutTemplate({ template: _template, ...rest }: KeptForum): KeptForum {
  return rest;
}

/**
 * Returns the Word template, byte for byte.
 * @throws ProblemError not-signed-in, not-allowed, not-found (also without a template)
 */
export async function getForumTemplate(context: Context, actor: Actor): Promise<FileAnswer> {
  authorise(actor, "read-settings");
  return context.store.read(async (reader) => {
    const { template } = await findKeptForum(reader);
    const original = template && (await reader.get("originals", template.hash));
    if (!original) throw new ProblemError("not-found");
    return { fileName: template.fileName, mediaType: "application/octet-stream", bytes: original.bytes };
  });
}
