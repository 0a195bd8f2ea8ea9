import { isActive } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { endAccess } from "../kernel/end-access.ts";
import { ProblemError } from "../kernel/problem.ts";
import { listPeople } from "./people.ts";
import { mailFor, sendMails } from "./mail-person.ts";
import { brokenRuleOfPerson, refuseBroken } from "./people-rules.ts";
import { readRoster } from "./roster.ts";

/**
 * Gives a person who lost their mail address another one, so that they can sign in again. A message to the old address
 * tells its owner, who notices at once because all sessions, access tokens and unused links end. It cannot be undone,
 * because an undo would lead the links back to the old address.
 * @throws ProblemError not-signed-in, not-allowed (also for one's own account), not-found, wrong-state if the person was
 *   deactivated, invalid-request
 */
export async function replaceAddress(
  context: Context,
  actor: Actor,
  { person: id, email }: { person: string; email: string },
): Promise<{ person: ListedPerson; mail: "sent" | "failed" | "none" }> {
  authorise(actor, "replace-address", { id });
  const { person, mail } = await context.store.transact(async (writer) => {
    const roster = await readRoster(writer);
    const before = await roster.people.get(id);
    if (!before) throw new ProblemError("not-found");
    if (!isActive(before)) throw new ProblemError("wrong-state", { state: "deactivated" });
    const after = { ...before, email };
    refuseBroken(await brokenRuleOfPerson(roster, after, { isReplaced: true }));
    const at = context.now().toISOString();
    const mail = await mailFor(writer, before, { kind: "address-replaced", at, address: email });
    await writer.put("participants", after);
    await endAccess(writer, id);
    // Addresses stay out of events, which live longer than accounts.
    await writer.append({
      at,
      actor: actor.participantId,
      onBehalfOf: actor.organisationId,
      kind: "address-replaced",
      documentId: null,
      subject: { collection: "participants", id },
      before: null,
      after: null,
    });
    const [listed] = await listPeople(context, writer, [after]);
    return { person: listed as ListedPerson, mail };
  });
  if (!mail) return { person, mail: "none" };
  return { person, mail: (await sendMails(context, [mail])) ? "sent" : "failed" };
}
