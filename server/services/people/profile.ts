import type { Preferences } from "#core/access/preferences.ts";
import type { KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Profile } from "#core/contract/profile-operations.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { addressId, findByAddress } from "./account.ts";
import { mailFor, sendMails } from "./mail-person.ts";
import { accountOf } from "./own-sessions.ts";
import { preferencesOf } from "./participant.ts";

/**
 * Returns the actor's own profile.
 * @throws ProblemError not-signed-in
 */
export async function getProfile(context: Context, actor: Actor): Promise<Profile> {
  const id = accountOf(actor);
  return context.store.read((reader) => readProfile(reader, id));
}

/**
 * Changes the actor's own name and settings. Earlier comments keep the name they were made with.
 * @throws ProblemError not-signed-in
 */
export async function changeProfile(
  context: Context,
  actor: Actor,
  { name, ...changed }: { name?: string | undefined } & { [P in keyof Preferences]?: Preferences[P] | undefined },
): Promise<Profile> {
  const id = accountOf(actor);
  return context.store.transact(async (writer) => {
    const participant = await findOwn(writer, id);
    const { preferences } = await readProfile(writer, id);
    const before = { id, ...preferences };
    const chosen = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
    const after = { ...before, ...chosen };
    if (Object.keys(chosen).length > 0) {
      await writer.put("preferences", after);
      await record(context, writer, actor, { kind: "preferences-changed", before, after });
    }
    if (name !== undefined && name !== participant.name) {
      await writer.put("participants", { ...participant, name });
      const change = { kind: "profile-changed", before: { name: participant.name }, after: { name } } as const;
      await record(context, writer, actor, change);
    }
    return readProfile(writer, id);
  });
}

/** Codes that confirm an address are valid for this long, in ms. */
const lifetime = 60 * 60 * 1000;

/**
 * Asks to change the actor's mail address. A code goes to the new address and one to the present address. The answer does
 * not tell whether another account has the new address.
 * @throws ProblemError not-signed-in, too-many-requests, mail-not-sent
 */
export async function askEmailChange(
  context: Context,
  actor: Actor,
  { email }: { email: string },
): Promise<{ expiresAt: string; asksPresent: boolean }> {
  const id = accountOf(actor);
  const now = context.now().getTime();
  const expiresAt = new Date(now + lifetime).toISOString();
  const [oldCode, newCode] = [context.newCode(), context.newCode()];
  const mails = await context.store.read(async (reader) => {
    const participant = await findOwn(reader, id);
    const toNew = await mailFor(reader, participant, { kind: "email-new", code: newCode, expiresAt }, email);
    const toOld = await mailFor(reader, participant, { kind: "email-old", address: email, code: oldCode, expiresAt });
    return { toNew, toOld };
  });
  const change = {
    email,
    oldCode: mails.toOld ? sha256(oldCode) : null,
    newCode: sha256(newCode),
    expiresAt: now + lifetime,
  };
  if (!context.pendingEmailChanges.begin(id, change, now)) throw new ProblemError("too-many-requests");
  if (!(await sendMails(context, [mails.toOld, mails.toNew]))) throw new ProblemError("mail-not-sent");
  return { expiresAt, asksPresent: mails.toOld !== null };
}

/**
 * Changes the actor's mail address, with the codes sent to both addresses.
 * @throws ProblemError not-signed-in; sign-in-ended if no change waits, or after five wrong attempts; code-not-valid;
 *   already-exists if another account has the address
 */
export async function confirmEmailChange(
  context: Context,
  actor: Actor,
  { presentCode, newCode }: { presentCode?: string | undefined; newCode: string },
): Promise<Profile> {
  const id = accountOf(actor);
  const pending = context.pendingEmailChanges.get(id, context.now().getTime());
  if (!pending) throw new ProblemError("sign-in-ended");
  const hash = (code: string): string => sha256(code.replace(/\s/gu, ""));
  const isPresentRight = pending.oldCode === null || pending.oldCode === hash(presentCode ?? "");
  if (!isPresentRight || pending.newCode !== hash(newCode)) {
    context.pendingEmailChanges.countWrong(id);
    throw new ProblemError("code-not-valid");
  }
  const profile = await context.store.transact(async (writer) => {
    const participant = await findOwn(writer, id);
    const holder = await findByAddress(writer, addressId(pending.email));
    if (holder && holder.id !== id) throw new ProblemError("already-exists");
    await writer.put("participants", { ...participant, email: pending.email });
    // Addresses stay out of events, which live longer than accounts.
    await record(context, writer, actor, { kind: "email-changed", before: null, after: null });
    return readProfile(writer, id);
  });
  context.pendingEmailChanges.end(id);
  return profile;
}

/** Returns a person's profile, within a read or transaction. */
export async function readProfile(reader: Reader, id: string): Promise<Profile> {
  const { name, email, organisationId, group, role } = await findOwn(reader, id);
  const chosen = (await reader.get("preferences", id)) ?? { id };
  return {
    participant: { id, name, email, organisationId, group, role },
    preferences: preferencesOf(chosen),
  };
}

async function findOwn(reader: Reader, id: string): Promise<KeptParticipant> {
  const participant = await reader.get("participants", id);
  if (!participant) throw new ProblemError("not-signed-in");
  return participant;
}

async function record(
  context: Context,
  writer: Writer,
  actor: Actor,
  change: { kind: EventKind; before: unknown; after: unknown },
): Promise<void> {
  await writer.append({
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    documentId: null,
    subject: { collection: "participants", id: accountOf(actor) },
    ...change,
  });
}
