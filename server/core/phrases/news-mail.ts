import type { StopLink } from "#core/contract/mail-operations.ts";
import { notificationPath } from "#core/contract/notification-path.ts";
import type { ChangedClause, NotificationItem, WaitingItem } from "#core/contract/notification-operations.ts";
import { documentDeskPath, locationsDeskPath } from "#core/contract/desk-path.ts";
import { contributionsPath, inboxPath, readingPath } from "#core/contract/pages.ts";
import { clearancePath, mailedRepliesPath, mailsPath } from "#core/contract/settings-pages.ts";
import { inboxPage, inLanguage, mails, translatedLanguages } from "#core/messages/catalogues.ts";
import { timeText } from "#core/phrases/dates.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import {
  framed,
  type MailBlock,
  type MailFrame,
  type MailParts,
  ownTextBlocks,
  withReplies,
} from "#core/phrases/mail-text.ts";
import { wordIn } from "#core/phrases/message-text.ts";
import { shortenedText, withRowsJoined } from "#core/propose/proposal-segment.ts";
import { becauseOf, changeText, outcomesText, sentenceOf } from "#core/phrases/notification-text.ts";

/** The recipient, the forum, and where the message leads. */
export interface NewsFrame extends MailFrame {
  /** Base URL of links, without a trailing slash. */
  base: string;
  /** URL that ends such messages. */
  stop: string;
  /** The organisation to whose mailbox the message goes: its short name, and the path of its page. Absent for people. */
  mailbox?: { organisation: string; page: string };
}

/** Tells the recipient that they can answer, and who then reads the reply. */
export interface ReplyOffer {
  audience: "everyone" | "readers" | "clearance";
}

/** The content of a digest. */
export interface Digest {
  /** At most those that it shows. */
  items: readonly NotificationItem[];
  /** Number of items that it does not show. */
  more: number;
  waiting: readonly WaitingItem[];
  /** Time of the one before. ISO 8601, UTC. */
  since: string;
}

/** Maximum length of the subject's part from a comment, in characters. */
const longestOpening = 60;

/** Writes the message about one thread, draft or contribution. Its subject is that of later messages on the same. */
export function itemMail(item: NotificationItem, frame: NewsFrame, offer: ReplyOffer | null = null): MailParts {
  const { forum, language, base, stop } = frame;
  const messages = inLanguage(mails, language);
  // A mailbox cannot sign in to the page of announcements. The message has the whole text.
  const path = item.announcement && frame.mailbox ? null : notificationPath(item);
  const because = item.entries[0] ? becauseOf(item.entries[0], language) : "";
  const foot = frame.mailbox
    ? mailboxFoot(frame, frame.mailbox)
    : formatMessage(messages["mail-news-foot"], { forum, because }, language);
  return {
    ...framed(frame),
    ...(offer && { replyAbove: messages["mail-reply-above"] }),
    subject: formatMessage(messages["mail-news-subject"], { forum, subject: subjectOf(item, language) }, language),
    body: [
      ...(item.announcement ? ownTextBlocks(frame) : []),
      ...(item.document ? [{ heading: item.document.title }] : []),
      ...entriesOf(item, { ...frame, isLinked: false }),
      ...aboutOf(item, frame),
      ...(path === null ? [] : [{ button: messages["mail-news-button"], link: base + path }]),
      ...(offer ? [{ text: formatMessage(messages["mail-reply-how"], { ...offer }, language) }] : []),
    ],
    foot: offer ? foot : withReplies(foot, frame),
    footLinks: [
      ...footLinks(frame),
      { text: messages[frame.mailbox ? "mail-for-mailbox-stop" : "mail-news-stop"], link: stop },
    ],
  };
}

/**
 * Writes the message about decisions that were released together.
 * @param more number of those that it does not show
 */
export function decisionsMail({ items, more }: Pick<Digest, "items" | "more">, frame: NewsFrame): MailParts {
  const { forum, language } = frame;
  const messages = inLanguage(mails, language);
  const kind = items[0]?.entries[0]?.kind === "decision-revoked" ? "revocations" : "decisions";
  const subject = formatMessage(messages[`mail-news-of-${kind}`], { count: items.length + more }, language);
  return {
    ...framed(frame),
    subject: formatMessage(messages["mail-news-subject"], { forum, subject }, language),
    body: listOf({ items, more, about: aboutOf }, frame),
    foot: withReplies(formatMessage(messages["mail-news-of-decisions-foot"], { forum }, language), frame),
    footLinks: [...footLinks(frame), { text: messages["mail-news-stop"], link: frame.stop }],
  };
}

/** Writes a digest: near deadlines and open work first, then the news by document. */
export function digestMail({ items, more, waiting, since }: Digest, frame: NewsFrame): MailParts {
  const { forum, language, timeZone, stop, mailbox } = frame;
  const messages = inLanguage(mails, language);
  return {
    ...framed(frame),
    subject: formatMessage(messages["mail-digest-subject"], { forum, count: items.length + more }, language),
    body: [
      { text: formatMessage(messages["mail-digest-about"], { time: timeText(since, language, timeZone) }, language) },
      ...waitingOf(waiting, frame),
      ...listOf({ items, more, about: digestAboutOf }, frame),
    ],
    foot: withReplies(
      mailbox ? mailboxFoot(frame, mailbox) : formatMessage(messages["mail-digest-foot"], { forum }, language),
      frame,
    ),
    footLinks: [
      ...footLinks(frame),
      { text: messages[mailbox ? "mail-for-mailbox-stop" : "mail-digest-stop"], link: stop },
    ],
  };
}

/** Lists news by document, each with what it is about. */
function listOf(
  { items, more, about }: Pick<Digest, "items" | "more"> & { about: typeof aboutOf },
  frame: NewsFrame,
): MailBlock[] {
  const { forum, language, base, mailbox } = frame;
  const messages = inLanguage(mails, language);
  const byDocument = new Map<string, NotificationItem[]>();
  for (const item of items) {
    const title = item.document?.title ?? forum;
    byDocument.set(title, [...(byDocument.get(title) ?? []), item]);
  }
  return [
    ...[...byDocument].flatMap(([heading, those]) => [
      { heading },
      ...those.flatMap((item) => [
        ...entriesOf(item, { ...frame, isLinked: true }),
        ...about(item, frame),
        ...(item.entries[0] && !mailbox ? [{ note: becauseOf(item.entries[0], language) }] : []),
      ]),
    ]),
    ...(more > 0
      ? [
          {
            text: formatMessage(
              messages[mailbox ? "mail-for-mailbox-more" : "mail-digest-more"],
              { count: more },
              language,
            ),
          },
        ]
      : []),
    mailbox
      ? { button: messages["mail-for-mailbox-button"], link: base + mailbox.page }
      : { button: messages["mail-digest-button"], link: base + inboxPath },
  ];
}

function mailboxFoot(
  { forum, language }: Pick<NewsFrame, "forum" | "language">,
  { organisation }: { organisation: string },
): string {
  return formatMessage(inLanguage(mails, language)["mail-for-mailbox-foot"], { forum, organisation }, language);
}

/** Returns the subject of an announcement, the first words of a comment, the label of a draft, or the document. */
function subjectOf({ annotation, version, document, announcement }: NotificationItem, language: string): string {
  if (announcement) return announcement.subject;
  const messages = inLanguage(mails, language);
  const title = document?.title ?? messages["mail-news-forum"];
  const text = openingOf(annotation?.text ?? "");
  if (text !== "") return formatMessage(messages["mail-news-of-comment"], { title, text }, language);
  if (annotation) return formatMessage(messages["mail-news-of-hidden"], { title }, language);
  return version ? formatMessage(messages["mail-news-of-draft"], { title, draft: version.label }, language) : title;
}

/** Returns the first words of a comment in one line. */
function openingOf(text: string): string {
  const opening = text.replaceAll(/\s+/gu, " ").trim();
  const characters = Array.from(opening);
  if (characters.length <= longestOpening) return opening;
  const shown = characters.slice(0, longestOpening - 1).join("");
  return `${shown.trimEnd()}…`;
}

/** Maximum number of entries of an item to show. */
const mostEntries = 3;

function entriesOf(
  item: NotificationItem,
  { language, timeZone, base, isLinked }: NewsFrame & { isLinked: boolean },
): MailBlock[] {
  const path = notificationPath(item);
  const shown = item.entries.slice(0, mostEntries);
  const more = item.count - shown.length;
  const blocks = shown.flatMap((entry): MailBlock[] => [
    {
      line: sentenceOf({ entry, item }, { language, timeZone }),
      link: path === null || !isLinked ? null : base + path,
      after: timeText(entry.at, language, timeZone),
    },
    ...(item.announcement
      ? entry.text.split(/\n{2,}/u).map((text) => ({ text }))
      : entry.text === ""
        ? []
        : [{ quote: entry.text }]),
  ]);
  return [
    ...blocks,
    ...(more > 0 ? [{ note: formatMessage(inLanguage(inboxPage, language).more, { count: more }, language) }] : []),
  ];
}

/** Returns the comment or proposal that the entries are about. */
function aboutOf(item: NotificationItem, frame: NewsFrame): MailBlock[] {
  const { annotation } = item;
  const redline = redlineOf(item, frame);
  const text = otherText(item);
  if (redline.length === 0 && text === "") return [];
  return [
    ...(annotation ? [{ note: inLanguage(mails, frame.language)["mail-news-about"] }] : []),
    ...redline,
    ...(text === "" ? [] : [{ quote: text }]),
  ];
}

/** Returns the proposal that the entries are about, and the first words of the comment. */
function digestAboutOf(item: NotificationItem, frame: NewsFrame): MailBlock[] {
  const text = openingOf(otherText(item));
  const about = formatMessage(inLanguage(mails, frame.language)["mail-digest-about-comment"], { text }, frame.language);
  return [...redlineOf(item, frame), ...(text === "" ? [] : [{ note: about }])];
}

/** Returns the text of an item's comment, unless its latest entry shows it already. */
function otherText({ annotation, entries }: NotificationItem): string {
  return annotation && annotation.text !== entries[0]?.text ? annotation.text : "";
}

/** Maximum number of clauses of a proposal to show. */
const mostClauses = 3;

/** Returns the redline of a proposal, or what a new draft means to the reader. */
function redlineOf(
  { annotation, changed, outcomes }: NotificationItem,
  { language, base }: Pick<NewsFrame, "language" | "base">,
): MailBlock[] {
  const messages = inLanguage(inboxPage, language);
  const more = (changed?.count ?? 0) - (changed?.clauses.length ?? 0);
  return [
    ...(annotation?.proposed ? redlineBlocks(annotation.proposed) : []),
    ...(changed?.clauses ?? []).flatMap((clause) => [
      { text: changeText(clause, language) },
      ...redlineBlocks(clause.redline),
    ]),
    ...(more > 0 ? [{ note: formatMessage(messages.moreClauses, { count: more }, language) }] : []),
    ...(outcomes ? [{ note: outcomesText(outcomes, language) }] : []),
    ...(outcomes && outcomes.toConfirm > 0
      ? [
          {
            line: formatMessage(messages.confirmLocations, { count: outcomes.toConfirm }, language),
            link: base + inboxPath,
            after: "",
          },
        ]
      : []),
  ];
}

function redlineBlocks({ clauses, language }: ChangedClause["redline"]): MailBlock[] {
  return withRowsJoined(clauses)
    .slice(0, mostClauses)
    .map(({ segments }) => ({
      language,
      redline: segments.map(({ kind }, at) => ({ kind, text: shortenedText(segments, at) })),
    }));
}

function waitingOf(waiting: readonly WaitingItem[], { language, timeZone, base }: NewsFrame): MailBlock[] {
  const messages = inLanguage(inboxPage, language);
  const lines = waiting.map(({ kind, document, version, closesAt, count: comments }): MailBlock => {
    const count = comments ?? 0;
    const after = document?.title ?? "";
    if (kind === "closing-soon") {
      const date = timeText(closesAt ?? "", language, timeZone);
      const line = formatMessage(messages.closingSoon, { draft: version?.label ?? "", date }, language);
      return { line, link: base + readingPath(version?.address ?? ""), after };
    }
    if (kind === "to-clear")
      return { line: formatMessage(messages.toClear, { count }, language), link: base + clearancePath, after };
    if (kind === "mailed-reply")
      return {
        line: formatMessage(messages.mailedReplies, { count }, language),
        link: base + mailedRepliesPath,
        after,
      };
    if (kind === "unreviewed")
      return { line: formatMessage(messages.unreviewed, { count }, language), link: base + contributionsPath, after };
    if (kind === "unconfirmed") {
      const link = base + locationsDeskPath(document?.id ?? "");
      return { line: formatMessage(messages.unconfirmed, { count }, language), link, after };
    }
    const link = base + documentDeskPath(document?.id ?? "");
    return { line: formatMessage(messages.undecided, { count }, language), link, after };
  });
  return lines.length === 0 ? [] : [{ heading: messages.waiting }, ...lines];
}

function footLinks({ language, base, mailbox }: NewsFrame): MailParts["footLinks"] {
  if (mailbox) return [];
  return [{ text: inLanguage(mails, language)["mail-news-settings"], link: base + mailsPath }];
}

/** Returns the line above which people answer, in every language in which messages are written. */
export function replyLines(): string[] {
  return translatedLanguages.map((language) => inLanguage(mails, language)["mail-reply-above"]);
}

/** Returns the name of a kind of mails, or of digests: "Replies". */
export function stoppedName(kind: StopLink["kind"], language: string): string {
  return wordIn(language)(`mail-kind-${kind}`);
}
