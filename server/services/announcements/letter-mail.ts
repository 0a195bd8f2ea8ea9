import type { Actor } from "#core/access/permissions.ts";
import type { LetterMail } from "#core/contract/announcement-operations.ts";
import type { Announcement } from "#core/discuss/announcement.ts";
import { isBySpeaker, organisationsBehind } from "#core/discuss/speaker.ts";
import { countOutcomes } from "#core/phrases/letter-text.ts";
import type { Reader } from "../../store/store.ts";
import { importerNames, readDiscussion, submissionsIn } from "../annotations/threads.ts";
import { authorise } from "../kernel/authorise.ts";
import { letterMailKeys } from "../kernel/concerns.ts";
import type { Context } from "../kernel/context.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { ordinaryReader } from "../kernel/public-chain.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";

/**
 * Finds the recipients of letters on the outcomes of comments on a version: the organisations that made or co-signed
 * comments, and the people who wrote them. People who imported comments of others have no letters for these.
 * @throws ProblemError not-signed-in, not-allowed, not-found (also of a version that is not published), invalid-request
 *   (there are no letters)
 */
export async function findLetterRecipients(
  context: Context,
  actor: Actor,
  named: string,
): Promise<Pick<Announcement, "organisationIds" | "versionId" | "people">> {
  return context.store.read(async (reader) => {
    const found = await findPublished(reader, actor, named);
    const organisations = new Set<string>();
    const people = new Set<string>();
    const submitted = submissionsIn(await readDiscussion(context, reader, actor, found));
    const names = await importerNames(reader, submitted);
    for (const { annotation } of submitted) {
      for (const { id } of organisationsBehind(annotation.speaker)) organisations.add(id);
      if (isBySpeaker(annotation, names)) people.add(annotation.speaker.participantId);
    }
    people.delete("");
    if (organisations.size + people.size === 0) throw invalidField("to", "no-letters");
    return { organisationIds: [...organisations], versionId: found.version.id, people: [...people] };
  });
}

/**
 * Returns the facts for a message about the letters on a version, and the time of the last one. Its counts are those of comments that
 * every reader of the forum may read, because mails are passed on.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function getLetterMail(context: Context, actor: Actor, input: { version: string }): Promise<LetterMail> {
  return context.store.read(async (reader) => {
    const found = await findPublished(reader, actor, input.version);
    const threads = submissionsIn(await readDiscussion(context, reader, ordinaryReader(found.forum), found));
    return {
      outcomes: countOutcomes(threads.map(({ decision }) => decision?.current?.outcome ?? null)),
      sentAt: await lastSent(reader, found.version.id),
    };
  });
}

async function findPublished(reader: Reader, actor: Actor, named: string): Promise<FoundVersion> {
  authorise(actor, "announce");
  const found = await findVersion(reader, actor, named);
  authorise(actor, "read-answers", found.forum);
  if (found.version.state !== "published") throw new ProblemError("not-found");
  return found;
}

/** Maximum number of messages about the letters on one draft to look through. */
const mostSent = 20;

/** Returns when the last message about the letters on a version was sent. One that was withdrawn before does not count. */
async function lastSent(reader: Reader, versionId: string): Promise<LetterMail["sentAt"]> {
  const [concerns] = letterMailKeys({ versionId, people: [] });
  const made = await reader.eventsBefore({ before: Number.MAX_SAFE_INTEGER, limit: mostSent, concerns });
  for (const { subject } of made) {
    const announcement = await reader.get("announcements", subject.id);
    if (announcement && (announcement.withdrawnAt === null || announcement.sentAt !== null))
      return announcement.sendsAt;
  }
  return null;
}
