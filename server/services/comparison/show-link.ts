import { can, type Actor } from "#core/access/permissions.ts";
import type { Link } from "#core/discuss/link.ts";
import type { ShownLink } from "#core/contract/link-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { loadUnlinkedComparison } from "./load-comparison.ts";

/** A link as the actor is shown it. `versions` are the two it speaks of, in any order. */
export async function showLink(
  context: Context,
  actor: Actor,
  link: Link,
  versions: readonly Version[],
): Promise<ShownLink> {
  const [from, to] = [link.baseVersionId, link.revisedVersionId].map((id) => versions.find((one) => one.id === id));
  if (!from || !to) throw new Error(`Link ${link.id} speaks of a version that is gone`);
  const { base, revised, comparison } = await loadUnlinkedComparison(context, from, to);
  const { baseClause, revisedClause } = link;
  return {
    link,
    base: base.clauses.find(({ id }) => id === baseClause) ?? null,
    revised: revised.clauses.find(({ id }) => id === revisedClause) ?? null,
    computed: {
      base: comparison.pairs.find((pair) => baseClause !== null && pair.base.includes(baseClause)) ?? null,
      revised: comparison.pairs.find((pair) => revisedClause !== null && pair.revised.includes(revisedClause)) ?? null,
    },
    may: { revoke: link.revoked === null && can(actor, "link-clauses") },
  };
}
