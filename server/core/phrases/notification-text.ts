import type { NotificationReason } from "#core/contract/notification-kinds.ts";
import type {
  ChangedClause,
  NotificationEntry,
  NotificationItem,
  OwnOutcomes,
} from "#core/contract/notification-operations.ts";
import { inboxPage, inLanguage } from "#core/messages/catalogues.ts";
import { timeText } from "#core/phrases/dates.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { listText } from "#core/phrases/list-text.ts";
import { wordIn } from "#core/phrases/message-text.ts";

/** An entry, and the item that contains it. */
export interface Told {
  entry: NotificationEntry;
  item: Pick<NotificationItem, "contribution" | "changed" | "announcement">;
}

/** The language (BCP 47) and the forum's time zone (IANA name) of a text. */
export interface TextFrame {
  language: string;
  timeZone: string | undefined;
}

/** Returns the sentence of an entry: "Amina Diallo (KEN) replied: support." */
export function sentenceOf({ entry, item }: Told, { language, timeZone }: TextFrame): string {
  const messages = inLanguage(inboxPage, language);
  const by = byOf(entry, language);
  const draft = entry.draft ?? "";
  const file = item.contribution?.file ?? messages.aContribution;
  const { outcome, position, closesAt } = entry;
  switch (entry.kind) {
    case "mention":
      return formatMessage(messages.mention, { by }, language);
    case "co-sign-request":
      return formatMessage(messages.coSignRequest, { by }, language);
    case "clearance-request":
      return formatMessage(messages.clearanceRequest, { by }, language);
    case "clearance-given":
      return formatMessage(messages.clearanceGiven, { by }, language);
    case "sent-back":
      return formatMessage(messages.sentBack, { by }, language);
    case "hidden":
      return formatMessage(messages.hiddenNow, { by }, language);
    case "co-sign-answer":
      return coSignAnswer(entry, language);
    case "decision":
      if (outcome === null) return formatMessage(messages.decisionChanged, { by }, language);
      return formatMessage(messages.decision, { outcome: wordIn(language)(`decision-${outcome}`) }, language);
    case "decision-revoked":
      return formatMessage(messages.decisionRevoked, { by }, language);
    case "reply":
      if (position === null) return formatMessage(messages.reply, { by }, language);
      return formatMessage(
        messages.replyWithPosition,
        { by, position: wordIn(language)(`position-${position}`) },
        language,
      );
    case "place":
      return formatMessage(messages.place, { by }, language);
    case "followed-comment":
      if (entry.reason === "follows-clause") return formatMessage(messages.followedComment, { by }, language);
      return formatMessage(messages.comment, { by }, language);
    case "comment":
      return formatMessage(messages.comment, { by }, language);
    case "clauses-changed":
      return formatMessage(messages.clausesChanged, { draft, count: item.changed?.count ?? 1 }, language);
    case "new-draft":
      return formatMessage(messages.newDraft, { draft }, language);
    case "consultation-set": {
      if (closesAt === null) return formatMessage(messages.consultationRevoked, { draft }, language);
      const date = timeText(closesAt, language, timeZone);
      return formatMessage(messages.consultationSet, { draft, date }, language);
    }
    case "consultation-cancelled":
      return formatMessage(messages.consultationCancelled, { draft }, language);
    case "consultation-closed":
      return formatMessage(messages.consultationClosed, { draft }, language);
    case "contribution-received":
      return formatMessage(messages.contributionReceived, { file }, language);
    case "contribution-imported": {
      const own = item.contribution?.own;
      return own
        ? formatMessage(messages.ownImported, { file, ...own }, language)
        : formatMessage(messages.contributionImported, { file }, language);
    }
    case "import-questioned":
      return formatMessage(messages.importQuestioned, { by }, language);
    case "announcement": {
      const { subject = "", isWithdrawn = false } = item.announcement ?? {};
      return formatMessage(
        isWithdrawn ? messages.withdrawnAnnouncement : messages.announcement,
        { by, subject },
        language,
      );
    }
  }
}

function byOf({ by }: NotificationEntry, language: string): string {
  const messages = inLanguage(inboxPage, language);
  if (!by) return messages.someone;
  const { name, organisation } = by;
  return organisation === null ? name : formatMessage(messages.ofOrganisation, { name, organisation }, language);
}

function coSignAnswer({ answer, by }: NotificationEntry, language: string): string {
  const messages = inLanguage(inboxPage, language);
  const organisation = by?.organisation ?? messages.anOrganisation;
  if (answer === "declined") return formatMessage(messages.coSignDeclined, { organisation }, language);
  return formatMessage(answer === "left" ? messages.coSignLeft : messages.coSigned, { organisation }, language);
}

/** Returns why an entry reaches its reader: "You wrote the comment". */
export function becauseOf({ reason }: Pick<NotificationEntry, "reason">, language: string): string {
  const messages = inLanguage(inboxPage, language);
  const becauses: Readonly<Record<NotificationReason, string>> = {
    mentioned: messages.becauseMentioned,
    author: messages.becauseAuthor,
    speaker: messages.becauseSpeaker,
    invited: messages.becauseInvited,
    coordinates: messages.becauseCoordinates,
    "took-part": messages.becauseTookPart,
    "follows-thread": messages.becauseFollowsThread,
    "follows-document": messages.becauseFollowsDocument,
    "follows-clause": messages.becauseFollowsClause,
    "follows-organisation": messages.becauseFollowsOrganisation,
    "took-part-in-document": messages.becauseTookPartInDocument,
    secretariat: messages.becauseSecretariat,
    addressed: messages.becauseAddressed,
    mailbox: messages.becauseMailbox,
  };
  return becauses[reason];
}

/** Returns what became of a followed clause: "4.13 was split into 4.13 and 4.14." */
export function changeText(
  { change, from, to }: Pick<ChangedClause, "change" | "from" | "to">,
  language: string,
): string {
  const messages = inLanguage(inboxPage, language);
  const cited = { from: listText(from, language), to: listText(to, language) };
  const isSame = cited.from === cited.to;
  const texts: Readonly<Record<ChangedClause["change"], string>> = {
    edited: isSame ? messages.clauseEdited : messages.clauseEditedAs,
    moved: isSame ? messages.clauseMoved : messages.clauseMovedAs,
    split: messages.clauseSplit,
    merged: messages.clausesMerged,
    deleted: messages.clauseDeleted,
  };
  return formatMessage(texts[change], cited, language);
}

/** Returns what became of the reader's comments in a new draft: "Your 5 comments: 3 at the same text, …". */
export function outcomesText(outcomes: OwnOutcomes, language: string): string {
  const messages = inLanguage(inboxPage, language);
  const parts: [number, string][] = [
    [outcomes.toConfirm, messages.outcomeToConfirm],
    [outcomes.proposed, messages.outcomeProposed],
    [outcomes.same, messages.outcomeSame],
    [outcomes.changed, messages.outcomeChanged],
    [outcomes.gone, messages.outcomeGone],
  ];
  const list = parts.flatMap(([count, text]) => (count > 0 ? [formatMessage(text, { count }, language)] : []));
  return formatMessage(messages.ownOutcomes, { total: outcomes.total, list: listText(list, language) }, language);
}
