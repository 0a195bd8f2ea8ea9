import { newsOf, withRead } from "../../../../client/reading/room/NewsTracker.tsx";
import type { ShownReply } from "../../../../server/core/contract/reply-operations.ts";
import type { Annotation } from "../../../../server/core/discuss/annotation.ts";
import { openline, placedAnnotation } from "../../placed-annotation.ts";

const [monday, tuesday, friday] = ["2013-02-04T10:00:00.000Z", "2013-02-05T10:00:00.000Z", "2013-02-08T10:00:00.000Z"];
const visit = { since: tuesday, read: {} };

/** A thread with replies by others, made at these times. */
function thread(
  at: string,
  replies: readonly (Partial<ShownReply> & { createdAt: string })[],
  more?: Partial<Annotation>,
) {
  return {
    ...placedAnnotation("one", { createdAt: at, submittedAt: at, ...more }),
    replies: replies.map((reply) => ({ standing: "open", speaker: openline, ...reply }) as ShownReply),
  };
}

test("an annotation submitted since the last visit is new, with all its replies", () => {
  expect(newsOf(thread(friday, [{ createdAt: friday }]), "me", visit)).toBe(0);
});

test("a draft from before the last visit that was submitted since is new", () => {
  expect(newsOf(thread(monday, [], { submittedAt: friday }), "me", visit)).toBe(0);
});

test("counts the replies since the last visit", () => {
  const replies = [{ createdAt: tuesday }, { createdAt: friday }, { createdAt: friday }];
  expect(newsOf(thread(monday, replies), "me", visit)).toBe(2);
});

test("what was there at the last visit is no news", () => {
  expect(newsOf(thread(monday, [{ createdAt: tuesday }]), "me", visit)).toBeNull();
});

test("a person's own comments and replies are no news", () => {
  const own = openline.participantId;
  expect(newsOf(thread(friday, [{ createdAt: friday }]), own, visit)).toBeNull();
});

test("withdrawn text is no news", () => {
  const replies = [{ createdAt: friday, standing: "withdrawn" as const }];
  expect(newsOf(thread(friday, replies, { standing: "withdrawn" }), "me", visit)).toBeNull();
});

test("a thread is no news once it was opened, until somebody replies again", () => {
  const placed = thread(friday, [{ createdAt: friday }]);
  const read = withRead(visit, placed, "me");
  expect(newsOf(placed, "me", read)).toBeNull();
  const later = { createdAt: "2013-02-09T10:00:00.000Z" };
  expect(newsOf(thread(friday, [{ createdAt: friday }, later]), "me", read)).toBe(1);
});

test("one's own reply, dated by a fast clock, hides no later reply", () => {
  const own = { createdAt: "2031-01-01T00:00:00.000Z", speaker: { ...openline, participantId: "me" } };
  const read = withRead(visit, thread(friday, [own]), "me");
  expect(newsOf(thread(friday, [own, { createdAt: "2013-02-09T10:00:00.000Z" }]), "me", read)).toBe(1);
});
