import { type Actor } from "#core/access/permissions.ts";
import type { GrantedScope, Scope } from "#core/access/scopes.ts";
import type { ShownToken } from "#core/contract/account-operations.ts";
import type { FeedAddress } from "#core/contract/feed-operations.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import { dayOf } from "#core/text/wall-clock.ts";
import type { AccessToken } from "../../store/collections.ts";
import type { Writer } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { forumZone } from "../kernel/clock.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findActive, holdBack, readActor, tokenId } from "./account.ts";
import { accountOf } from "./sessions.ts";
import { hasStrongWay } from "./ways-in.ts";

/** Begins every access token, so that scanners of published files recognise one. */
const prefix = "rapp_";
/** Begins every token of a personal address for feeds. */
export const feedPrefix = "rapf_";
const day = 24 * 60 * 60 * 1000;
/** Days after the last use for which a personal address for feeds works. */
const feedDays = 366;
/** More than the scripts of one person need. */
const mostTokens = 50;

/**
 * Lists the actor's own access tokens by name, without the tokens themselves.
 * @throws ProblemError not-signed-in
 */
export async function getTokens(context: Context, actor: Actor): Promise<ShownToken[]> {
  const participantId = accountOf(actor);
  const [tokens, zone] = await context.store.read(async (reader) =>
    Promise.all([reader.list("tokens", { participantId }), forumZone(reader)]),
  );
  const ofScripts = tokens.filter(({ feedsOf }) => !feedsOf);
  return ofScripts
    .map((token) => shown(token, zone))
    .toSorted((left, right) => left.name.localeCompare(right.name, "en"));
}

/**
 * Makes an access token for scripts. The token is returned only here, and only its hash is stored.
 * @throws ProblemError not-signed-in; already-exists if the actor has one of this name; wrong-state if they have too many
 */
export async function makeToken(
  context: Context,
  actor: Actor,
  { name, scopes, days, session = null }: { name: string; scopes: Scope[]; days: number; session?: string | null },
): Promise<ShownToken & { token: string }> {
  const participantId = accountOf(actor);
  const now = context.now();
  const token = prefix + context.newToken();
  const made: AccessToken = {
    id: tokenId(token),
    participantId,
    name,
    scopes: [...new Set(scopes)],
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * day).toISOString(),
    lastUsedAt: null,
  };
  await context.store.transact(async (writer) => {
    const others = (await writer.list("tokens", { participantId })).filter(({ feedsOf }) => !feedsOf);
    if (others.some((other) => other.name === name)) throw new ProblemError("already-exists");
    if (others.length >= mostTokens) throw new ProblemError("wrong-state", { state: "full" });
    await storeToken(context, writer, made, session);
  });
  return { ...shown(made, undefined), token };
}

/** Stores a new token. It is as good as the session in which it was made. */
async function storeToken(context: Context, writer: Writer, made: AccessToken, session: string | null): Promise<void> {
  const isStrong = session !== null && (await writer.get("sessions", tokenId(session)))?.isStrong;
  await writer.put("tokens", { ...made, ...(isStrong && { isStrong }) });
  await record(context, writer, { kind: "token-made", token: made });
}

/**
 * Returns the actor's personal address for feeds, without its token. Null without one.
 * @throws ProblemError not-signed-in
 */
export async function getFeedAddress(context: Context, actor: Actor): Promise<{ address: FeedAddress | null }> {
  const participantId = accountOf(actor);
  return context.store.read(async (reader) => {
    const token = (await reader.list("tokens", { participantId })).find((one) => isFeedAddressOf(one, actor));
    return { address: token ? shownAddress(token, await forumZone(reader)) : null };
  });
}

/**
 * Makes the actor's personal address for feeds, in place of an earlier one. Its token is returned only here, and only its
 * hash is stored. It opens feeds in the actor's present role and organisation.
 * @throws ProblemError not-signed-in
 */
export async function makeFeedAddress(
  context: Context,
  actor: Actor,
  { session = null }: { session?: string | null },
): Promise<FeedAddress & { token: string }> {
  const participantId = accountOf(actor);
  const now = context.now();
  const token = feedPrefix + context.newToken();
  const made: AccessToken = {
    ...{ id: tokenId(token), participantId, name: "feeds", scopes: [] },
    feedsOf: { role: actor.role, organisationId: actor.organisationId },
    createdAt: now.toISOString(),
    expiresAt: feedsUntil(now),
    lastUsedAt: null,
  };
  await context.store.transact(async (writer) => {
    await removeFeedAddress(context, writer, participantId);
    await storeToken(context, writer, made, session);
  });
  return { ...shownAddress(made, undefined), token };
}

/**
 * Ends the actor's personal address for feeds, if there is one.
 * @throws ProblemError not-signed-in
 */
export async function endFeedAddress(context: Context, actor: Actor): Promise<void> {
  const participantId = accountOf(actor);
  await context.store.transact((writer) => removeFeedAddress(context, writer, participantId));
}

async function removeFeedAddress(context: Context, writer: Writer, participantId: string): Promise<void> {
  for (const token of await writer.list("tokens", { participantId })) {
    if (!token.feedsOf) continue;
    await writer.remove("tokens", token.id);
    await record(context, writer, { kind: "token-revoked", token });
  }
}

/** Whether a token opens feeds for somebody with this role and organisation. */
function isFeedAddressOf({ feedsOf }: AccessToken, owner: Pick<Actor, "role" | "organisationId">): boolean {
  return feedsOf !== undefined && feedsOf.role === owner.role && feedsOf.organisationId === owner.organisationId;
}

function feedsUntil(now: Date): string {
  return new Date(now.getTime() + feedDays * day).toISOString();
}

function shownAddress({ createdAt, lastUsedAt }: AccessToken, zone: string | undefined): FeedAddress {
  return { createdAt, lastUsedOn: lastUsedAt && dayOf(lastUsedAt, zone) };
}

/**
 * Revokes one of the actor's own tokens, at once.
 * @throws ProblemError not-signed-in, not-found (also for another person's token)
 */
export async function revokeToken(context: Context, actor: Actor, { token: id }: { token: string }): Promise<void> {
  const participantId = accountOf(actor);
  await context.store.transact(async (writer) => {
    const token = await writer.get("tokens", id);
    if (token?.participantId !== participantId) throw new ProblemError("not-found");
    await writer.remove("tokens", id);
    await record(context, writer, { kind: "token-revoked", token });
  });
}

/** The form of all access tokens. Anything else is refused without looking for it. */
const tokenForm = /^rap[pf]_[\w-]{20,100}$/u;

/** The sender of a request with an access token, or that the token is not valid. */
type ResolvedToken =
  | { isValid: true; actor: Actor; scopes: readonly GrantedScope[]; owner: string }
  /** `owner` is the person to whom it belongs. Null if it is unknown or was revoked. */
  | { isValid: false; owner: string | null };

/**
 * Returns the owner of an access token, with their present role, and its scopes. It is not valid if it is unknown,
 * revoked or expired, or if its owner may not act. Notes the use once a day.
 */
export async function resolveToken(context: Context, given: string): Promise<ResolvedToken> {
  if (!tokenForm.test(given)) return { isValid: false, owner: null };
  const id = tokenId(given);
  const now = context.now();
  const found = await context.store.read(async (reader) => {
    const token = await reader.get("tokens", id);
    if (!token) return null;
    const owner = await findActive(reader, token.participantId);
    const isEnded = token.expiresAt <= now.toISOString() || (token.feedsOf && owner && !isFeedAddressOf(token, owner));
    if (!owner || isEnded) return { invalidOf: token.participantId };
    // A token is as good as the session in which it was made, and for people who still have a passkey or a provider.
    const isStrong = token.isStrong === true && (await hasStrongWay(context, reader, owner.id));
    const zone = await forumZone(reader);
    const isFirstUse = token.lastUsedAt === null || dayOf(token.lastUsedAt, zone) !== dayOf(now.getTime(), zone);
    return { token, isFirstUse, actor: await holdBack(reader, await readActor(context, reader, owner), { isStrong }) };
  });
  if (!found) return { isValid: false, owner: null };
  if (found.invalidOf !== undefined) return { isValid: false, owner: found.invalidOf };
  const { token, actor, isFirstUse } = found;
  if (isFirstUse)
    await context.store.transact(async (writer) => {
      // Revoked in the meantime: the token must not come back.
      if (!(await writer.get("tokens", id))) return;
      const longer = token.feedsOf && { expiresAt: feedsUntil(now) };
      await writer.put("tokens", { ...token, ...longer, lastUsedAt: now.toISOString() });
      await record(context, writer, { kind: "token-used", token });
    });
  const limited: Actor = token.scopes.includes("manage") ? actor : { ...actor, ownItemsOnly: true };
  return { isValid: true, actor: limited, scopes: token.feedsOf ? ["feed"] : token.scopes, owner: token.participantId };
}

function shown(
  { id, name, scopes, createdAt, expiresAt, lastUsedAt }: AccessToken,
  zone: string | undefined,
): ShownToken {
  return { id, name, scopes: [...scopes], createdAt, expiresAt, lastUsedOn: lastUsedAt && dayOf(lastUsedAt, zone) };
}

/** Records a change with the token's name and scopes, but never its hash. */
async function record(
  context: Context,
  writer: Writer,
  { kind, token }: { kind: Extract<EventKind, `token-${string}`>; token: AccessToken },
): Promise<void> {
  const { participantId, name, scopes, expiresAt } = token;
  const value = { name, scopes, expiresAt };
  await writer.append({
    at: context.now().toISOString(),
    actor: participantId,
    onBehalfOf: null,
    kind,
    documentId: null,
    subject: { collection: "participants", id: participantId },
    before: kind === "token-made" ? null : value,
    after: kind === "token-revoked" ? null : value,
  });
}
