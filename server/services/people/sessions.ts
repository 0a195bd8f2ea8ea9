import type { KeptParticipant } from "#core/access/kept-people.ts";
import { type Actor, publicActor } from "#core/access/permissions.ts";
import type { ShownSession } from "#core/contract/account-operations.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { dayOf } from "#core/text/wall-clock.ts";
import type { Account, Session } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import { forumZone } from "../kernel/clock.ts";
import type { Context } from "../kernel/context.ts";
import { endLinks } from "../kernel/passing.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findActive, holdBack, readActor, readSessionActor, tokenId } from "./account.ts";
import { mailFor } from "./mail-person.ts";
import { queueMail } from "./mail-queue.ts";
import { readMe } from "./participant.ts";

/** The browser that signs in. */
export interface Browser {
  /** Token of its device cookie, or null. */
  device: string | null;
  userAgent: string | null;
}

/** A browser that says nothing about itself. */
export const unknownBrowser: Browser = { device: null, userAgent: null };

/** A new session with the person signed in. The tokens are returned only here, and only their hashes are stored. */
export interface SignedIn {
  me: Me;
  session: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
  /** Token of the browser's device cookie. */
  device: string;
  /** Tells the owner of a sign-in on a new device. To be called after the transaction and the answer. */
  tellOwner: () => Promise<void>;
}

const day = 24 * 60 * 60 * 1000;
/** A renewed token stays valid for this long, in ms, because a page sends many requests at once. */
const overlap = 60_000;
/** More browsers than a person uses. */
const mostDevices = 20;

/** Opens a session of a participant, within a transaction. */
export async function openSession(
  context: Context,
  writer: Writer,
  participant: KeptParticipant,
  { device, userAgent }: Browser,
  strength: Pick<Session, "isStrong"> = {},
): Promise<SignedIn> {
  const { id } = participant;
  const now = context.now();
  const at = now.toISOString();
  const [session, newDevice] = [context.newToken(), context.newToken()];
  const expiresAt = new Date(now.getTime() + context.sessionDays.most * day).toISOString();
  for (const earlier of await writer.list("sessions", { participantId: id }))
    if (!isLive(context, earlier)) await writer.remove("sessions", earlier.id);
  await writer.put("sessions", {
    id: tokenId(session),
    participantId: id,
    createdAt: at,
    expiresAt,
    series: context.newToken(),
    device: deviceName(userAgent),
    lastUsedAt: at,
    ...strength,
  });
  const known = await beginAccount(writer, { id, at });
  const isKnown = device !== null && known.devices.includes(tokenId(device));
  const used = isKnown ? device : newDevice;
  const others = known.devices.filter((other) => other !== tokenId(used));
  await writer.put("accounts", { ...known, devices: [...others, tokenId(used)].slice(-mostDevices) });
  await writer.append(sessionEvent(participant, { at, kind: "signed-in" }));
  const mail = isKnown
    ? null
    : await mailFor(writer, participant, { kind: "new-device", at, device: deviceName(userAgent) });
  return {
    me: await readMe(writer, await holdBack(writer, await readActor(context, writer, participant), strength)),
    session,
    expiresAt,
    device: used,
    tellOwner: await queueMail(context, writer, mail),
  };
}

/**
 * Returns the account of a person, with a new one at their first sign-in. Their unused links then end: the secretariat may
 * have handed one over and kept another.
 */
export async function beginAccount(writer: Writer, { id, at }: { id: string; at: string }): Promise<Account> {
  const known = await writer.get("accounts", id);
  if (known) return known;
  await endLinks(writer, id);
  return { id, firstSignedInAt: at, devices: [] };
}

/** The sender of a request, with their session. */
export interface Resolved {
  actor: Actor;
  /** Id of the session, which stays when its token is renewed. Null for the public. */
  series: string | null;
  /** The new token of the session, for the cookie. Null if the token stays. */
  renewed: { token: string; expiresAt: string } | null;
}

const stranger: Resolved = { actor: publicActor, series: null, renewed: null };

/**
 * Finds the actor for a session token, and once a day gives the session a new token. A stolen token is thus of use for a
 * day at most while its owner works.
 */
export async function resumeSession(context: Context, token: string | null): Promise<Resolved> {
  if (token === null) return stranger;
  const now = context.now();
  const still = { ...context, now: () => now };
  const found = await context.store.read(async (reader) => {
    const live = await findSession(still, reader, token);
    return live && { session: live.session, actor: await readSessionActor(still, reader, live.session) };
  });
  if (!found) return stranger;
  const { session, actor } = found;
  const resolved = { actor, series: seriesOf(session), renewed: null };
  if (session.isRenewed || Date.parse(lastUseOf(session)) > now.getTime() - day) return resolved;
  return { ...resolved, renewed: await renew(context, token) };
}

/** Replaces the token of a session. Returns null if a request at the same time has done so. */
async function renew(context: Context, token: string): Promise<Resolved["renewed"]> {
  const next = context.newToken();
  return context.store.transact(async (writer) => {
    const found = await findSession(context, writer, token);
    if (!found || found.session.isRenewed) return null;
    const { session, participant } = found;
    const now = context.now();
    const at = now.toISOString();
    const series = seriesOf(session);
    await writer.put("sessions", { ...session, id: tokenId(next), series, lastUsedAt: at });
    const ends = new Date(Math.min(now.getTime() + overlap, Date.parse(session.expiresAt))).toISOString();
    await writer.put("sessions", { ...session, series, expiresAt: ends, isRenewed: true });
    await writer.append(sessionEvent(participant, { at, kind: "session-renewed" }));
    return { token: next, expiresAt: session.expiresAt };
  });
}

/** Finds the live session of a token, with its participant. */
export async function findSession(
  context: Pick<Context, "now" | "sessionDays">,
  reader: Reader,
  token: string,
): Promise<{ session: Session; participant: KeptParticipant } | null> {
  const session = await reader.get("sessions", tokenId(token));
  if (!session || !isLive(context, session)) return null;
  const participant = await findActive(reader, session.participantId);
  return participant ? { session, participant } : null;
}

/** Returns whether a session has neither reached its end nor been out of use for too long. */
function isLive({ now, sessionDays }: Pick<Context, "now" | "sessionDays">, session: Session): boolean {
  const idleUntil = Date.parse(lastUseOf(session)) + sessionDays.idle * day;
  return Math.min(Date.parse(session.expiresAt), idleUntil) > now().getTime();
}

/** Removes a session with all its tokens. */
export async function removeSeries(writer: Writer, participantId: string, series: string): Promise<void> {
  for (const session of await writer.list("sessions", { participantId }))
    if (seriesOf(session) === series) await writer.remove("sessions", session.id);
}

/** Returns the id of a session that stays when its token is renewed. */
export function seriesOf({ series, id }: Session): string {
  return series ?? id;
}

function lastUseOf({ lastUsedAt, createdAt }: Session): string {
  return lastUsedAt ?? createdAt;
}

/** Builds the event of a person's session. */
export function sessionEvent(
  { id, organisationId }: Pick<KeptParticipant, "id" | "organisationId">,
  { at, kind }: { at: string; kind: EventKind },
) {
  return {
    at,
    actor: id,
    onBehalfOf: organisationId,
    kind,
    documentId: null,
    subject: { collection: "participants" as const, id },
    before: null,
    after: null,
  };
}

/** Returns the id of the person whose account it is. The program itself has no account. */
export function accountOf(actor: Actor): string {
  authorise(actor, "keep-account");
  if (actor.participantId === null) throw new ProblemError("not-signed-in");
  return actor.participantId;
}

/**
 * Lists the actor's own sessions, the last used first. `series` is the session of the request.
 * @throws ProblemError not-signed-in
 */
export async function getSessions(
  context: Context,
  actor: Actor,
  { series }: { series: string | null },
): Promise<ShownSession[]> {
  const participantId = accountOf(actor);
  const [sessions, zone] = await context.store.read(async (reader) =>
    Promise.all([reader.list("sessions", { participantId }), forumZone(reader)]),
  );
  return sessions
    .filter((session) => !session.isRenewed && isLive(context, session))
    .map((session) => ({
      id: seriesOf(session),
      device: session.device ?? null,
      createdAt: session.createdAt,
      lastUsedOn: dayOf(lastUseOf(session), zone),
      current: seriesOf(session) === series,
    }))
    .toSorted((left, right) => (left.lastUsedOn + left.createdAt < right.lastUsedOn + right.createdAt ? 1 : -1));
}

/**
 * Ends one of the actor's own sessions, or all but the one of the request. Returns the ids of the ended ones, whose event
 * streams must be closed.
 * @throws ProblemError not-signed-in, not-found (also for another person's session)
 */
export async function endSessions(
  context: Context,
  actor: Actor,
  ending: { session: string } | { except: string | null },
): Promise<string[]> {
  const participantId = accountOf(actor);
  return context.store.transact(async (writer) => {
    const sessions = await writer.list("sessions", { participantId });
    const all = [...new Set(sessions.filter((session) => isLive(context, session)).map(seriesOf))];
    const ended = all.filter((id) => ("session" in ending ? id === ending.session : id !== ending.except));
    if ("session" in ending && ended.length === 0) throw new ProblemError("not-found");
    for (const series of ended) {
      await removeSeries(writer, participantId, series);
      const at = context.now().toISOString();
      const person = { id: participantId, organisationId: actor.organisationId };
      await writer.append(sessionEvent(person, { at, kind: "session-ended" }));
    }
    return ended;
  });
}

/** Products in the order in which they must be looked for: most browsers also name those they descend from. */
const browsers: readonly [pattern: RegExp, name: string][] = [
  [/\bEdg(?:e|A|iOS)?\//u, "Edge"],
  [/\bOPR\//u, "Opera"],
  [/\bSamsungBrowser\//u, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//u, "Firefox"],
  [/\b(?:Chrome|CriOS|Chromium)\//u, "Chrome"],
  [/^(?=.*\bVersion\/\d).*\bSafari\//u, "Safari"],
];

const systems: readonly [pattern: RegExp, name: string][] = [
  [/\b(?:iPhone|iPad|iPod)\b/u, "iOS"],
  [/\bAndroid\b/u, "Android"],
  [/\bWindows\b/u, "Windows"],
  [/\bMac OS X\b/u, "macOS"],
  [/\bCrOS\b/u, "ChromeOS"],
  [/\bLinux\b/u, "Linux"],
];

/** Returns the browser and system that a User-Agent header names ("Firefox, Windows"). Null if it names neither. */
export function deviceName(userAgent: string | null): string | null {
  const named = (products: typeof browsers): string[] =>
    products
      .filter(([pattern]) => pattern.test(userAgent ?? ""))
      .slice(0, 1)
      .map(([, name]) => name);
  const names = [...named(browsers), ...named(systems)];
  return names.length > 0 ? names.join(", ") : null;
}
