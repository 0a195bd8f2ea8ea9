import { mailKinds, timesFor } from "#core/contract/mail-choices.ts";
import type { NewAnnotation } from "#core/contract/annotation-operations.ts";
import type { Forum } from "../../../server/core/access/forum.ts";
import { setClearance } from "../../../server/services/annotations/clearance.ts";
import { getOwnAnnotations } from "../../../server/services/annotations/own-annotations.ts";
import {
  announce,
  getAnnouncements,
  sendAnnouncements,
  withdrawAnnouncement,
} from "../../../server/services/announcements/announcement.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { eraseAnnotation, hideAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { changeDesk } from "../../../server/services/desk/desk-entry.ts";
import { getRecord } from "../../../server/services/exports/record.ts";
import { getDocumentFeed, getForumFeed, getOrganisationFeed } from "../../../server/services/feeds/news-feed.ts";
import { getNotifications, getUnread, getWaiting, setFollowing } from "../../../server/services/inbox/notifications.ts";
import { setMailChoices } from "../../../server/services/mailing/choices.ts";
import {
  getOrganisationAnnotations,
  getPersonAnnotations,
} from "../../../server/services/outcome/source-annotations.ts";
import { confirmMailbox } from "../../../server/services/mailing/mailbox.ts";
import { makeCircle } from "../../../server/services/people/circle.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { asActor, secondDraft, uuid } from "../../support/forum.ts";
import { mailboxLinkOf } from "../../support/mailing.ts";
import { participants } from "../../support/people.ts";
import { HookedForum } from "../hooks/hooked-forum.ts";
import { day, MailedForum, minute } from "./mailed-forum.ts";

/*
 * Secrets, and the people who may read them. Everybody follows everything and wants every mail at once. Nobody else finds a
 * secret on their pages, those of its author, in the public record or in the counts, and it is in no feed, no webhook and no mail, which may outlive the access of its reader.
 */

const word = "Nightingale";
const targets: NewAnnotation["targets"] = [{ kind: "clause", clause: "considering-a" }];
const everyone = participants.map(({ id }) => id);
const clearance = { organisation: "north", clearance: "coordinator" } as const;
const circle = { id: uuid(50), name: "Neighbours", organisationIds: ["north", "registry"] };

interface Secret {
  forum?: Partial<Forum>;
  before?: (mailed: MailedForum) => Promise<unknown>;
  act: (mailed: MailedForum) => Promise<unknown>;
  /** Whether others may know that there is something. */
  isAnnounced?: true;
  /** Who finds it on their own pages. */
  known: readonly string[];
  /** The organisation of that name. Its own feed says so. */
  named?: string;
  /** The people and mailboxes who get it by mail. */
  mailed?: readonly string[];
}

const speak = ({ forum }: MailedForum, more: Partial<NewAnnotation> = {}): Promise<unknown> =>
  forum.comment("member", { id: uuid(1), targets, text: `${word}. @The other`, ...more });

const announceTo = ({ context }: MailedForum, organisationIds: string[] | null, text: string) => {
  const to = organisationIds ? { kind: "organisations" as const, organisationIds } : { kind: "everybody" as const };
  return announce(context, asActor("secretariat"), { to, subject: "Meeting", text });
};

/** Gives a person and an organisation the name that nobody else may find. */
async function rename(
  { context }: MailedForum,
  { person = "", organisation }: { person?: string; organisation: string },
): Promise<void> {
  await context.store.transact(async (writer) => {
    const known = await writer.get("participants", person);
    const theirs = await writer.get("organisations", organisation);
    if (known) await writer.put("participants", { ...known, name: word });
    if (theirs) await writer.put("organisations", { ...theirs, name: word, shortName: word });
    const [event] = await writer.events({ after: 0, limit: 1 });
    if (event) await writer.append({ ...event, kind: "profile-changed", before: null, after: null });
  });
}

const secrets: Readonly<Record<string, Secret>> = {
  "a private draft": { act: (mailed) => speak(mailed, { visibility: "private" }), known: ["member"] },
  "a draft of an organisation": { act: (mailed) => speak(mailed, { visibility: "organisation" }), known: ["member"] },
  "a draft in a circle": {
    before: ({ context }) => makeCircle(context, asActor("coordinator"), circle),
    act: (mailed) => speak(mailed, { visibility: "circle", circle: circle.id }),
    known: ["member", "other"],
  },
  "a comment that awaits clearance": {
    before: ({ context }) => setClearance(context, asActor("coordinator"), clearance),
    act: (mailed) => speak(mailed, { visibility: "clearance" }),
    known: ["coordinator", "member"],
  },
  "a reply that awaits clearance": {
    before: async ({ context, forum }) => {
      await setClearance(context, asActor("coordinator"), clearance);
      await forum.comment("other", { id: uuid(1), targets });
    },
    act: ({ context }) => {
      const reply = { annotation: uuid(1), id: uuid(2), text: `${word}. @The other`, position: "oppose" } as const;
      return createReply(context, { ...asActor("member"), underClearance: true }, reply);
    },
    known: ["coordinator"],
  },
  "a comment in a blind consultation": {
    before: ({ context }) => {
      const period = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-03-01T00:00:00Z", blind: true };
      return setConsultation(context, asActor("secretariat"), { version: "opinion-5@1", revision: 0, ...period });
    },
    act: speak,
    known: ["secretariat", "chair", "coordinator", "member", "colleague"],
  },
  "a withdrawn comment": {
    isAnnounced: true,
    act: async (mailed) => {
      await speak(mailed);
      await withdrawAnnotation(mailed.context, asActor("member"), { annotation: uuid(1), reason: "" });
    },
    known: ["secretariat"],
  },
  "a hidden comment": {
    isAnnounced: true,
    act: async (mailed) => {
      await speak(mailed);
      const hidden = { annotation: uuid(1), reason: "It names people." };
      await hideAnnotation(mailed.context, asActor("secretariat"), hidden);
    },
    known: ["secretariat", "member"],
  },
  "an erased comment": {
    isAnnounced: true,
    act: async (mailed) => {
      await speak(mailed);
      await eraseAnnotation(mailed.context, asActor("secretariat"), {
        annotation: uuid(1),
        reason: "A court ordered it.",
      });
    },
    known: [],
  },
  "a draft that is not published": {
    act: ({ forum }) => forum.prepare("2", secondDraft.replaceAll("few are", `${word} is`)),
    known: [],
  },
  "a prepared decision with an internal note": {
    before: ({ forum }) => forum.comment("member", { id: uuid(1), targets }),
    act: ({ context }) => {
      const prepared = { outcome: "not-accepted", reason: `${word}.`, mergedWith: null, shownIn: null } as const;
      const change = { prepared, note: `${word}. @The other`, addTags: [word], assignedTo: "chair" };
      return changeDesk(
        context,
        asActor("secretariat"),
        { items: [{ annotation: uuid(1), revision: 0 }], change },
        null,
      );
    },
    // Only the desk shows it.
    known: [],
  },
  "an announcement to others": {
    act: (mailed) => announceTo(mailed, ["registry"], `${word} opens.`),
    known: ["secretariat", "chair", "other"],
    mailed: ["other"],
  },
  "an announcement to one's own organisation": {
    act: (mailed) => announceTo(mailed, ["north"], `${word} opens.`),
    known: ["secretariat", "chair", "coordinator", "member", "colleague"],
    mailed: ["coordinator", "member", "colleague", "organisation/north"],
  },
  "an announcement that is withdrawn in time": {
    act: async (mailed) => {
      const { id } = await announceTo(mailed, null, `${word} opens.`);
      await withdrawAnnouncement(mailed.context, asActor("secretariat"), { announcement: id });
    },
    known: ["secretariat", "chair"],
  },
  "the recipients of an announcement": {
    isAnnounced: true,
    named: "registry",
    before: (mailed) => rename(mailed, { organisation: "registry" }),
    act: (mailed) => announceTo(mailed, ["north", "registry"], "The meeting opens."),
    known: ["secretariat", "chair"],
  },
  "the author of a comment if sources are hidden": {
    isAnnounced: true,
    forum: { sources: "hidden" },
    named: "north",
    before: (mailed) => rename(mailed, { person: "member", organisation: "north" }),
    act: (mailed) => speak(mailed, { text: "A remark. @The other" }),
    // The secretariat, and those on whose behalf it is made.
    known: ["secretariat", "coordinator", "member", "colleague"],
  },
};

/** Returns what a person finds on their own pages. */
async function pagesOf({ context }: MailedForum, who: string): Promise<{ text: string; unread: number }> {
  const actor = asActor(who);
  const lists = (["unread", "read", "done"] as const).map((state) =>
    getNotifications(context, actor, { state, size: 100 }),
  );
  const own = await getOwnAnnotations(context, actor, { size: 20 }, null);
  const sources = await Promise.allSettled([
    getPersonAnnotations(context, actor, { author: "member", size: 20 }, null),
    getOrganisationAnnotations(context, actor, { organisation: "north", size: 20 }, null),
  ]);
  // The page of a person names them anyway.
  const theirs = sources.map((answer) => answer.status === "fulfilled" && answer.value.items);
  const record = await getRecord(context, actor, { version: "opinion-5@1", clauses: "all", after: 0 }, null);
  const announcements = await getAnnouncements(context, actor, { size: 20 });
  const lines = [record.sections, announcements];
  const found = [await Promise.all(lists), await getWaiting(context, actor), own, theirs, lines];
  return { text: JSON.stringify(found), unread: (await getUnread(context, actor)).count };
}

/** Returns the feeds that a person can open. */
async function feedsOf({ context }: MailedForum, who: string, named: string | undefined): Promise<string> {
  const actor = asActor(who);
  const files = [
    await getForumFeed(context, actor, { limit: 50 }),
    await getDocumentFeed(context, actor, { limit: 50, document: "opinion-5" }),
    ...(actor.organisationId === null || actor.organisationId === named
      ? []
      : [await getOrganisationFeed(context, actor, { limit: 50 })]),
  ];
  return files.map(({ bytes }) => new TextDecoder().decode(bytes)).join("\n");
}

test.each(Object.entries(secrets))("%s is where only its readers find it", async (_name, secret) => {
  const mailed = await MailedForum.open(secret.forum);
  const { context } = mailed;
  const version = await context.store.read((reader) => reader.list("versions"));
  const subjects = ["document/opinion-5", "organisation/north", `clause/${version[0]!.id}/considering-a`];
  for (const who of everyone) {
    const times = mailKinds.flatMap((kind) =>
      timesFor(kind).includes("at-once") ? { kind, time: "at-once" as const } : [],
    );
    await setMailChoices(context, asActor(who), { times });
    for (const subject of subjects) await setFollowing(context, asActor(who), { subject, state: "following" });
  }
  const hooked = await HookedForum.of(mailed.forum);
  await hooked.add();
  await confirmMailbox(context, asActor("public"), await mailboxLinkOf(context));
  await secret.before?.(mailed);
  await mailed.pass(5 * minute);
  const before = new Map(await Promise.all(everyone.map(async (who) => [who, await pagesOf(mailed, who)] as const)));
  await secret.act(mailed);
  mailed.now += 5 * minute;
  await sendAnnouncements(context);
  await mailed.pass(5 * minute);
  await mailed.pass(day);
  await hooked.run();
  await hooked.close();
  expect(JSON.stringify(hooked.received)).not.toContain(word);
  const known: string[] = [];
  for (const who of everyone) {
    const { text, unread } = await pagesOf(mailed, who);
    if (text.includes(word)) known.push(who);
    // An author has seen the thread in which they wrote.
    else if (!secret.isAnnounced && who !== "member") expect([who, unread]).toEqual([who, before.get(who)!.unread]);
    expect((await feedsOf(mailed, who, secret.named)).includes(word)).toBe(false);
  }
  expect(known).toEqual(everyone.filter((who) => secret.known.includes(who)));
  const reached = mailed.sent.filter((mail) => JSON.stringify(mail).includes(word)).map(({ person }) => person);
  expect(reached.toSorted()).toEqual((secret.mailed ?? []).toSorted());
});
