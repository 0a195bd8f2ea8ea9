import type { KeptForum } from "#core/access/kept-forum.ts";
import { isInForce, type KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { SignInMethods, WaysIn } from "#core/contract/ways-in-operations.ts";
import type { AccountKind } from "#core/contract/administration-events.ts";
import type { Identity, Passkey } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context, IdentityProvider } from "../kernel/context.ts";
import { forumDay } from "../kernel/clock.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findActive, needsStrongSignIn, tokenId } from "./account.ts";
import { relyingParty } from "./passkey-challenges.ts";

/**
 * Returns the person who manages their own ways to sign in, also with a session that is too weak for their role.
 * @throws ProblemError not-signed-in, not-allowed for a deputy
 */
async function findOwner(reader: Reader, actor: Actor): Promise<KeptParticipant> {
  if (actor.heldBack === undefined) authorise(actor, "keep-account");
  const owner = await findActive(reader, actor.participantId ?? actor.heldBack ?? "");
  if (!owner) throw new ProblemError("not-signed-in");
  return owner;
}

/** The session in which a person changes their ways to sign in: its token, or null. */
interface InSession {
  session: string | null;
}

/**
 * Returns the person who changes their own ways to sign in.
 * @throws ProblemError not-signed-in, not-allowed for a deputy, stronger-sign-in-needed
 */
export async function findChangingOwner(
  context: Context,
  reader: Reader,
  actor: Actor,
  input: InSession,
): Promise<KeptParticipant> {
  const owner = await findOwner(reader, actor);
  if (actor.heldBack !== undefined || (await isTooWeak(context, reader, owner, input)))
    throw new ProblemError("stronger-sign-in-needed");
  return owner;
}

/**
 * Whether a session is too weak to change the ways to sign in of a person who may act for someone of whom the forum
 * requires more. Their own role does not hold them back, but a passkey of theirs is then one to the other's rights.
 */
async function isTooWeak(
  context: Context,
  reader: Reader,
  owner: KeptParticipant,
  { session }: InSession,
): Promise<boolean> {
  const kept = session === null ? undefined : await reader.get("sessions", tokenId(session));
  if (kept?.isStrong || !(await hasStrongWay(context, reader, owner.id))) return false;
  return needsStrongWays(context, reader, owner);
}

/** Whether the forum requires a passkey or a provider of a person: for their own role, or for that of one they represent. */
export async function needsStrongWays(
  context: Pick<Context, "now">,
  reader: Reader,
  { id, role }: KeptParticipant,
): Promise<boolean> {
  if (await needsStrongSignIn(reader, role)) return true;
  const today = await forumDay(context, reader);
  for (const right of await reader.list("deputies", { deputyId: id })) {
    const principal = isInForce(right, today) ? await findActive(reader, right.principalId) : undefined;
    if (principal && (await needsStrongSignIn(reader, principal.role))) return true;
  }
  return false;
}

/**
 * Returns the person who adds a way to sign in. With a session that is too weak for their role, they may add only their
 * first passkey or provider. Otherwise whoever reads their mail could add one of their own beside it.
 * @throws ProblemError not-signed-in, not-allowed for a deputy, stronger-sign-in-needed
 */
export async function findAddingOwner(
  context: Context,
  reader: Reader,
  actor: Actor,
  input: InSession,
): Promise<KeptParticipant> {
  const owner = await findOwner(reader, actor);
  const isHeldBack = actor.heldBack !== undefined && (await hasStrongWay(context, reader, owner.id));
  if (isHeldBack || (await isTooWeak(context, reader, owner, input))) throw new ProblemError("stronger-sign-in-needed");
  return owner;
}

/**
 * Checks that the person who makes the forum require a passkey or a provider has one. Otherwise they would shut
 * themselves out with this act. The program may always require it.
 * @throws ProblemError stronger-sign-in-needed
 */
export async function checkMayRequireStrong(
  context: Context,
  reader: Reader,
  { participantId, deputyId }: Actor,
  { before, after }: { before: KeptForum | null; after: KeptForum | null },
): Promise<void> {
  const by = deputyId ?? participantId;
  if (by === null || !after?.strongSignIn || before?.strongSignIn) return;
  if (!(await hasStrongWay(context, reader, by))) throw new ProblemError("stronger-sign-in-needed");
}

/**
 * Lists the ways in which the actor can sign in.
 * @throws ProblemError not-signed-in
 */
export async function getWaysIn(context: Context, actor: Actor): Promise<WaysIn> {
  return context.store.read(async (reader) => {
    const owner = await findOwner(reader, actor);
    const { identities, passkeys } = await listWays(reader, owner.id);
    return {
      email: owner.email,
      mailReaches: context.mailReaches,
      identities: identities.map(({ id, issuer, email, linkedAt, lastUsedAt }) => {
        const provider = findByIssuer(context, issuer);
        return { id, provider: provider?.name ?? null, issuer, email, linkedAt, lastUsedAt };
      }),
      passkeys: passkeys.map(({ id, name, host, createdAt, lastUsedAt }) => ({
        id,
        name,
        usable: host === relyingParty(context)?.id,
        createdAt,
        lastUsedAt,
      })),
      providers: context.providers.map(({ id, name }) => ({ id, name })),
    };
  });
}

/** Returns whether a person has a passkey or a provider with which they can sign in now. */
export async function hasStrongWay(
  context: Pick<Context, "providers" | "linkBase">,
  reader: Reader,
  participantId: string,
): Promise<boolean> {
  const { identities, passkeys } = await listWays(reader, participantId);
  return usable(context, identities, passkeys).length > 0;
}

/**
 * Checks that a person can still sign in without one of their ways. Mail counts only if it reaches people and is enough
 * for their role, and a provider only while it is configured.
 * @throws ProblemError last-way-in
 */
export async function checkNotLast(
  context: Context,
  reader: Reader,
  { id, email, role }: KeptParticipant,
  without: { id: string },
): Promise<void> {
  const { identities, passkeys } = await listWays(reader, id);
  const others = usable(context, identities, passkeys).filter((way) => way.id !== without.id);
  const hasMail = email !== null && context.mailReaches && !(await needsStrongSignIn(reader, role));
  if (others.length === 0 && !hasMail) throw new ProblemError("last-way-in");
}

function usable(
  context: Pick<Context, "providers" | "linkBase">,
  identities: readonly Identity[],
  passkeys: readonly Passkey[],
): { id: string }[] {
  const host = relyingParty(context)?.id;
  return [
    ...identities.filter(({ issuer }) => findByIssuer(context, issuer) !== undefined),
    ...passkeys.filter((passkey) => passkey.host === host),
  ];
}

async function listWays(
  reader: Reader,
  participantId: string,
): Promise<{ identities: Identity[]; passkeys: Passkey[] }> {
  const identities = await reader.list("identities", { participantId });
  const passkeys = await reader.list("passkeys", { participantId });
  return {
    identities: identities.toSorted((left, right) => left.linkedAt.localeCompare(right.linkedAt)),
    passkeys: passkeys.toSorted((left, right) => left.createdAt.localeCompare(right.createdAt)),
  };
}

/** Finds the configured provider with this issuer. A trailing slash makes no difference. */
function findByIssuer({ providers }: Pick<Context, "providers">, issuer: string): IdentityProvider | undefined {
  const normal = (url: string): string => url.replace(/\/$/u, "");
  return providers.find((provider) => normal(provider.issuer) === normal(issuer));
}

/** Builds the event of a change to a person's ways to sign in. It holds no secret, key or address. */
export function wayEvent(
  context: Pick<Context, "now">,
  { id, organisationId }: Pick<KeptParticipant, "id" | "organisationId">,
  {
    kind,
    before = null,
    after = null,
  }: { kind: AccountKind; before?: { id: string } | null; after?: { id: string } | null },
): NewEvent {
  return {
    at: context.now().toISOString(),
    actor: id,
    onBehalfOf: organisationId,
    kind,
    documentId: null,
    subject: { collection: "participants", id },
    before,
    after,
  };
}

/** Returns the ways to sign in beside mail, and whether the actor must use one of them. */
export async function getSignInMethods(context: Context, actor: Actor): Promise<SignInMethods> {
  const site = relyingParty(context);
  return {
    providers: context.providers.map(({ id, name }) => ({ id, name })),
    passkeys: site && { origin: site.origin },
    heldBack: await readHeldBack(context, actor),
  };
}

async function readHeldBack(context: Context, { heldBack }: Actor): Promise<SignInMethods["heldBack"]> {
  if (heldBack === undefined) return null;
  return context.store.read(async (reader) => {
    const person = await findActive(reader, heldBack);
    return person ? { name: person.name, mayAdd: !(await hasStrongWay(context, reader, person.id)) } : null;
  });
}
