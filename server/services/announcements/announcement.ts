import { type Actor, can } from "#core/access/permissions.ts";
import { hasGroup } from "#core/access/forum.ts";
import type { Audience, NewAnnouncement, ShownAnnouncement } from "#core/contract/announcement-operations.ts";
import type { Part } from "#core/contract/fields.ts";
import type { Announcement } from "#core/discuss/announcement.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import { audiencesOf, mayReadAnnouncement } from "../kernel/audience.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { followDue } from "../kernel/follow-due.ts";
import { listRows } from "../kernel/listed-rows.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { undoTime } from "../mailing/mailing.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { unknownGroup } from "../people/store-person.ts";
import { findForum } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";
import { getAnswers } from "./answers.ts";
import { findLetterRecipients } from "./letter-mail.ts";

/** The part of an announcement that says whom it is for. */
type Recipients = Pick<Announcement, "group" | "organisationIds" | "versionId" | "people">;

/**
 * Lists the announcements that the actor may read, newest first.
 * @throws ProblemError not-signed-in, invalid-request
 */
export async function getAnnouncements(
  context: Context,
  actor: Actor,
  input: { after?: string | undefined; size: number },
): Promise<Part<ShownAnnouncement>> {
  return context.store.read(async (reader) => {
    await findForum(reader, actor);
    authorise(actor, "read-participants");
    const keys = await audiencesOf(reader, actor);
    const passes = (announcement: Announcement): boolean => mayReadAnnouncement(actor, announcement, keys);
    const order = { collection: "announcements", order: "at", scope: {}, passes, beginnings: null } as const;
    const part = await listRows(reader, order, input);
    return { ...part, items: await Promise.all(part.items.map((one) => shown(reader, actor, one))) };
  });
}

/**
 * Writes an announcement. It is sent when the time to undo is over.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request (an unknown group or organisation, or all
 *   organisations have answered)
 */
export async function announce(
  context: Context,
  actor: Actor,
  { to, subject, text }: NewAnnouncement,
): Promise<ShownAnnouncement> {
  const recipients = await findRecipients(context, actor, to);
  return context.store.transact(async (writer) => {
    const now = context.now();
    const announcement: Announcement = {
      ...{ id: context.newId(), subject, text, ...recipients },
      by: await freezeSpeaker(writer, actor, {}),
      at: now.toISOString(),
      sendsAt: new Date(now.getTime() + undoTime).toISOString(),
      ...{ sentAt: null, withdrawnAt: null },
    };
    await store(writer, actor, { kind: "announcement-made", at: announcement.at, before: null, after: announcement });
    return shown(writer, actor, announcement);
  });
}

/**
 * Withdraws an announcement. If it is not sent yet, nobody gets it; otherwise it stays, and says so.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function withdrawAnnouncement(
  context: Context,
  actor: Actor,
  input: { announcement: string },
): Promise<ShownAnnouncement> {
  authorise(actor, "announce");
  return context.store.transact(async (writer) => {
    const before = await writer.get("announcements", input.announcement);
    if (!before) throw new ProblemError("not-found");
    if (before.withdrawnAt !== null) throw new ProblemError("wrong-state", { state: "withdrawn" });
    const at = context.now().toISOString();
    const after = { ...before, withdrawnAt: at };
    await store(writer, actor, { kind: "announcement-withdrawn", at, before, after });
    return shown(writer, actor, after);
  });
}

/**
 * Finds whom an announcement is for, at this moment.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request
 */
export async function findRecipients(context: Context, actor: Actor, to: Audience): Promise<Recipients> {
  authorise(actor, "announce");
  const nobody = { group: null, organisationIds: null, versionId: null };
  switch (to.kind) {
    case "everybody":
      return nobody;
    case "group": {
      const forum = await context.store.read((reader) => findForum(reader, actor));
      if (!hasGroup(forum, to.group)) throw invalidField("to", ...unknownGroup(forum, to.group));
      return { ...nobody, group: to.group };
    }
    case "organisations": {
      const organisationIds = [...new Set(to.organisationIds)];
      await context.store.read(async (reader) => {
        for (const id of organisationIds)
          if (!(await reader.get("organisations", id)))
            throw invalidField("to", "organisation-unknown", { organisation: id });
      });
      return { ...nobody, organisationIds };
    }
    case "letters":
      return { ...nobody, ...(await findLetterRecipients(context, actor, to.version)) };
    case "not-answered": {
      const { draft, answers } = await getAnswers(context, actor, to);
      const missing = answers.filter(({ state }) => state !== "answered");
      if (missing.length === 0) throw invalidField("to", "all-answered");
      return { ...nobody, organisationIds: missing.map(({ organisation }) => organisation.id), versionId: draft.id };
    }
  }
}

async function store(
  writer: Writer,
  by: Pick<Actor, "participantId" | "organisationId">,
  event: Pick<NewEvent, "kind" | "at"> & { before: Announcement | null; after: Announcement },
): Promise<void> {
  await writer.put("announcements", event.after);
  await writer.append({
    ...event,
    ...{ actor: by.participantId, onBehalfOf: by.organisationId, documentId: null },
    subject: { collection: "announcements", id: event.after.id },
  });
}

async function shown(
  reader: Reader,
  actor: Actor,
  { id, subject, text, sendsAt, sentAt, withdrawnAt, by, ...recipients }: Announcement,
): Promise<ShownAnnouncement> {
  const { group, organisationIds, versionId, people } = recipients;
  const forum = await findForum(reader, actor);
  const version = versionId === null ? undefined : await reader.get("versions", versionId);
  const [document, versions] = version
    ? await Promise.all([
        reader.get("documents", version.documentId),
        reader.list("versions", { documentId: version.documentId }),
      ])
    : [undefined, []];
  const isListed = version ? can(actor, "read-answers", forum) : can(actor, "announce");
  const organisations = await Promise.all((organisationIds ?? []).map((one) => reader.get("organisations", one)));
  const chosen = group === null ? ("everybody" as const) : ("group" as const);
  return {
    ...{ id, subject, text, sendsAt, by: by.name },
    state:
      withdrawnAt === null
        ? sentAt === null
          ? "waiting"
          : "sent"
        : sentAt === null
          ? "withdrawn-unsent"
          : "withdrawn",
    to: {
      kind: people ? "letters" : !organisationIds ? chosen : version ? "not-answered" : "organisations",
      group,
      draft: version
        ? { address: addressOf(version, versions), label: version.label, document: document?.shortTitle ?? "" }
        : null,
      organisations:
        organisationIds && isListed ? organisations.flatMap((one) => (one ? [one.shortName] : [])).sort() : null,
    },
  };
}

/** Maximum number of announcements to send in one transaction. */
const mostSent = 20;

/**
 * Sends the announcements that are due. Their events notify the recipients. Among several servers, one sends each.
 * @returns when the next one is due; null if none waits
 */
export async function sendAnnouncements(context: Pick<Context, "store" | "now">): Promise<Date | null> {
  const waiting = async (reader: Reader): Promise<Announcement[]> =>
    (await reader.range("announcements", { index: "dueAt", limit: mostSent })).map(({ row }) => row);
  for (;;) {
    const isDue = ({ sendsAt }: Announcement): boolean => sendsAt <= context.now().toISOString();
    const [first] = await context.store.read(waiting);
    if (!first) return null;
    if (!isDue(first)) return new Date(first.sendsAt);
    await context.store.transact(async (writer) => {
      for (const before of (await waiting(writer)).filter(isDue)) {
        const { by, sendsAt: at } = before;
        const author = { participantId: by.participantId || null, organisationId: by.organisation?.id ?? null };
        const after = { ...before, sentAt: at };
        await store(writer, author, { kind: "announcement-sent", at, before, after });
      }
    });
  }
}

/** Other servers may have left announcements, so each looks for them this often, in ms. */
const longestSleep = 60_000;

/** Sends announcements as they are due, for as long as the server runs. Returns a function that stops it. */
export function followAnnouncements(context: Context, failed: (error: unknown) => void): () => void {
  const look = (): Promise<Date | null> => sendAnnouncements(context);
  const { end } = followDue(context, { look, wakes: (kind) => kind === "announcement-made", longestSleep }, failed);
  return () => void end();
}
