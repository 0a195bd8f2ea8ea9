import { createHmac } from "node:crypto";
import {
  defaultDigest,
  defaultTime,
  type DigestTimes,
  type MailKind,
  type MailTime,
  nextDigest,
} from "#core/contract/mail-choices.ts";
import { isSameSecret } from "../kernel/hashes.ts";
import type { Context } from "../kernel/context.ts";
import { forumZone } from "../kernel/clock.ts";
import type { Reader } from "../../store/store.ts";
import type { Mailing } from "../../store/unrecorded-rows.ts";

/** Time in which people undo what they did by mistake, in ms. Mails about it wait as long. */
export const undoTime = 120_000;

/** The fields of a mailing without news to mail at once. */
export const nothingAtOnce = { atOnceDueAt: null, atOnceLast: undefined };

/** Maximum number of earlier choices to remember. Nobody changes their mind more often between two digests. */
const mostEarlier = 200;

/** Returns the mailing of a person who chose nothing, from an event on. */
export async function newMailing(
  { now, newToken }: Pick<Context, "now" | "newToken">,
  reader: Reader,
  { id, seq }: { id: string; seq: number },
): Promise<Mailing> {
  return {
    id,
    times: {},
    earlier: [],
    digestTimes: null,
    atOnceUpTo: seq,
    digestUpTo: seq,
    digestAt: now().toISOString(),
    ...nothingAtOnce,
    digestDueAt: nextDigest(defaultDigest, now(), await forumZone(reader))?.toISOString() ?? null,
    secret: newToken(),
  };
}

/** Returns when a kind is mailed now. */
export function timeNow({ times }: Pick<Mailing, "times">, kind: MailKind): MailTime {
  return times[kind] ?? defaultTime(kind);
}

/**
 * Returns the mail that an event belongs to, by the choice when it happened. So a change of mind between an event and its
 * mail neither leaves it out nor mails it twice, except that nothing is mailed that is unwanted by now.
 */
export function timeAt(mailing: Pick<Mailing, "times" | "earlier">, kind: MailKind, seq: number): MailTime {
  const now = timeNow(mailing, kind);
  if (now === "never") return now;
  const since = mailing.earlier.filter((one) => one.kind === kind && one.upTo >= seq);
  return since.toSorted((left, right) => left.upTo - right.upTo)[0]?.time ?? now;
}

/**
 * Returns the mailing with other choices, as of the last event.
 * @param chosen null for the default
 */
export function withTimes(
  mailing: Mailing,
  chosen: readonly { kind: MailKind; time: MailTime | null }[],
  seq: number,
): Mailing {
  const times = new Map(Object.entries(mailing.times));
  const earlier = [...mailing.earlier];
  for (const { kind, time } of chosen) {
    const before = timeNow({ times: Object.fromEntries(times) }, kind);
    if (time === null) times.delete(kind);
    else times.set(kind, time);
    if ((time ?? defaultTime(kind)) !== before) earlier.push({ kind, time: before, upTo: seq });
  }
  return { ...mailing, times: Object.fromEntries(times), earlier: earlier.slice(-mostEarlier) };
}

/**
 * Returns the mailing with other times of digests. Digests that begin again cover only what happens from now on.
 * @param zone the forum's (IANA name)
 */
export function withDigest(
  mailing: Mailing,
  digestTimes: DigestTimes,
  { now, seq, zone }: { now: Date; seq: number; zone: string | undefined },
): Mailing {
  const isNew = mailing.digestDueAt === null;
  return {
    ...mailing,
    digestTimes,
    digestDueAt: nextDigest(digestTimes, now, zone)?.toISOString() ?? null,
    ...(isNew && { digestUpTo: seq, digestAt: now.toISOString() }),
  };
}

/** Returns the token of a link that ends one kind of mails, or all digests, or is about the address of a mailbox. */
export function stopToken({ id, secret }: Mailing, kind: string): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify([id, kind]))
    .digest("base64url");
}

/** Whether a token is that of a kind. */
export function isStopToken(mailing: Mailing, kind: string, token: string): boolean {
  return isSameSecret(stopToken(mailing, kind), token);
}
