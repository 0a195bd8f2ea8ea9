import { can, type Actor } from "#core/access/permissions.ts";
import type { Forum } from "#core/access/forum.ts";
import type { KeptForum } from "#core/access/kept-forum.ts";
import { parseAddress } from "#core/text/address.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findByAddress } from "./version-order.ts";

/** A version with its forum, its document and the document's other versions. */
export interface FoundVersion {
  forum: Forum;
  document: ForumDocument;
  version: Version;
  /** All versions of its document, in every state and language. */
  versions: Version[];
}

/**
 * Returns the forum of the store.
 * @throws ProblemError not-found if no forum exists yet; not-signed-in if it is not public and nobody is signed in.
 */
export async function findForum(reader: Reader, actor: Actor): Promise<Forum> {
  const forum = await findKeptForum(reader);
  authorise(actor, "read-forum", forum);
  return forum;
}

/**
 * Returns the forum with the settings that only the secretariat sees. The caller checks the permission.
 * @throws ProblemError not-found if no forum exists yet
 */
export async function findKeptForum(reader: Reader): Promise<KeptForum> {
  const [forum] = await reader.list("forum");
  if (!forum) throw new ProblemError("not-found");
  return forum;
}

/**
 * Finds a version by id or address, if the actor may read it.
 * @throws ProblemError not-found, also if it is only prepared and the actor may not see it.
 */
export async function findVersion(reader: Reader, actor: Actor, named: string): Promise<FoundVersion> {
  const forum = await findForum(reader, actor);
  const address = parseAddress(named);
  const documentId = address?.document ?? (await reader.get("versions", named))?.documentId;
  const document = documentId === undefined ? undefined : await reader.get("documents", documentId);
  const versions = document ? await reader.list("versions", { documentId: document.id }) : [];
  const version = document && versionAmong(document.id, versions, named);
  if (!document || !version || !can(actor, "read-version", { forum, version })) throw new ProblemError("not-found");
  return { forum, document, version, versions };
}

/** Finds a document's version by id or address. */
export function versionAmong(documentId: string, versions: readonly Version[], named: string): Version | undefined {
  const address = parseAddress(named);
  if (!address) return versions.find(({ id }) => id === named);
  return address.document === documentId ? findByAddress(versions, address.round, address.language) : undefined;
}
