import { dayOf } from "#core/text/wall-clock.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "./context.ts";

/** Returns the forum's time zone (IANA name). Undefined means UTC. */
export async function forumZone(reader: Pick<Reader, "list">): Promise<string | undefined> {
  const [forum] = await reader.list("forum");
  return forum?.timeZone;
}

/** Returns the present day in the forum's zone: YYYY-MM-DD. */
export async function forumDay({ now }: Pick<Context, "now">, reader: Pick<Reader, "list">): Promise<string> {
  return dayOf(now().getTime(), await forumZone(reader));
}
