import type { WaitingItem } from "#core/contract/notification-operations.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { decisionsMail, digestMail, itemMail } from "#core/phrases/news-mail.ts";
import type { MailedNews } from "../../store/passing-rows.ts";
import { rememberingReader } from "../../store/store-over.ts";
import type { Mailing } from "../../store/unrecorded-rows.ts";
import { type InboxReader, type Notice, noticeOf, readInbox, readMailbox, scopesOf } from "../inbox/inbox-reader.ts";
import { ItemPresenter } from "../inbox/present-item.ts";
import { lastRead } from "../inbox/state.ts";
import { closingSoon, findWaiting } from "../inbox/waiting.ts";
import type { Context } from "../kernel/context.ts";
import { eventsBackwards } from "../kernel/events.ts";
import { sha256 } from "../kernel/hashes.ts";
import { Turns } from "../kernel/in-turns.ts";
import { ordinaryReader } from "../kernel/public-chain.ts";
import { readActor } from "../people/account.ts";
import { mailFrame } from "../people/mail-person.ts";
import type { WrittenNews } from "../people/mail-queue.ts";
import { findRecipient, type MailRecipient } from "../people/mail-recipient.ts";
import { laidOut } from "../../mail/page/mail-page.tsx";
import { timeAt, timeNow } from "./mailing.ts";
import { replyOffer } from "./reply-offer.ts";
import { stopUrl } from "./stop-mails.ts";

/** Maximum number of events to read for one message, and of items that a message shows. Others are only counted. */
const mostEvents = 5000;
const mostItems = 30;

/**
 * Writes the messages about news for a person or mailbox: a digest, or a message for each item that they want at once. Decisions
 * that were released together are in one message. What the person has read is left out, and so is what they may not know now.
 */
export async function writeNews(
  context: Context,
  { person, ...news }: MailedNews & { person: string },
): Promise<readonly WrittenNews[]> {
  const found = await context.store.read(async (store) => {
    const reader = rememberingReader(store);
    const [recipient, mailing, participant] = await Promise.all([
      findRecipient(reader, person),
      reader.get("mailings", person),
      reader.get("participants", person),
    ]);
    if (!recipient || recipient.email === null || !mailing) return null;
    const { mailboxOf } = recipient;
    const actor = participant ? await readActor(context, reader, participant) : null;
    const to = actor
      ? await readInbox(context, reader, actor)
      : mailboxOf
        ? await readMailbox(context, reader, mailboxOf)
        : null;
    if (!to) return null;
    const shown = await presentItems(context, to, { news, mailing, recipient });
    const closing = mailboxOf ? await closingSoon(context, to, shown.presenter) : [];
    return { ...shown, actor, closing, mailing, recipient };
  });
  if (!found) return [];
  const { actor, closing, mailing, recipient, presenter, frame, counts, offers } = found;
  const items = await presenter.completed(found.items);
  if (news.time === "at-once")
    return [...counts].flatMap(([message, count]) => {
      const those = items.filter((_item, at) => found.messages[at] === message);
      const [item, ...others] = those;
      if (!item) return [];
      const stop = stopUrl(context.linkBase, mailing, item.entries[0]?.kind ?? "comment");
      if (others.length > 0) {
        // In the order in which they were released.
        const parts = decisionsMail({ items: those.toReversed(), more: count - those.length }, { ...frame, stop });
        return { item: message, mail: addressed(recipient, laidOut(parts), { kind: "news", stop }) };
      }
      const topic = sha256(JSON.stringify([recipient.id, item.item])).slice(0, 32);
      const { address: replyTo, ...offer } = offers.get(message) ?? {};
      const parts = itemMail(item, { ...frame, stop }, "audience" in offer ? offer : null);
      const headers = { kind: "news" as const, stop, topic, ...(replyTo !== undefined && { replyTo }) };
      return { item: message, mail: addressed(recipient, laidOut(parts), headers) };
    });
  const all = actor
    ? await findWaiting(context, actor, { withWork: true, undecided: true })
    : closing.map((one) => ({ ...one, state: "unread" as const }));
  const waiting = wantedOf(all, { mailing, news });
  const isNews = ({ kind, at }: WaitingItem): boolean =>
    kind === "closing-soon" || (kind === "undecided" && news.since < at && at <= news.until);
  if (items.length === 0 && !waiting.some(isNews)) return [];
  const stop = stopUrl(context.linkBase, mailing, "digest");
  const more = (counts.get("") ?? 0) - items.length;
  const parts = digestMail({ items, more, waiting, since: news.since }, { ...frame, stop });
  return [{ item: null, mail: addressed(recipient, laidOut(parts), { kind: "digest", stop }) }];
}

type Offer = NonNullable<Awaited<ReturnType<typeof replyOffer>>>;

interface Asked {
  news: MailedNews;
  mailing: Mailing;
  recipient: MailRecipient;
}

async function presentItems(context: Context, to: InboxReader, { news, mailing, recipient }: Asked) {
  const presenter = new ItemPresenter(context, to, ordinaryReader(to.viewer.forum));
  const found = await wantedItems(to, { news, mailing });
  const counts = new Map<string, number>();
  const shown = found.filter(({ message }) => {
    const count = (counts.get(message) ?? 0) + 1;
    counts.set(message, count);
    return count <= mostItems;
  });
  const offers = new Map<string, Offer>();
  const { mailboxOf } = recipient;
  for (const { message, item, notices } of news.time === "at-once" && !mailboxOf ? shown : []) {
    if (counts.get(message) !== 1) continue;
    const offer = await replyOffer(context, to, mailing, { item, seq: notices[0].event.seq });
    if (offer) offers.set(message, offer);
  }
  return {
    presenter,
    frame: {
      ...(await mailFrame(to.reader, recipient)),
      base: context.linkBase,
      ...(mailboxOf && {
        mailbox: { organisation: mailboxOf.shortName, page: sourcePath("organisation", mailboxOf.id) },
      }),
    },
    items: await Promise.all(shown.map(({ item, notices }) => presenter.present({ item, state: "unread", notices }))),
    /** The message of each item, and the number of items of each message. */
    messages: shown.map(({ message }) => message),
    counts,
    offers,
  };
}

function addressed(
  { id, email }: MailRecipient,
  content: ReturnType<typeof laidOut>,
  headers: { kind: "news" | "digest"; stop: string; topic?: string; replyTo?: string },
): WrittenNews["mail"] {
  return { to: email ?? "", person: id, ...content, ...headers };
}

/** Shared, because several messages are written side by side. */
const turns = new Turns();

/** The notifications of one item in one message. */
interface WantedItem {
  message: string;
  item: string;
  notices: readonly [Notice, ...Notice[]];
}

/** Returns the key of the message at once that a notification belongs to: decisions that were released together have one. */
function messageOf({ event: { subject, changeId }, item }: Notice): string {
  return subject.collection === "dispositions" && changeId !== undefined ? `release/${changeId}` : item;
}

/** Returns the unread notifications that belong to a message, by message and item, the latest first. */
async function wantedItems(to: InboxReader, { news, mailing }: Pick<Asked, "news" | "mailing">): Promise<WantedItem[]> {
  const items = new Map<string, Omit<WantedItem, "notices"> & { notices: Notice[] }>();
  /** Revocations of decisions, by item, and those of decisions that were not mailed yet, which are no news. */
  const revocations = new Map<string, number>();
  const undone = new Set<number>();
  let count = 0;
  for await (const event of eventsBackwards(to.reader, scopesOf(to), news.upTo + 1)) {
    if (event.seq <= news.after || count === mostEvents) break;
    count += 1;
    await turns.pause();
    const notice = await noticeOf(to, event);
    if (!notice || event.seq <= lastRead(to.inbox, notice.item)) continue;
    const { item, kind } = notice;
    const revocation = revocations.get(item);
    if (kind === "decision-revoked") revocations.set(item, event.seq);
    else if (kind === "decision" && revocation !== undefined && news.time === "at-once") {
      if (event.kind === "disposition-made") {
        undone.add(revocation);
        revocations.delete(item);
      }
      continue;
    }
    const message = news.time === "digest" ? "" : messageOf(notice);
    if (news.item !== undefined && message !== news.item) continue;
    if (timeAt(mailing, kind, event.seq) !== news.time) continue;
    const known = items.get(`${message} ${item}`) ?? { message, item, notices: [] };
    known.notices.push(notice);
    items.set(`${message} ${item}`, known);
  }
  return [...items.values()].flatMap(({ notices, ...one }) => {
    const [first, ...others] = notices.filter(({ event: { seq } }) => !undone.has(seq));
    return first ? { ...one, notices: [first, ...others] } : [];
  });
}

/** Returns the deadlines that came near since the last digest, and the comments and answers that await the reader. */
function wantedOf(waiting: readonly WaitingItem[], { mailing, news }: Pick<Asked, "mailing" | "news">): WaitingItem[] {
  const wantsDeadlines = timeNow(mailing, "closing-soon") === "digest";
  return waiting.filter(
    ({ kind, at, state }) =>
      kind === "undecided" ||
      kind === "unconfirmed" ||
      kind === "unreviewed" ||
      kind === "to-clear" ||
      kind === "mailed-reply" ||
      (kind === "closing-soon" && wantsDeadlines && state === "unread" && news.since < at && at <= news.until),
  );
}
