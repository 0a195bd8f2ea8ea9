import { isActive } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { endAccess } from "../kernel/end-access.ts";
import { ProblemError } from "../kernel/problem.ts";
import { isAt, limitPeople } from "../kernel/standing.ts";
import { tokenId } from "./account.ts";
import { listPeople } from "./people.ts";
import { mailFor, sendMails } from "./mail-person.ts";
import { brokenRuleOfPerson, refuseBroken } from "./people-rules.ts";
import { readRoster } from "./roster.ts";
import { transactPeople } from "./tell-organisations.ts";

/** Their own drafts stay closed to the new address for this long, in ms, so that the old one can object. */
const holdLasts = 7 * 24 * 60 * 60 * 1000;

/**
 * Gives a person who lost their mail address another one, so that they can sign in again. A message to the old address
 * tells its owner, who notices at once because all sessions, access tokens and unused links end. It cannot be undone,
 * because an undo would lead the links back to the old address. Whoever has the new address does not read the person's
 * drafts for seven days, unless the old address agrees, and those of the organisation only once its people agree.
 * @throws ProblemError not-signed-in, not-allowed (also for one's own account), not-found, wrong-state if the person was
 *   deactivated, invalid-request
 */
export async function replaceAddress(
  context: Context,
  actor: Actor,
  { person: id, email }: { person: string; email: string },
): Promise<{ person: ListedPerson; mail: "sent" | "failed" | "none" }> {
  authorise(actor, "replace-address", { id });
  const { person, mail } = await transactPeople(context, async (writer) => {
    const roster = await readRoster(writer);
    const before = await roster.people.get(id);
    if (!before) throw new ProblemError("not-found");
    if (!isActive(before)) throw new ProblemError("wrong-state", { state: "deactivated" });
    const changed = { ...before, email };
    refuseBroken(await brokenRuleOfPerson(roster, changed, { isReplaced: true }));
    const now = context.now();
    const at = now.toISOString();
    // While an address is held back, it cannot agree to a further one in the owner's place.
    const earlier = before.addressHold && at < before.addressHold.until ? before.addressHold : null;
    const owner = earlier ? earlier.email : before.email;
    const token = context.newToken();
    const until = new Date(now.getTime() + holdLasts).toISOString();
    const link = `${context.linkBase}/sign-in#address=${id}.${token}`;
    const mail = await mailFor(writer, before, { kind: "address-replaced", at, until, address: email, link }, owner);
    const made = { by: actor.deputyId ?? actor.participantId, at };
    const [limited = changed] = await limitPeople(writer, [{ before, after: changed }], made);
    const standing = earlier?.standing ?? before.standing ?? [];
    const hold = { since: at, until, email: owner, token: tokenId(token), standing };
    const after = { ...limited, addressHold: hold };
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

/**
 * Lets the new address read the person's drafts before the seven days are over, and those of the organisation that the old
 * address could read. The token was sent to the old address.
 * @throws ProblemError link-not-valid if it is unknown, was used or has expired
 */
export async function agreeToAddress(
  context: Context,
  actor: Actor,
  { participant: id, token }: { participant: string; token: string },
): Promise<void> {
  authorise(actor, "sign-in");
  await context.store.transact(async (writer) => {
    const person = await writer.get("participants", id);
    const hold = person?.addressHold;
    const at = context.now().toISOString();
    if (!person || hold?.token !== tokenId(token) || at >= hold.until) throw new ProblemError("link-not-valid");
    const { addressHold: _hold, standing = [], ...rest } = person;
    const restored = standing.flatMap((limit) =>
      limit.cause === "address" ? (hold.standing.find(isAt(limit)) ?? []) : limit,
    );
    await writer.put("participants", { ...rest, ...(restored.length > 0 && { standing: restored }) });
    await writer.append({
      at,
      actor: id,
      onBehalfOf: null,
      kind: "address-agreed",
      documentId: null,
      subject: { collection: "participants", id },
      before: null,
      after: null,
    });
  });
}
