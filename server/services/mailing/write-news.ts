import type { WaitingItem } from "#core/contract/notification-operations.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { digestMail, itemMail } from "#core/phrases/news-mail.ts";
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

/** Maximum number of events to read for one message, and of items that a digest shows. Others are only counted. */
const mostEvents = 5000;
const mostItems = 30;

/**
 * Writes the messages about news for a person or mailbox: a digest, or a message for each item that they want at once. What they have
 * read is left out, and so is what they may not know now.
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
  const { actor, closing, mailing, recipient, presenter, frame, more, offers } = found;
  const items = await presenter.completed(found.items);
  if (news.time === "at-once")
    return items.map((item) => {
      const stop = stopUrl(context.linkBase, mailing, item.entries[0]?.kind ?? "comment");
      const topic = sha256(JSON.stringify([recipient.id, item.item])).slice(0, 32);
      const { address: replyTo, ...offer } = offers.get(item.item) ?? {};
      const parts = itemMail(item, { ...frame, stop }, "audience" in offer ? offer : null);
      const headers = { kind: "news" as const, stop, topic, ...(replyTo !== undefined && { replyTo }) };
      return { item: item.item, mail: addressed(recipient, laidOut(parts), headers) };
    });
  const all = actor
    ? await findWaiting(context, actor, { withWork: true, undecided: true })
    : closing.map((one) => ({ ...one, state: "unread" as const }));
  const waiting = wantedOf(all, { mailing, news });
  if (items.length === 0 && !waiting.some(({ kind }) => kind === "closing-soon")) return [];
  const stop = stopUrl(context.linkBase, mailing, "digest");
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
  const shown = news.time === "digest" ? found.slice(0, mostItems) : found;
  const offers = new Map<string, Offer>();
  const { mailboxOf } = recipient;
  for (const [item, [{ event }]] of news.time === "at-once" && !mailboxOf ? shown : []) {
    const offer = await replyOffer(context, to, mailing, { item, seq: event.seq });
    if (offer) offers.set(item, offer);
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
    items: await Promise.all(shown.map(([item, notices]) => presenter.present({ item, state: "unread", notices }))),
    more: found.length - shown.length,
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

/** Returns the unread notifications that belong to a message, by item, the latest item first. */
async function wantedItems(
  to: InboxReader,
  { news, mailing }: Pick<Asked, "news" | "mailing">,
): Promise<[item: string, notices: [Notice, ...Notice[]]][]> {
  const items = new Map<string, [Notice, ...Notice[]]>();
  let count = 0;
  for await (const event of eventsBackwards(to.reader, scopesOf(to), news.upTo + 1)) {
    if (event.seq <= news.after || count === mostEvents) break;
    count += 1;
    await turns.pause();
    const notice = await noticeOf(to, event);
    if (!notice || (news.item !== undefined && notice.item !== news.item)) continue;
    if (timeAt(mailing, notice.kind, event.seq) !== news.time || event.seq <= lastRead(to.inbox, notice.item)) continue;
    const known = items.get(notice.item);
    if (known) known.push(notice);
    else items.set(notice.item, [notice]);
  }
  return [...items];
}

/** Returns the deadlines that came near since the last digest, and the comments and answers that await the reader. */
function wantedOf(waiting: readonly WaitingItem[], { mailing, news }: Pick<Asked, "mailing" | "news">): WaitingItem[] {
  const wantsDeadlines = timeNow(mailing, "closing-soon") === "digest";
  return waiting.filter(
    ({ kind, at, state }) =>
      kind === "undecided" ||
      kind === "to-clear" ||
      kind === "mailed-reply" ||
      (kind === "closing-soon" && wantsDeadlines && state === "unread" && news.since < at && at <= news.until),
  );
}
