import type { Actor } from "#core/access/permissions.ts";
import type { SpokenChange } from "#core/discuss/spoken-change.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { findVersion } from "../versions/find-version.ts";
import { invalidField } from "../kernel/invalid-field.ts";

/**
 * The change that is spoken of on a version, its two versions by their ids; null where none is.
 * @throws ProblemError not-found, where the actor may not know of a version that is named; invalid-request, where the two
 * are not that version and another of its document that readers can compare it with
 */
export async function checkChange(
  reader: Reader,
  actor: Actor,
  { id, documentId }: Version,
  change: SpokenChange | null,
): Promise<SpokenChange | null> {
  if (!change) return null;
  const { version: base } = await findVersion(reader, actor, change.base);
  const { version: revised } = await findVersion(reader, actor, change.revised);
  const other = base.id === id ? revised : base;
  const isBetween = base.id !== revised.id && [base.id, revised.id].includes(id);
  if (!isBetween || other.documentId !== documentId || other.state === "prepared") {
    throw invalidField("change", "change-elsewhere");
  }
  return { base: base.id, revised: revised.id };
}
