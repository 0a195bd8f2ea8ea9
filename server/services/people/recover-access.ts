import { isActive } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { endAccess } from "../kernel/passing.ts";
import { ProblemError } from "../kernel/problem.ts";
import { isAt, limitPeople } from "../kernel/standing.ts";
import { findActive, tokenId } from "./account.ts";
import { mailFor, sendMails, transactPeople } from "./mail-person.ts";
import { brokenRuleOfPerson, refuseBroken } from "./people-rules.ts";
import { listPeople } from "./people.ts";
import { readRoster } from "./roster.ts";
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
