import type { Actor } from "#core/access/permissions.ts";
import type { Link } from "#core/discuss/link.ts";
import type { ShownLink } from "#core/contract/link-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { tellOfLink } from "../kernel/tell-of-link.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { showLink } from "./show-link.ts";

/**
 * Revokes a link: comparisons are again what they would be without it. It stays in the record, with who revoked it and why.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function revokeLink(
  context: Context,
  actor: Actor,
  input: { link: string; reason: string },
): Promise<ShownLink> {
  authorise(actor, "link-clauses");
  const { link, versions } = await context.store.transact(async (writer) => {
    const before = await writer.get("links", input.link);
    if (!before) throw new ProblemError("not-found");
    const base = await findVersion(writer, actor, before.baseVersionId);
    const revised = await findVersion(writer, actor, before.revisedVersionId);
    if (before.revoked) throw new ProblemError("wrong-state", { state: "revoked" });
    const by = await freezeSpeaker(writer, actor, {});
    const link: Link = { ...before, revoked: { by, at: context.now().toISOString(), reason: input.reason } };
    await writer.put("links", link);
    const versions = [base.version, revised.version];
    await tellOfLink(context, actor, writer, "link-revoked", [before, link], versions);
    return { link, versions };
  });
  return showLink(context, actor, link, versions);
}
