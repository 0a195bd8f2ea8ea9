import type { NotificationKind, NotificationReason } from "#core/contract/notification-kinds.ts";
import type { NotificationEntry, NotificationItem } from "#core/contract/notification-operations.ts";
import { inboxPage as messages } from "#core/messages/catalogues.ts";
import { formatMoment } from "../components/format.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";

/** An entry, and the item that contains it. */
interface Told {
  entry: NotificationEntry;
  item: NotificationItem;
}

function byOf({ by }: NotificationEntry): string {
  if (!by) return messages.someone;
  const { name, organisation } = by;
  return organisation === null ? name : formatMessage(messages.ofOrganisation, { name, organisation });
}

const draftOf = ({ entry }: Told): string => entry.draft ?? "";

/** Returns the sentence of each kind of notification. */
const sentences: Readonly<Record<NotificationKind, (told: Told) => string>> = {
  mention: ({ entry }) => formatMessage(messages.mention, { by: byOf(entry) }),
  "co-sign-request": ({ entry }) => formatMessage(messages.coSignRequest, { by: byOf(entry) }),
  "clearance-request": ({ entry }) => formatMessage(messages.clearanceRequest, { by: byOf(entry) }),
  "clearance-given": ({ entry }) => formatMessage(messages.clearanceGiven, { by: byOf(entry) }),
  "sent-back": ({ entry }) => formatMessage(messages.sentBack, { by: byOf(entry) }),
  hidden: ({ entry }) => formatMessage(messages.hiddenNow, { by: byOf(entry) }),
  "co-sign-answer": ({ entry }) => coSignAnswer(entry),
  decision: ({ entry }) =>
    entry.outcome === null
      ? formatMessage(messages.decisionChanged, { by: byOf(entry) })
      : formatMessage(messages.decision, { outcome: word(`decision-${entry.outcome}`) }),
  "decision-revoked": ({ entry }) => formatMessage(messages.decisionRevoked, { by: byOf(entry) }),
  reply: ({ entry }) =>
    entry.position === null
      ? formatMessage(messages.reply, { by: byOf(entry) })
      : formatMessage(messages.replyWithPosition, { by: byOf(entry), position: word(`position-${entry.position}`) }),
  place: ({ entry }) => formatMessage(messages.place, { by: byOf(entry) }),
  comment: ({ entry }) => formatMessage(messages.comment, { by: byOf(entry) }),
  "new-draft": (told) => formatMessage(messages.newDraft, { draft: draftOf(told) }),
  "consultation-set": (told) =>
    formatMessage(messages.consultationSet, {
      draft: draftOf(told),
      date: told.entry.closesAt === null ? "" : formatMoment(told.entry.closesAt),
    }),
  "consultation-cancelled": (told) => formatMessage(messages.consultationCancelled, { draft: draftOf(told) }),
  "consultation-closed": (told) => formatMessage(messages.consultationClosed, { draft: draftOf(told) }),
  "contribution-received": ({ item }) =>
    formatMessage(messages.contributionReceived, { file: item.contribution?.file ?? "" }),
  "contribution-imported": ({ item }) =>
    formatMessage(messages.contributionImported, { file: item.contribution?.file ?? "" }),
};

/** Returns the sentence of an entry. */
export function sentenceOf(told: Told): string {
  return sentences[told.entry.kind](told);
}

function coSignAnswer({ answer, by }: NotificationEntry): string {
  const organisation = by?.organisation ?? messages.anOrganisation;
  if (answer === "declined") return formatMessage(messages.coSignDeclined, { organisation });
  return formatMessage(answer === "left" ? messages.coSignLeft : messages.coSigned, { organisation });
}

const becauses = (): Readonly<Record<NotificationReason, string>> => ({
  mentioned: messages.becauseMentioned,
  author: messages.becauseAuthor,
  speaker: messages.becauseSpeaker,
  invited: messages.becauseInvited,
  coordinates: messages.becauseCoordinates,
  "took-part": messages.becauseTookPart,
  "follows-thread": messages.becauseFollowsThread,
  "follows-document": messages.becauseFollowsDocument,
  "took-part-in-document": messages.becauseTookPartInDocument,
  secretariat: messages.becauseSecretariat,
});

/** Returns why an entry reaches the reader. */
export function becauseOf({ reason }: NotificationEntry): string {
  return becauses()[reason];
}
