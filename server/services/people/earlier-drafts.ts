import type { KeptParticipant, Standing } from "#core/access/kept-people.ts";
import { type Actor, representedBy } from "#core/access/permissions.ts";
import type { NewColleague } from "#core/contract/colleague-operations.ts";
import { subjectKey } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import { authorise, refusal } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";
import { changeOf, colleaguesOf } from "./mail-person.ts";

/** Changes that wait for nobody are listed for this long, in ms. */
const listedFor = 30 * 24 * 60 * 60 * 1000;

/**
 * Lists who got a place in the actor's organisation or another address, the latest first: the actor, while something is
 * closed to them; and others who came after the actor, while the actor may open earlier drafts to them, or for 30 days.
 * @throws ProblemError not-signed-in
 */
export async function getNewColleagues(
  context: Context,
  actor: Actor,
): Promise<{ colleagues: NewColleague[]; heldUntil: string | null }> {
  return context.store.read(async (reader) => {
    await findForum(reader, actor);
    authorise(actor, "read-participants");
    const { participantId, organisationId } = actor;
    const self = participantId === null ? undefined : await reader.get("participants", participantId);
    const people = organisationId === null ? [] : await reader.list("participants", { activeIn: organisationId });
    const since = new Date(context.now().getTime() - listedFor).toISOString();
    const colleagues: NewColleague[] = [];
    for (const person of people) {
      for (const id of representedBy(actor)) {
        const shown = self && (await show(reader, actor, { self, person, organisationId: id }));
        const isNews =
          shown && (shown.isClosed && (shown.isOwn || shown.mayAgree) ? true : !shown.isOwn && latest(shown) > since);
        if (shown && isNews) colleagues.push(shown);
      }
    }
    colleagues.sort((left, right) => (latest(left) < latest(right) ? 1 : -1));
    return { colleagues, heldUntil: (actor.heldBefore !== undefined && self?.addressHold?.until) || null };
  });
}

const latest = ({ at, agreed }: NewColleague): string => agreed?.at ?? at;

/** Returns a person's latest change in an organisation as the actor sees it. Null if it was before the actor's own. */
async function show(
  reader: Reader,
  actor: Actor,
  { self, person, organisationId }: { self: KeptParticipant; person: KeptParticipant; organisationId: string },
): Promise<NewColleague | null> {
  const limits = (person.standing ?? []).filter((limit) => limit.organisationId === organisationId);
  const [limit] = limits.toSorted((left, right) => (left.at < right.at ? 1 : -1));
  if (!limit) return null;
  const isOwn = person.id === self.id;
  const earlier = await colleaguesOf(reader, person, organisationId, limit.at);
  if (!isOwn && !earlier.some(({ id }) => id === self.id)) return null;
  const isClosed = limits.some(({ since }) => since !== null);
  const agreeing: string[] = [];
  if (isOwn && isClosed)
    for (const one of earlier) if (await mayOpenAny(reader, one, person, limits)) agreeing.push(one.name);
  const named = async (id: string | null) => (id === null ? null : { id, name: await nameOf(reader, id) });
  const agreed = limits.find((one) => one.agreed)?.agreed;
  return {
    person: { id: person.id, name: person.name },
    organisation: {
      id: organisationId,
      shortName: (await reader.get("organisations", organisationId))?.shortName ?? organisationId,
    },
    change: changeOf(limits),
    at: limit.at,
    by: await named(limit.by),
    isOwn,
    isClosed,
    mayAgree: !isOwn && actor.deputyId === undefined && (await mayOpenAny(reader, self, person, limits)),
    agreeing,
    agreed: agreed ? { by: await named(agreed.by), at: agreed.at } : null,
  };
}

async function nameOf(reader: Reader, id: string): Promise<string> {
  return (await reader.get("participants", id))?.name ?? "";
}

async function mayOpenAny(
  reader: Reader,
  by: KeptParticipant,
  person: KeptParticipant,
  limits: readonly Standing[],
): Promise<boolean> {
  for (const limit of limits) if ((await opened(reader, by, person, limit)) !== limit) return true;
  return false;
}

/**
 * Returns a limit after a person agreed that another reads earlier drafts: as many as they read themselves, so that
 * nobody who came later can open more. Returns the same limit if they may not, or have nothing to open. They must have
 * belonged to the organisation and have signed in before the change. A member of the secretariat, which makes such
 * changes, cannot agree to them.
 */
async function opened(
  reader: Reader,
  by: KeptParticipant,
  person: KeptParticipant,
  limit: Standing,
): Promise<Standing> {
  const { organisationId, since, at } = limit;
  if (since === null || by.role === "secretariat") return limit;
  const earlier = await colleaguesOf(reader, person, organisationId, at);
  if (!earlier.some(({ id }) => id === by.id)) return limit;
  const firstSignIn = await firstSignedIn(reader, by.id);
  if (firstSignIn === null || firstSignIn >= at) return limit;
  const own = by.standing?.find((one) => one.organisationId === organisationId && one.as === "member");
  const reach = own?.since ?? null;
  return reach === null || reach < since ? { ...limit, since: reach } : limit;
}

/** Returns when a person first signed in, or null. Sign-ins before accounts were recorded are only among the events. */
async function firstSignedIn(reader: Reader, id: string): Promise<string | null> {
  const account = await reader.get("accounts", id);
  const subject = subjectKey({ collection: "participants", id });
  const [event] = await reader.events({ after: 0, limit: 1, kind: "signed-in", subject });
  return [account?.firstSignedInAt, event?.at].filter((at) => at !== undefined).toSorted()[0] ?? null;
}

/**
 * Opens an organisation's earlier drafts to a person who got a place there or another address. It cannot be undone,
 * because the person may have read them. The operator may too: nobody else can if no earlier person is left.
 * @throws ProblemError not-signed-in; not-found if there is no such change that the actor may know; not-allowed if the
 *   actor came later, never signed in before, or is of the secretariat
 */
export async function openEarlierDrafts(
  context: Context,
  actor: Actor,
  { organisation: organisationId, participant: id }: { organisation: string; participant: string },
): Promise<void> {
  authorise(actor, "open-earlier-drafts");
  const { participantId } = actor;
  await context.store.transact(async (writer) => {
    const self = participantId === null ? null : await writer.get("participants", participantId);
    const person = await writer.get("participants", id);
    const isKnown = self === null || representedBy(actor).includes(organisationId);
    const limits = person?.standing?.filter((limit) => limit.organisationId === organisationId) ?? [];
    if (!person || self === undefined || !isKnown || limits.length === 0) throw new ProblemError("not-found");
    if (limits.every(({ since }) => since === null)) return;
    const at = context.now().toISOString();
    const standing: Standing[] = [];
    for (const limit of person.standing ?? []) {
      const isHere = limit.organisationId === organisationId && limit.since !== null;
      const next = !isHere ? limit : self ? await opened(writer, self, person, limit) : { ...limit, since: null };
      standing.push(next === limit ? limit : { ...next, agreed: { by: participantId, at } });
    }
    if (standing.every((limit, index) => limit === person.standing?.[index])) throw refusal(actor);
    await writer.put("participants", { ...person, standing });
    await writer.append({
      at,
      actor: participantId,
      onBehalfOf: actor.organisationId,
      kind: "earlier-drafts-opened",
      documentId: null,
      subject: { collection: "participants", id },
      before: null,
      after: { organisationId },
    });
  });
}
