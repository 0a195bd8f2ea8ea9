import type { Actor } from "#core/access/permissions.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { endAccess } from "../kernel/end-access.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findActive } from "./account.ts";
import { mailFor, sendMails } from "./mail-person.ts";
import { seriesOf } from "./sessions.ts";
import { addLink, type NewLink } from "./sign-in.ts";

/** A recovered account. */
interface Recovered {
  /** Number of passkeys and providers that were removed. */
  removed: number;
  mailed: boolean;
  /** The sessions that were ended, whose event streams must be closed. */
  ended: string[];
  /** The one-time link. Only the command line may show it: whoever has it is the person. */
  link: NewLink;
}

/**
 * Recovers the account of a person who lost their passkeys: removes them and the linked providers, which were of no help
 * either, ends all sessions, access tokens and unused links, and makes a one-time link. The link reaches only its owner, who is told in
 * the same message.
 * @throws ProblemError not-signed-in, not-allowed (also for one's own account), not-found
 */
export async function recoverAccess(
  context: Context,
  actor: Actor,
  { participant: participantId }: { participant: string },
): Promise<Recovered> {
  // Somebody who found an open session must throw out neither its owner nor the person they represent.
  authorise(actor, "recover-access", { id: participantId });
  const { mail, ...recovered } = await context.store.transact(async (writer) => {
    const owner = await findActive(writer, participantId);
    if (!owner) throw new ProblemError("not-found");
    const passkeys = await writer.list("passkeys", { participantId });
    const identities = await writer.list("identities", { participantId });
    for (const { id } of passkeys) await writer.remove("passkeys", id);
    for (const { id } of identities) await writer.remove("identities", id);
    const ended = [...new Set((await writer.list("sessions", { participantId })).map(seriesOf))];
    await endAccess(writer, participantId);
    const { link } = await addLink(context, writer, actor, participantId);
    const at = context.now().toISOString();
    await writer.append({
      at,
      actor: actor.participantId,
      onBehalfOf: actor.organisationId,
      kind: "access-recovered",
      documentId: null,
      subject: { collection: "participants", id: participantId },
      before: { passkeys: passkeys.map(({ id }) => id), identities: identities.map(({ id }) => id) },
      after: null,
    });
    const mail = await mailFor(writer, owner, {
      kind: "access-recovered",
      at,
      link: `${context.linkBase}/sign-in#invitation=${link.token}`,
      expiresAt: link.expiresAt,
    });
    return { mail, removed: passkeys.length + identities.length, ended, link };
  });
  const mailed = mail !== null && context.mailReaches && (await sendMails(context, [mail]));
  return { ...recovered, mailed };
}
