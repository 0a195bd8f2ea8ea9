import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import type { Family } from "./family.ts";
import { addressOf } from "./version-order.ts";

/** Returns a family without the drafts whose text is damaged, as if they had never been published. */
export function intactFamily({ damage }: Pick<Context, "damage">, { documents, versions }: Family): Family {
  return { documents, versions: damage.intact(versions) };
}

/** Returns the field that names the drafts of a line whose text is damaged, for an answer that leaves them out. */
export function damagedIn(
  { damage }: Pick<Context, "damage">,
  line: readonly Version[],
  versions: readonly Version[],
): { damaged?: string[] } {
  const damaged = line.filter((version) => damage.has(version)).map((version) => addressOf(version, versions));
  return damaged.length > 0 ? { damaged } : {};
}
