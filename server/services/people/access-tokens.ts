import { type Actor } from "#core/access/permissions.ts";
import type { Scope } from "#core/access/scopes.ts";
import type { ShownToken } from "#core/contract/account-operations.ts";
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
const day = 24 * 60 * 60 * 1000;
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
  return tokens.map((token) => shown(token, zone)).toSorted((left, right) => left.name.localeCompare(right.name, "en"));
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
    const others = await writer.list("tokens", { participantId });
    if (others.some((other) => other.name === name)) throw new ProblemError("already-exists");
    if (others.length >= mostTokens) throw new ProblemError("wrong-state", { state: "full" });
    const isStrong = session !== null && (await writer.get("sessions", tokenId(session)))?.isStrong;
    await writer.put("tokens", { ...made, ...(isStrong && { isStrong }) });
    await record(context, writer, { kind: "token-made", token: made });
  });
  return { ...shown(made, undefined), token };
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
const tokenForm = /^rapp_[\w-]{20,100}$/u;

/** The sender of a request with an access token, or that the token is not valid. */
type ResolvedToken =
  | { isValid: true; actor: Actor; scopes: readonly Scope[]; owner: string }
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
    if (!owner || token.expiresAt <= now.toISOString()) return { invalidOf: token.participantId };
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
      await writer.put("tokens", { ...token, lastUsedAt: now.toISOString() });
      await record(context, writer, { kind: "token-used", token });
    });
  const limited: Actor = token.scopes.includes("manage") ? actor : { ...actor, ownItemsOnly: true };
  return { isValid: true, actor: limited, scopes: token.scopes, owner: token.participantId };
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
