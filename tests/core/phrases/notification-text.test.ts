import { notificationKindCodes, notificationReasons } from "#core/contract/notification-kinds.ts";
import type { NotificationEntry, NotificationItem } from "#core/contract/notification-operations.ts";
import { becauseOf, changeText, outcomesText, sentenceOf } from "#core/phrases/notification-text.ts";

function sentence(entry: Partial<NotificationEntry>): string {
  const whole: NotificationEntry = {
    ...{ id: "e", at: "2013-02-06T09:00:00.000Z", kind: "reply", reason: "author", isNew: true },
    ...{ by: { name: "Ana", organisation: "Tavi" }, text: "", outcome: null, position: null, answer: null },
    ...{ closesAt: null, draft: null },
    ...entry,
  };
  const item: NotificationItem = {
    ...{ item: "thread/a", state: "unread", isUrgent: false, document: null, version: null, annotation: null },
    ...{
      contribution: { id: "c", file: "tavi.docx", own: null },
      announcement: { id: "n", subject: "Meeting", isWithdrawn: false },
      follows: null,
      latest: "e",
      entries: [whole],
      count: 1,
    },
  };
  return sentenceOf({ entry: whole, item }, { language: "en", timeZone: undefined });
}

test.each([
  [{ kind: "reply" }, "Ana (Tavi) replied."],
  [{ kind: "reply", position: "oppose" }, "Ana (Tavi) replied: opposes."],
  [{ kind: "reply", by: null }, "Somebody replied."],
  [{ kind: "reply", by: { name: "Ana", organisation: null } }, "Ana replied."],
  [{ kind: "mention" }, "Ana (Tavi) mentioned you."],
  [{ kind: "comment" }, "Ana (Tavi) commented."],
  [{ kind: "decision", outcome: "not-accepted" }, "Decision: not accepted."],
  [{ kind: "decision" }, "Ana (Tavi) made a decision, which was revoked later."],
  [{ kind: "decision-revoked" }, "Ana (Tavi) revoked the decision."],
  [{ kind: "co-sign-request" }, "Ana (Tavi) asks your organisation to co-sign this."],
  [{ kind: "co-sign-answer", answer: "confirmed" }, "Tavi co-signed."],
  [{ kind: "co-sign-answer", answer: "declined" }, "Tavi declined to co-sign."],
  [{ kind: "co-sign-answer", answer: "left" }, "Tavi no longer co-signs."],
  [{ kind: "co-sign-answer", answer: "signed-on", by: null }, "An organisation co-signed."],
  [{ kind: "clearance-request" }, "Ana (Tavi) asks you to clear this."],
  [{ kind: "clearance-given" }, "Ana (Tavi) cleared this, and it is submitted."],
  [{ kind: "sent-back" }, "Ana (Tavi) sent this back to you."],
  [{ kind: "hidden" }, "Ana (Tavi) hid this."],
  [{ kind: "announcement" }, "Ana (Tavi) announced: Meeting"],
  [{ kind: "place" }, "Ana (Tavi) settled the location in a later draft."],
  [{ kind: "followed-comment", reason: "follows-clause" }, "Ana (Tavi) commented on a clause that you follow."],
  [{ kind: "followed-comment", reason: "follows-organisation" }, "Ana (Tavi) commented."],
  [{ kind: "clauses-changed", draft: "Second draft" }, "Second draft is published. 1 clause that you follow changed."],
  [{ kind: "new-draft", draft: "Second draft" }, "Second draft is published."],
  [
    { kind: "consultation-set", draft: "Second draft", closesAt: "2013-03-01T12:00:00.000Z" },
    "Comments on Second draft are open until 1 Mar 2013, 12:00 UTC.",
  ],
  [{ kind: "consultation-cancelled", draft: "Second draft" }, "The consultation on Second draft is cancelled."],
  [{ kind: "consultation-closed", draft: "Second draft" }, "The consultation on Second draft is closed."],
  [{ kind: "contribution-received" }, "tavi.docx was received and awaits a review."],
  [{ kind: "contribution-imported" }, "tavi.docx was imported."],
  [{ kind: "import-questioned" }, "Ana (Tavi) objects to this imported comment and withdrew it."],
] satisfies [Partial<NotificationEntry>, string][])("%j reads: %s", (entry, text) => {
  expect(sentence(entry)).toBe(text);
});

test("each kind has a sentence, and each reason a text", () => {
  expect(notificationKindCodes.filter((kind) => sentence({ kind }) === "")).toEqual([]);
  const reasons = notificationReasons.map((reason) => becauseOf({ reason }, "en"));
  expect(new Set(reasons).size).toBe(notificationReasons.length);
});

test.each([
  ["edited", ["4.1"], ["4.1"], "4.1 changed."],
  ["edited", ["4.1"], ["4.2"], "4.1, now 4.2, changed."],
  ["moved", ["4.1"], ["4.1"], "4.1 moved."],
  ["moved", ["4.1"], ["7.3"], "4.1 moved and is now 7.3."],
  ["split", ["4.1"], ["4.1", "4.2"], "4.1 was split into 4.1 and 4.2."],
  ["merged", ["4.1", "4.2"], ["4.1"], "4.1 and 4.2 were merged into 4.1."],
  ["deleted", ["4.1"], [], "4.1 was deleted."],
] as const)("a followed clause that is %s: %j, %j", (change, from, to, text) => {
  expect(changeText({ change, from: [...from], to: [...to] }, "en")).toBe(text);
});

test("the outcomes of own comments are counted, those that need an act first", () => {
  const outcomes = { total: 9, same: 3, proposed: 1, changed: 2, toConfirm: 2, gone: 1 };
  expect(outcomesText(outcomes, "en")).toBe(
    "Your 9 comments: 2 locations to confirm, 1 adopted as proposed, 3 at the same text, 2 at changed text and 1 without their text.",
  );
});
