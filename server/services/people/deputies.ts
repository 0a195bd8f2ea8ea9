import { type Deputy, isActive, isInForce } from "#core/access/kept-people.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { AdministrationKind } from "#core/contract/administration-events.ts";
import type { ShownDeputy } from "#core/contract/colleague-operations.ts";
import type { Part } from "#core/contract/fields.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { forumDay } from "../kernel/clock.ts";
import { sha256 } from "../kernel/hashes.ts";
import { listRows } from "../kernel/listed-rows.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { storeChanges } from "../kernel/settings-change.ts";
import { needsStrongSignIn, readPrincipal } from "./account.ts";
import { seriesOf } from "./sessions.ts";

/** A deputy after a change, and the id that undoes it. */
interface ChangedDeputy {
  deputy: ShownDeputy;
  change: string | null;
}

/**
 * Lists the actor's deputies and the people they may act for, or those of one person, the newest first. The secretariat
 * sees all, by the person who is represented.
 * @throws ProblemError not-signed-in, invalid-request
 */
export async function getDeputies(
  context: Context,
  actor: Actor,
  input: { person?: string | undefined; state: "current" | "all"; after?: string | undefined; size: number },
): Promise<Part<ShownDeputy>> {
  authorise(actor, "read-deputies");
  const { person, state } = input;
  return context.store.read(async (reader) => {
    const today = await forumDay(context, reader);
    const own = [actor.participantId, actor.deputyId].filter((id) => id !== null && id !== undefined);
    const people = person === undefined ? (can(actor, "manage-people") ? null : own) : [person];
    const passes = state === "all" ? null : (deputy: Deputy): boolean => isCurrent(deputy, today);
    const wanted = { collection: "deputies", order: "principalId", scope: {}, beginnings: null, passes } as const;
    const part = people ? await deputiesOf(reader, people, passes) : await listRows(reader, wanted, input);
    const known = part.items.filter((deputy) => mayKnow(actor, deputy));
    const items = await Promise.all(known.map((deputy) => show(reader, actor, deputy, today)));
    return { ...part, items, total: part.total === null ? null : part.total - part.items.length + known.length };
  });
}

/** Returns the deputies of people, and those for whom they may act, the newest first. */
async function deputiesOf(
  reader: Reader,
  people: readonly string[],
  passes: ((deputy: Deputy) => boolean) | null,
): Promise<Part<Deputy>> {
  const found = await Promise.all(
    people.flatMap((id) => [reader.list("deputies", { principalId: id }), reader.list("deputies", { deputyId: id })]),
  );
  const deputies = [...new Map(found.flat().map((deputy) => [deputy.id, deputy])).values()];
  const items = passes ? deputies.filter(passes) : deputies;
  items.sort((left, right) => right.madeAt.localeCompare(left.madeAt));
  return { items, next: null, total: items.length };
}

/**
 * Appoints a deputy for the actor. The secretariat may propose one for another person, who must accept.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request, already-exists
 */
export async function appointDeputy(
  context: Context,
  actor: Actor,
  input: { principal: string; deputy: string; until: string | null },
): Promise<ChangedDeputy> {
  authorise(actor, "appoint-deputy");
  const isOwn = input.principal === actor.participantId;
  if (!isOwn) authorise(actor, "manage-people");
  return context.store.transact(async (writer) => {
    for (const field of ["principal", "deputy"] as const) {
      const person = await writer.get("participants", input[field]);
      if (!person || !isActive(person)) {
        throw invalidField(field, "participant-unknown", { participant: input[field] });
      }
    }
    if (input.principal === input.deputy) throw invalidField("deputy", "deputy-of-oneself");
    const today = await forumDay(context, writer);
    if (input.until !== null && input.until < today) {
      throw invalidField("until", "date-in-the-past");
    }
    const pair = { principalId: input.principal, deputyId: input.deputy };
    if ((await writer.list("deputies", pair)).some((one) => isCurrent(one, today))) {
      throw new ProblemError("already-exists");
    }
    const madeAt = context.now().toISOString();
    const acceptedAt = isOwn ? madeAt : null;
    const after = { id: context.newId(), ...pair, until: input.until, madeAt, acceptedAt, revokedAt: null };
    return store(context, writer, actor, { kind: "deputy-appointed", before: null, after });
  });
}

/**
 * Accepts a deputy whom the secretariat proposed to the actor.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function acceptDeputy(context: Context, actor: Actor, input: { deputy: string }): Promise<ChangedDeputy> {
  return changeDeputy(context, actor, input.deputy, "deputy-accepted", (deputy) => {
    if (!isOwnIn(actor, deputy)) throw new ProblemError("not-allowed");
    if (deputy.acceptedAt !== null) throw new ProblemError("wrong-state", { state: "accepted" });
    return { ...deputy, acceptedAt: context.now().toISOString() };
  });
}

/**
 * Ends a deputy's rights at once. The person, their deputy and the secretariat may.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function revokeDeputy(context: Context, actor: Actor, input: { deputy: string }): Promise<ChangedDeputy> {
  authorise(actor, "end-deputy");
  return changeDeputy(context, actor, input.deputy, "deputy-revoked", (deputy) => {
    if (!mayRevoke(actor, deputy)) throw new ProblemError("not-allowed");
    return { ...deputy, revokedAt: context.now().toISOString() };
  });
}

/**
 * Lets the signed-in person act in another's place for the rest of their session, or in their own again.
 * @throws ProblemError not-signed-in; not-found if they are not the other's deputy; stronger-sign-in-needed if the session
 *   is too weak for the other's role
 */
export async function actAsDeputy(
  context: Context,
  actor: Actor,
  { principal, session: token }: { principal: string | null; session: string | null },
): Promise<void> {
  authorise(actor, "act-as-deputy");
  await context.store.transact(async (writer) => {
    const session = token === null ? undefined : await writer.get("sessions", sha256(token));
    if (!session) throw new ProblemError("not-signed-in");
    const { actingFor } = session;
    if ((actingFor ?? null) === principal) return;
    const { participantId: deputyId } = session;
    if (principal !== null) {
      const person = await readPrincipal(context, writer, { deputyId, principalId: principal });
      if (!person) throw new ProblemError("not-found");
      if (!session.isStrong && (await needsStrongSignIn(writer, person.role)))
        throw new ProblemError("stronger-sign-in-needed");
    }
    // The token may just have been renewed, so both of the session's records change.
    for (const record of await writer.list("sessions", { participantId: deputyId })) {
      if (seriesOf(record) !== seriesOf(session)) continue;
      const { actingFor: _before, ...rest } = record;
      await writer.put("sessions", principal === null ? rest : { ...rest, actingFor: principal });
    }
    await writer.append({
      at: context.now().toISOString(),
      actor: deputyId,
      onBehalfOf: null,
      kind: "deputy-acted",
      documentId: null,
      subject: { collection: "participants", id: deputyId },
      before: { actingFor: actingFor ?? null },
      after: { actingFor: principal },
    });
  });
}

async function changeDeputy(
  context: Context,
  actor: Actor,
  id: string,
  kind: AdministrationKind,
  apply: (deputy: Deputy) => Deputy,
): Promise<ChangedDeputy> {
  authorise(actor, "read-deputies");
  return context.store.transact(async (writer) => {
    const before = await writer.get("deputies", id);
    if (!before || !mayKnow(actor, before)) throw new ProblemError("not-found");
    const after = apply(before);
    if (before.revokedAt !== null) throw new ProblemError("wrong-state", { state: "revoked" });
    return store(context, writer, actor, { kind, before, after });
  });
}

async function store(
  context: Context,
  writer: Writer,
  actor: Actor,
  change: { kind: AdministrationKind; before: Deputy | null; after: Deputy },
): Promise<ChangedDeputy> {
  const id = await storeChanges(context, writer, actor, [{ collection: "deputies", ...change }]);
  return { deputy: await show(writer, actor, change.after, await forumDay(context, writer)), change: id };
}

async function show(reader: Reader, actor: Actor, deputy: Deputy, today: string): Promise<ShownDeputy> {
  const nameOf = async (id: string): Promise<string> => (await reader.get("participants", id))?.name ?? "";
  const inForce = isInForce(deputy, today);
  return {
    ...deputy,
    principal: await nameOf(deputy.principalId),
    deputy: await nameOf(deputy.deputyId),
    isInForce: inForce,
    may: {
      accept: isOwnIn(actor, deputy) && deputy.acceptedAt === null && deputy.revokedAt === null,
      revoke: mayRevoke(actor, deputy) && deputy.revokedAt === null,
      act: inForce && (actor.deputyId ?? actor.participantId) === deputy.deputyId,
    },
  };
}

/** Whether a deputy may act on a day (YYYY-MM-DD), or may once the person accepts. */
export function isCurrent(deputy: Deputy, today: string): boolean {
  return isInForce({ ...deputy, acceptedAt: deputy.acceptedAt ?? deputy.madeAt }, today);
}

function mayKnow(actor: Actor, { principalId, deputyId }: Deputy): boolean {
  const own = [actor.participantId, actor.deputyId];
  return own.includes(principalId) || own.includes(deputyId) || can(actor, "manage-people");
}

/** Whether the actor is the person who is represented, and acts in person. */
function isOwnIn(actor: Actor, { principalId }: Deputy): boolean {
  return can(actor, "appoint-deputy") && actor.participantId === principalId;
}

function mayRevoke(actor: Actor, deputy: Deputy): boolean {
  const isDeputy = (actor.deputyId ?? actor.participantId) === deputy.deputyId;
  return isDeputy || isOwnIn(actor, deputy) || can(actor, "manage-people");
}
