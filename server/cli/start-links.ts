import { isActive, type KeptParticipant } from "#core/access/kept-people.ts";
import { roles } from "#core/access/people.ts";
import { modelPeople } from "../services/forum/model-forum.ts";
import { isSetUp } from "../services/forum/set-up.ts";
import type { Context } from "../services/kernel/context.ts";
import { isAccountInUse } from "../services/people/account.ts";
import { createLink } from "../services/people/sign-in.ts";
import { commandText } from "./output/terminal.ts";

/**
 * Returns the lines about signing in that a server prints when it starts. One-time links are printed only
 * - for the only person of a new forum, until they have signed in;
 * - for one person of each role in the model forum, on loopback.
 *
 * Links of real people would stay in the logs of the machine, so a command makes theirs when somebody needs one.
 */
export async function startLinks(
  context: Context,
  { loopback, address }: { loopback: boolean; address: string },
): Promise<string[]> {
  const first = await firstPerson(context);
  const people = first ? [first] : loopback ? await modelRoles(context) : [];
  const lines = [commandText(first ? "start-set-up" : people.length > 0 ? "start-links" : "start-no-links")];
  for (const { id, role, name } of people) {
    const { path } = await createLink(context, { participant: id });
    lines.push(`  ${role.padEnd(12)} ${name.padEnd(24)} ${address}${path}`);
  }
  if (loopback) lines.push(`  ${commandText("start-public")}`);
  return ["", ...lines, ""];
}

/** Returns the only person of a new forum. Undefined once they have signed in, or if the forum is set up. */
async function firstPerson({ store }: Context): Promise<KeptParticipant | undefined> {
  return store.read(async (reader) => {
    if (await isSetUp(reader)) return undefined;
    const [first] = await reader.list("participants");
    return first && isActive(first) && !(await isAccountInUse(reader, first.id)) ? first : undefined;
  });
}

/** Returns the first person of each role in the model forum; nobody in other forums. */
async function modelRoles(context: Context): Promise<KeptParticipant[]> {
  const people = (await modelPeople(context)).filter(isActive).toSorted((a, b) => a.id.localeCompare(b.id));
  return roles.flatMap((role) => people.find((person) => person.role === role) ?? []);
}
