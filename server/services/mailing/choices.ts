import type { Role } from "#core/access/people.ts";
import type { Actor } from "#core/access/permissions.ts";
import {
  defaultDigest,
  type DigestTimes,
  type MailKind,
  kindsFor,
  type MailTime,
  timesFor,
} from "#core/contract/mail-choices.ts";
import { type MailChoices } from "#core/contract/mail-operations.ts";
import type { Reader } from "../../store/store.ts";
import type { Mailing } from "../../store/unrecorded-rows.ts";
import { forumZone } from "../kernel/clock.ts";
import type { Context } from "../kernel/context.ts";
import { invalidField } from "../kernel/problem.ts";
import { stoppedSince } from "../people/deliver-mail.ts";
import { accountOf } from "../people/sessions.ts";
import { newMailing, timeNow, withDigest, withTimes } from "./mailing.ts";

/**
 * Returns which mails the actor receives.
 * @throws ProblemError not-signed-in
 */
export async function getMailChoices(context: Context, actor: Actor): Promise<MailChoices> {
  const id = accountOf(actor);
  return context.store.read(async (reader) => shown(reader, await mailingOf(context, reader, id), actor.role));
}

/**
 * Chooses which mails the actor receives, and when digests come.
 * @throws ProblemError not-signed-in, invalid-request (a time that a kind does not have)
 */
export async function setMailChoices(
  context: Context,
  actor: Actor,
  { times, digest }: { times: readonly { kind: MailKind; time: MailTime | null }[]; digest?: DigestTimes | undefined },
): Promise<MailChoices> {
  const id = accountOf(actor);
  const refused = times.find(({ kind, time }) => time !== null && !timesFor(kind).includes(time));
  if (refused) throw invalidField("times", "field-not-a-choice", { choices: timesFor(refused.kind).join(", ") });
  return context.store.transact(async (writer) => {
    const seq = await writer.lastEvent();
    const before = withTimes(await mailingOf(context, writer, id), times, seq);
    const zone = await forumZone(writer);
    const after = digest ? withDigest(before, digest, { now: context.now(), seq, zone }) : before;
    await writer.put("mailings", after);
    return shown(writer, after, actor.role);
  });
}

/** Returns a person's mailing, or that of a person who has just signed in. */
async function mailingOf(context: Context, reader: Reader, id: string): Promise<Mailing> {
  return (await reader.get("mailings", id)) ?? newMailing(context, reader, { id, seq: await reader.lastEvent() });
}

async function shown(reader: Reader, mailing: Mailing, role: Role): Promise<MailChoices> {
  const person = await reader.get("participants", mailing.id);
  return {
    stoppedAt: person ? await stoppedSince(reader, person) : null,
    times: kindsFor(role).map((kind) => ({ kind, time: timeNow(mailing, kind), isDefault: !(kind in mailing.times) })),
    digest: mailing.digestTimes ?? defaultDigest,
    nextDigest: mailing.digestDueAt,
  };
}
