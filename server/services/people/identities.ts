import { addressHash } from "../../store/indexes.ts";
import { createHmac } from "node:crypto";
import type { KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import { safePath } from "#core/contract/settings-pages.ts";
import type { Identity } from "../../store/collections.ts";
import type { ProviderSignIn } from "../../store/passing-rows.ts";
import type { Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context, IdentityProvider, Mail, ProvidedIdentity, ProviderSecrets } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { passingId, putPassing, takePassing } from "../kernel/passing.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findActive, findByAddress } from "./account.ts";
import { mailFor } from "./mail-person.ts";
import { queueMail } from "./mail-queue.ts";
import { beginAccount, type Browser, openSession, type SignedIn } from "./sessions.ts";
import {
  checkNotLast,
  findAddingOwner,
  findChangingOwner,
  hasStrongWay,
  needsStrongWays,
  wayEvent,
} from "./ways-in.ts";

/** A sign-in with a provider must be finished within this time, in ms. */
const lifetime = 15 * 60 * 1000;

/** A sign-in that began. The token of the browser is for its cookie. */
interface Begun {
  /** Address of the provider's page. */
  url: string;
  browser: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/** A sign-in or link that the provider answered. */
interface Finished {
  returnTo: string;
  /** The session that was opened. Null if a person who was signed in linked the provider. */
  signedIn: SignedIn | null;
  /** Tells the owner of a new link. To be called after the answer, as is that of the session. */
  tellOwner: () => Promise<void>;
}

interface Beginning {
  provider: string;
  returnTo: string;
  /** Token of the browser's cookie, or null. */
  asker: string | null;
}

/**
 * Begins to sign in with a provider.
 * @throws ProblemError not-found, provider-unavailable
 */
export async function beginProviderSignIn(context: Context, actor: Actor, input: Beginning): Promise<Begun> {
  authorise(actor, "sign-in");
  return begin(context, input, null);
}

/**
 * Begins to link the actor's account with a provider.
 * @throws ProblemError not-signed-in, not-found, provider-unavailable, stronger-sign-in-needed
 */
export async function linkIdentity(
  context: Context,
  actor: Actor,
  input: Beginning & { session: string | null },
): Promise<Begun> {
  const owner = await context.store.read((reader) => findAddingOwner(context, reader, actor, input));
  return begin(context, input, owner.id);
}

async function begin(
  context: Context,
  { provider: id, returnTo, asker }: Beginning,
  participantId: string | null,
): Promise<Begun> {
  const provider = findProvider(context, id);
  const [browser, state] = [asker ?? context.newToken(), context.newToken()];
  const url = await provider.begin(secretsOf(browser, state), returnAddress(context, provider));
  const expiresAt = new Date(context.now().getTime() + lifetime).toISOString();
  const pending = {
    id: passingId(browser, state),
    expiresAt,
    provider: id,
    returnTo: safePath(returnTo),
    participantId,
  };
  await context.store.transact((writer) => putPassing(context, writer, "providerSignIns", pending));
  return { url, browser, expiresAt };
}

/**
 * Derives the secrets of a sign-in from the token of the browser's cookie and the state in the provider's answer, so that
 * the store keeps neither them nor these two.
 */
function secretsOf(browser: string, state: string): ProviderSecrets {
  const derived = (name: string): string =>
    createHmac("sha256", browser).update(`${name} ${state}`).digest("base64url");
  return { state, nonce: derived("nonce"), verifier: derived("verifier") };
}

/**
 * Finishes a sign-in or link with the provider's answer, in the browser that began it.
 *
 * Sign-ins go by issuer and subject, so that neither a changed address nor a changed provider locks anybody out. Only the
 * first joins an account by its address, if the provider confirmed it.
 * @param input.answer the query of the address to which the provider sent the browser
 * @throws ProblemError not-found; provider-unavailable; provider-refused; provider-sign-in-ended if it expired, was
 *   finished, or began in another browser or for another person; identity-unknown; identity-in-use
 */
export async function finishProviderSignIn(
  context: Context,
  actor: Actor,
  input: { provider: string; answer: string; asker: string | null; session: string | null; browser: Browser },
): Promise<Finished> {
  authorise(actor, "sign-in");
  const provider = findProvider(context, input.provider);
  const { pending, secrets } = await takePending(context, input);
  const returned = new URL(`${returnAddress(context, provider)}?${input.answer.replace(/^\?/u, "")}`);
  const provided = await provider.finish(secrets, returned);
  const { returnTo } = pending;
  return context.store.transact(async (writer) => {
    if (pending.participantId === null)
      return { returnTo, ...(await enter(context, writer, provider, provided, input)) };
    const owner = await findAddingOwner(context, writer, actor, input);
    if (owner.id !== pending.participantId) throw new ProblemError("provider-sign-in-ended");
    const known = await writer.get("identities", identityId(provided));
    if (known && known.participantId !== owner.id)
      throw new ProblemError("identity-in-use", { provider: provider.name });
    const mail = known ? null : await link(context, writer, owner, { provider, provided });
    const tellOwner = await queueMail(context, writer, mail);
    if (actor.heldBack === undefined) return { returnTo, signedIn: null, tellOwner };
    const signedIn = await openSession(context, writer, owner, input.browser, { isStrong: true });
    return { returnTo, signedIn, tellOwner };
  });
}

/** Finds the pending sign-in of the browser, which is taken once. */
async function takePending(
  context: Context,
  { provider, answer, asker }: { provider: string; answer: string; asker: string | null },
): Promise<{ pending: ProviderSignIn; secrets: ProviderSecrets }> {
  const ended = new ProblemError("provider-sign-in-ended");
  const state = new URLSearchParams(answer).get("state");
  if (asker === null || state === null) throw ended;
  const pending = await takePassing(context, "providerSignIns", passingId(asker, state));
  if (pending?.provider !== provider) throw ended;
  return { pending, secrets: secretsOf(asker, state) };
}

/** Signs in the person of an identity, or the one whose account it joins. */
async function enter(
  context: Context,
  writer: Writer,
  provider: IdentityProvider,
  provided: ProvidedIdentity,
  { browser }: { browser: Browser },
): Promise<Pick<Finished, "signedIn" | "tellOwner">> {
  const unknown = new ProblemError("identity-unknown", { provider: provider.name });
  const known = await writer.get("identities", identityId(provided));
  const participant = known
    ? await findActive(writer, known.participantId)
    : await findToJoin(context, writer, provided);
  if (!participant) throw unknown;
  const mail = known ? null : await link(context, writer, participant, { provider, provided });
  if (known) await writer.put("identities", { ...known, lastUsedAt: context.now().toISOString() });
  const signedIn = await openSession(context, writer, participant, browser, { isStrong: true });
  return { signedIn, tellOwner: await queueMail(context, writer, mail) };
}

/**
 * Finds the account that an unknown identity joins: by a confirmed address, and once for each issuer. Where the forum
 * requires a passkey or a provider of a person who has one, they must link others themselves. Otherwise whoever reads
 * their mail could have a provider confirm the address.
 */
async function findToJoin(
  context: Context,
  writer: Writer,
  { issuer, email, isVerified }: ProvidedIdentity,
): Promise<KeptParticipant | undefined> {
  if (email === null || !isVerified) return undefined;
  const participant = await findByAddress(writer, addressHash(email));
  if (!participant) return undefined;
  const account = await writer.get("accounts", participant.id);
  if (account?.joinedIssuers?.includes(sha256(issuer))) return undefined;
  const isGuarded =
    (await hasStrongWay(context, writer, participant.id)) && (await needsStrongWays(context, writer, participant));
  return isGuarded ? undefined : participant;
}

/** Links an identity with a person. Returns the notice to them. */
async function link(
  context: Context,
  writer: Writer,
  participant: KeptParticipant,
  { provider, provided: { issuer, subject, email } }: { provider: IdentityProvider; provided: ProvidedIdentity },
): Promise<Mail | null> {
  const at = context.now().toISOString();
  const id = identityId({ issuer, subject });
  const identity: Identity = { id, participantId: participant.id, issuer, email, linkedAt: at, lastUsedAt: at };
  await writer.put("identities", identity);
  const account = await beginAccount(writer, { id: participant.id, at });
  const joinedIssuers = [...new Set([...(account.joinedIssuers ?? []), sha256(issuer)])];
  await writer.put("accounts", { ...account, joinedIssuers });
  await writer.append(wayEvent(context, participant, { kind: "identity-linked", after: { id } }));
  return mailFor(writer, participant, { kind: "identity-linked", at, provider: provider.name });
}

/**
 * Unlinks a provider from the actor's account. It is then linked again only by the person, and never by the address.
 * @throws ProblemError not-signed-in, not-found, last-way-in, stronger-sign-in-needed
 */
export async function unlinkIdentity(
  context: Context,
  actor: Actor,
  input: { identity: string; session: string | null },
): Promise<{ tellOwner: () => Promise<void> }> {
  return context.store.transact(async (writer) => {
    const owner = await findChangingOwner(context, writer, actor, input);
    const identity = await writer.get("identities", input.identity);
    if (identity?.participantId !== owner.id) throw new ProblemError("not-found");
    await checkNotLast(context, writer, owner, identity);
    await writer.remove("identities", identity.id);
    await writer.append(wayEvent(context, owner, { kind: "identity-unlinked", before: { id: identity.id } }));
    const { host } = new URL(identity.issuer);
    const at = context.now().toISOString();
    const mail = await mailFor(writer, owner, { kind: "identity-unlinked", at, provider: host });
    return { tellOwner: await queueMail(context, writer, mail) };
  });
}

/** Returns the address to which a provider sends the browser back. The provider must know it. */
function returnAddress({ linkBase }: Pick<Context, "linkBase">, { id }: IdentityProvider): string {
  return `${linkBase}/sign-in/return/${id}`;
}

function findProvider({ providers }: Context, id: string): IdentityProvider {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new ProblemError("not-found");
  return provider;
}

/** Returns the id under which an identity is stored. */
function identityId({ issuer, subject }: Pick<ProvidedIdentity, "issuer" | "subject">): string {
  return sha256(JSON.stringify([issuer, subject]));
}
