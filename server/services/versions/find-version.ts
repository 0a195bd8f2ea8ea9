import { can, type Actor } from "#core/access/permissions.ts";
import type { Forum } from "#core/access/forum.ts";
import { parseAddress } from "#core/text/address.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findByAddress } from "./version-order.ts";

/** A version with what it stands among. */
export interface FoundVersion {
  forum: Forum;
  document: ForumDocument;
  version: Version;
  /** All of its document, in every state and language. */
  versions: Version[];
}

/**
 * The forum that a store holds.
 * @throws ProblemError not-found where there is none yet; not-signed-in where it is not public and nobody signed in.
 */
export async function findForum(reader: Reader, actor: Actor): Promise<Forum> {
  const [forum] = await reader.list("forum");
  if (!forum) throw new ProblemError("not-found");
  authorise(actor, "read-forum", forum);
  return forum;
}

/**
 * The version an opaque id or an address names, as far as the actor may read it.
 * @throws ProblemError not-found, also where it exists but is only prepared and the actor may not know of it.
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

/** The version among a document's own that an opaque id or an address names. */
export function versionAmong(documentId: string, versions: readonly Version[], named: string): Version | undefined {
  const address = parseAddress(named);
  if (!address) return versions.find(({ id }) => id === named);
  return address.document === documentId ? findByAddress(versions, address.round, address.language) : undefined;
}
