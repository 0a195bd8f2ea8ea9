import { noJurisdiction } from "#core/access/forum.ts";
import { sayCommand } from "./say-command.ts";
import type { Context } from "../services/kernel/context.ts";

/**
 * What is said where the jurisdiction that was set is not the forum's: it counts only as a forum is set up, and one that is
 * there, or the model forum, has its own. Null where there is nothing to say.
 */
export async function unusedJurisdiction(context: Pick<Context, "store">, set: string | null): Promise<string | null> {
  const [forum] = await context.store.read((reader) => reader.list("forum"));
  const has = forum?.jurisdiction ?? noJurisdiction;
  if (set === null || !forum || set === has) return null;
  return sayCommand("start-jurisdiction-unused", { set, has, forum: forum.shortName });
}
