import type { KeptForum } from "#core/access/kept-forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { ForumFace } from "#core/contract/face-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { logoFile, putLogo, readLogo } from "../people/logo.ts";
import { findKeptForum } from "../versions/find-version.ts";
import { type ChangedSettings, changeSettings } from "./forum-settings.ts";

/**
 * Sets the logo of the forum: a small PNG or JPEG image. An earlier image stays stored, so that the change can be undone.
 * @throws ProblemError not-signed-in, not-allowed, not-found, file-too-large, not-this-format
 */
export async function setForumLogo(
  context: Context,
  actor: Actor,
  { bytes }: { bytes: Uint8Array },
): Promise<ChangedSettings> {
  authorise(actor, "manage-forum");
  const logo = readLogo(bytes);
  return changeSettings(context, actor, "forum-changed", (forum, writer) => putLogo(writer, forum, logo, bytes));
}

/**
 * Removes the logo of the forum.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function removeForumLogo(context: Context, actor: Actor): Promise<ChangedSettings> {
  return changeSettings(context, actor, "forum-changed", withoutLogo);
}

function withoutLogo({ logo: _logo, ...rest }: KeptForum): KeptForum {
  return rest;
}

/** Returns the names and the logo of the forum, for strangers too. Null if there is no forum yet. */
export async function getForumFace({ store }: Pick<Context, "store">): Promise<ForumFace | null> {
  const [forum] = await store.read((reader) => reader.list("forum"));
  if (!forum) return null;
  const { name, shortName, logo } = forum;
  return { name, shortName, ...(logo && { logo }) };
}

/**
 * Returns the logo of the forum, byte for byte. Strangers to a closed forum see it too, where they sign in.
 * @throws ProblemError not-found, also without a logo
 */
export async function getForumLogo({ store }: Pick<Context, "store">): Promise<FileAnswer> {
  return store.read(async (reader) => logoFile(reader, "logo", (await findKeptForum(reader)).logo));
}
