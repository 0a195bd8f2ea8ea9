import type { StopLink } from "#core/contract/mail-operations.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { newMailing, stopToken } from "../../server/services/mailing/mailing.ts";

/** Returns the link that ends a kind of mails to a person, who gets a mailing if they have none. */
export async function stopLinkOf(context: Context, { person, kind }: Omit<StopLink, "token">): Promise<StopLink> {
  const mailing = await context.store.transact(async (writer) => {
    const known = await writer.get("mailings", person);
    if (known) return known;
    const made = await newMailing(context, writer, { id: person, seq: await writer.lastEvent() });
    await writer.put("mailings", made);
    return made;
  });
  return { person, kind, token: stopToken(mailing, kind) };
}
