import fc from "fast-check";
import { setClearance } from "../../../server/services/annotations/clearance.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { markNotifications } from "../../../server/services/inbox/notifications.ts";
import { getMailChoices, setMailChoices } from "../../../server/services/mailing/choices.ts";
import { followMailings } from "../../../server/services/mailing/follow-mailings.ts";
import { writeNews } from "../../../server/services/mailing/write-news.ts";
import { followMails } from "../../../server/services/people/mail-queue.ts";
import { stopMails } from "../../../server/services/mailing/stop-mails.ts";
import { changeDesk, releaseDecisions, undoDesk } from "../../../server/services/desk/desk-entry.ts";
import { deactivatePerson } from "../../../server/services/people/people.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { asActor, secondDraft, uuid } from "../../support/forum.ts";
import { replaceFew } from "../../support/annotated-drafts.ts";
import { stopLinkOf } from "../../support/mailing.ts";
import { day, hour, MailedForum, minute } from "./mailed-forum.ts";
import { drafts, rewritten } from "../../support/settled-drafts.ts";

const member = asActor("member");

describe("by default", () => {
  test("a mention is mailed once the time to undo it is over, with its text and a link to it", async () => {
    const mailed = await MailedForum.open();
    await mailed.forum.comment("other", { text: "What does @The member think?" });
    await mailed.pass(minute);
    expect(mailed.to("member")).toEqual([]);
    await mailed.pass(minute);
    const [mail] = mailed.to("member");
    expect(mail?.text).toContain("mentioned you");
    expect(mail?.text).toContain("  > What does @The member think?");
    expect(mail?.text).toContain(`?note=${uuid(1)}`);
    expect(mail?.text).toContain("You are mentioned, so");
  });

  test("a reply is in the digest of the next morning, and in no other mail", async () => {
    const mailed = await MailedForum.open();
    const text = await mailed.reply();
    await mailed.pass(hour);
    expect(mailed.to("member")).toEqual([]);
    for (let days = 0; days < 3; days += 1) await mailed.pass(day);
    expect(mailed.to("member").map((mail) => mail.text.includes(text))).toEqual([true]);
  });

  test("a reply in a digest names the comment that it answers by its first words", async () => {
    const mailed = await MailedForum.open();
    await mailed.forum.comment("member", { id: uuid(1), text: `Clarify this. ${"Why? ".repeat(20)}` });
    const reply = { annotation: uuid(1), id: uuid(2), text: "Agreed.", position: null };
    await createReply(mailed.context, asActor("other"), reply);
    await mailed.pass(2 * day);
    expect(mailed.to("member")[0]?.text).toMatch(/> Agreed\.\n\n {2}About “Clarify this\. (?:Why\? ){8}Why\?…”$/mu);
  });

  test("a day's new comments to decide make a digest for the secretariat, and older ones alone do not", async () => {
    const mailed = await MailedForum.open();
    await mailed.pass(minute);
    await mailed.forum.comment("member", { id: uuid(1) });
    await mailed.pass(2 * day);
    const [digest, ...others] = mailed.to("secretariat");
    expect(digest?.text).toMatch(/^\* 1 comment .*\n {2}http.*\/desk/mu);
    expect(others).toEqual([]);
  });

  test("nobody gets a mail about what they did themselves", async () => {
    const mailed = await MailedForum.open();
    await mailed.reply({ by: "member" });
    await mailed.pass(2 * day);
    expect(mailed.to("member")).toEqual([]);
  });

  test("what was read on the page is not mailed", async () => {
    const mailed = await MailedForum.open();
    await mailed.reply();
    await markNotifications(mailed.context, member, { state: "read" });
    await mailed.pass(2 * day);
    expect(mailed.to("member")).toEqual([]);
  });

  test("a comment that is withdrawn within the time to undo it is mailed to nobody", async () => {
    const mailed = await MailedForum.open();
    const { annotation } = await mailed.forum.comment("other", { text: "Hello @The member" });
    await withdrawAnnotation(mailed.context, asActor("other"), {
      annotation: annotation.id,
      reason: "",
    });
    await mailed.pass(hour);
    expect(mailed.to("member").map(({ text }) => text.includes("Hello"))).not.toContain(true);
  });
});

test("a mail about a proposal marks its changes", async () => {
  const mailed = await MailedForum.open();
  await setMailChoices(mailed.context, member, { times: [{ kind: "reply", time: "at-once" }] });
  await mailed.forum.comment("member", { ...replaceFew, id: uuid(1) });
  const reply = { annotation: uuid(1), id: uuid(2), text: "Why?", position: null };
  await createReply(mailed.context, asActor("other"), reply);
  await mailed.pass(hour);
  const [mail] = mailed.to("member");
  expect(mail?.text).toContain("that [-few-]{+not all+} are able");
  expect(mail?.html).toContain("<del>few</del> <ins>not all</ins>");
});

describe("texts that not every member may read", () => {
  test("a request to clear leads to the text, and does not have it", async () => {
    const mailed = await MailedForum.open();
    const text = "Not cleared yet.";
    await setClearance(mailed.context, asActor("coordinator"), { organisation: "north", clearance: "coordinator" });
    await mailed.forum.comment("member", { text, capacity: "organisation", visibility: "submitted" });
    await mailed.pass(hour);
    const [mail] = mailed.to("coordinator");
    expect(mail?.text).toContain("asks you to clear this");
    expect(`${mail?.subject ?? ""}${mail?.text ?? ""}${mail?.html ?? ""}`).not.toContain(text);
  });

  test("a mention in a blind consultation is not mailed with its text", async () => {
    const mailed = await MailedForum.open();
    const period = { opensAt: "2013-02-01T00:00:00.000Z", closesAt: "2013-03-01T00:00:00.000Z", blind: true };
    await setConsultation(mailed.context, asActor("secretariat"), { version: "opinion-5@1", revision: 0, ...period });
    await mailed.forum.comment("other", { text: "Sealed, @The member." });
    await mailed.pass(hour);
    expect(JSON.stringify(mailed.to("member"))).not.toContain("Sealed");
  });
});

describe("choices", () => {
  test("each kind has its default until another is chosen, and again after a reset", async () => {
    const { context } = await MailedForum.open();
    const timeOf = async (): Promise<string | undefined> =>
      (await getMailChoices(context, member)).times.find(({ kind }) => kind === "reply")?.time;
    expect(await timeOf()).toBe("digest");
    await setMailChoices(context, member, { times: [{ kind: "reply", time: "at-once" }] });
    expect(await timeOf()).toBe("at-once");
    await setMailChoices(context, member, { times: [{ kind: "reply", time: null }] });
    expect(await timeOf()).toBe("digest");
  });

  test("deadlines cannot be mailed at once", async () => {
    const { context } = await MailedForum.open();
    const choice = setMailChoices(context, member, { times: [{ kind: "closing-soon", time: "at-once" }] });
    await expect(choice).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("followers who chose a new draft at once get it within minutes, others in the digest", async () => {
    const mailed = await MailedForum.open();
    for (const person of ["member", "other"]) await mailed.forum.comment(person, { id: uuid(person.length) });
    await setMailChoices(mailed.context, member, { times: [{ kind: "new-draft", time: "at-once" }] });
    await mailed.forum.publish("2", secondDraft, { date: "2013-02-07" });
    await mailed.pass(5 * minute);
    expect([mailed.to("member").length, mailed.to("other").length]).toEqual([1, 0]);
    await mailed.pass(day);
    expect([mailed.to("member").length, mailed.to("other").length]).toEqual([1, 1]);
  });

  test("a digest shows the outcomes of comments as part of the news of a draft", async () => {
    const mailed = await MailedForum.open();
    await mailed.forum.comment("member", { id: uuid(1) });
    await mailed.forum.publish("2", secondDraft, { date: "2013-02-07" });
    await mailed.pass(day);
    expect(mailed.to("member")[0]?.text).toMatch(/^\* .* is published\..*\n {2}http.*\n\n {2}Your comment: 1 at /mu);
  });

  test("a digest leads to where a likely location is confirmed", async () => {
    const mailed = await MailedForum.open();
    await mailed.forum.publish("2", drafts[0]!, { date: "2013-02-07" });
    await mailed.forum.comment("member", { id: uuid(1), targets: [rewritten], version: "opinion-5@2" });
    await mailed.forum.publish("3", drafts[1]!, { date: "2013-02-08" });
    await mailed.pass(day);
    expect(mailed.to("member")[0]?.text).toMatch(
      /1 location to confirm.*\n\n\* Confirm the location *\n {2}http.*\/inbox$/mu,
    );
  });

  test("nothing is mailed of a kind that is unwanted by the time of the digest", async () => {
    const mailed = await MailedForum.open();
    await mailed.reply();
    await setMailChoices(mailed.context, member, { times: [{ kind: "reply", time: "never" }] });
    await mailed.pass(2 * day);
    expect(mailed.to("member")).toEqual([]);
  });
});

describe("links that end mails", () => {
  test("a link ends its own kind only", async () => {
    const mailed = await MailedForum.open();
    await stopMails(
      mailed.context,
      asActor("public"),
      await stopLinkOf(mailed.context, { person: "member", kind: "reply" }),
    );
    await mailed.reply();
    await mailed.forum.comment("other", { id: uuid(500), text: "For @The member" });
    await mailed.pass(2 * day);
    expect(mailed.to("member").map(({ text }) => text.includes("mentioned you"))).toEqual([true]);
  });

  test("the token of one kind ends no other kind, and of no other person", async () => {
    const { context } = await MailedForum.open();
    const link = await stopLinkOf(context, { person: "member", kind: "reply" });
    for (const other of [{ kind: "mention" }, { kind: "digest" }, { person: "other" }] as const)
      await expect(stopMails(context, asActor("public"), { ...link, ...other })).rejects.toMatchObject({
        code: "link-not-valid",
      });
  });

  test("digests that begin again have nothing from the time without them", async () => {
    const mailed = await MailedForum.open();
    const { digest } = await getMailChoices(mailed.context, member);
    await stopMails(
      mailed.context,
      asActor("public"),
      await stopLinkOf(mailed.context, { person: "member", kind: "digest" }),
    );
    const missed = await mailed.reply();
    await mailed.pass(2 * day);
    await setMailChoices(mailed.context, member, { times: [], digest });
    const later = await mailed.reply();
    await mailed.pass(day);
    expect(mailed.to("member").map(({ text }) => [text.includes(missed), text.includes(later)])).toEqual([
      [false, true],
    ]);
  });
});

test("an erased person gets no mail about what happened before", async () => {
  const mailed = await MailedForum.open();
  await mailed.reply();
  await erasePerson(mailed.context, asActor("secretariat"), { person: "member", reason: "Asked to be." });
  await mailed.pass(2 * day);
  expect(mailed.to("member")).toEqual([]);
});

test("a deactivated person gets no mail, and later no old news", async () => {
  const mailed = await MailedForum.open();
  await mailed.reply();
  await deactivatePerson(mailed.context, asActor("secretariat"), { person: "member" });
  await mailed.pass(2 * day);
  expect(mailed.to("member")).toEqual([]);
});

test("each of many threads is mailed at once, also after hours without a server", async () => {
  const mailed = await MailedForum.open();
  await setMailChoices(mailed.context, member, { times: [{ kind: "reply", time: "at-once" }] });
  for (let number = 0; number < 35; number += 1) await mailed.reply();
  await mailed.pass(hour);
  expect(mailed.to("member")).toHaveLength(35);
});

test("without a mail server, no news is written to files", async () => {
  const mailed = await MailedForum.open();
  Object.assign(mailed.context, { mailReaches: false });
  await mailed.reply();
  await mailed.pass(2 * day);
  expect(mailed.to("member")).toEqual([]);
});

/** Releases decisions on 12 comments, 5 of them the member's. Returns the named comments as they are then. */
async function release({ context, forum }: MailedForum): Promise<{ annotation: string; revision: number }[]> {
  await setMailChoices(context, member, { times: [{ kind: "decision", time: "at-once" }] });
  const ids = Array.from({ length: 12 }, (_, index) => uuid(index + 1));
  for (const [index, id] of ids.entries()) await forum.comment(index < 5 ? "member" : "other", { id });
  const items = (revision: number) => ids.map((annotation) => ({ annotation, revision }));
  const prepared = { outcome: "not-accepted", reason: "Agreed before.", mergedWith: null, shownIn: null } as const;
  await changeDesk(context, asActor("chair"), { items: items(0), change: { prepared } }, null);
  await releaseDecisions(context, asActor("chair"), { items: items(1) }, null);
  return items(2);
}

const outcomesIn = (text = ""): number => text.split("Decision: not accepted").length - 1;

test("decisions that are released together are in one mail for each person", async () => {
  const mailed = await MailedForum.open();
  await release(mailed);
  await mailed.pass(hour);
  expect(mailed.to("member").map(({ subject, text }) => [subject, outcomesIn(text)])).toEqual([
    ["[Forum] 5 decisions", 5],
  ]);
});

test("released decisions are in one mail beside another, also if servers end", async () => {
  const mailed = await MailedForum.open();
  await release(mailed);
  await mailed.forum.comment("other", { id: uuid(20), text: "For @The member" });
  mailed.lostAnswers = 2;
  await mailed.pass(5 * minute);
  mailed.restart(0);
  await mailed.pass(hour);
  const byId = new Map(mailed.to("member").map(({ id, text }) => [id, outcomesIn(text)]));
  expect([...byId.values()].sort()).toEqual([0, 5]);
  expect(mailed.to("member")).toHaveLength(4);
});

test("decisions that are undone within the time to undo them are mailed to nobody", async () => {
  const mailed = await MailedForum.open();
  await undoDesk(mailed.context, asActor("chair"), { items: await release(mailed) }, null);
  await mailed.pass(hour);
  expect(mailed.to("member")).toEqual([]);
});

test("decisions that are undone after they were mailed are in one more mail", async () => {
  const mailed = await MailedForum.open();
  const items = await release(mailed);
  await setMailChoices(mailed.context, member, { times: [{ kind: "decision-revoked", time: "at-once" }] });
  await mailed.pass(hour);
  await undoDesk(mailed.context, asActor("chair"), { items }, null);
  await mailed.pass(hour);
  const revoked = (text = ""): number => text.split("revoked the decision").length - 1;
  expect(mailed.to("member").map(({ subject, text }) => [subject, revoked(text)])).toEqual([
    ["[Forum] 5 decisions", 0],
    ["[Forum] 5 revoked decisions", 5],
  ]);
});

test("later mails on a thread are shown with the first", async () => {
  const mailed = await MailedForum.open();
  await setMailChoices(mailed.context, member, { times: [{ kind: "reply", time: "at-once" }] });
  await mailed.reply();
  await mailed.pass(hour);
  const reply = { annotation: uuid(1), id: uuid(2000), text: "And more.", position: null };
  await createReply(mailed.context, asActor("coordinator"), reply);
  await mailed.pass(hour);
  const [first, second] = mailed.to("member");
  expect(second?.text).toContain("And more.");
  expect(second?.text).not.toContain("Reply number");
  expect([second?.topic, second?.subject]).toEqual([first?.topic, first?.subject]);
});

test("a running server sends what is due, although nothing happens", async () => {
  const mailed = await MailedForum.open();
  const text = await mailed.reply();
  await mailed.run();
  mailed.now += day;
  const unexpected = (error: unknown): never => {
    throw error;
  };
  const mails = followMails(mailed.context, (news) => writeNews(mailed.context, news), unexpected);
  const mailings = followMailings(mailed.context, { queued: mails.wake, failed: unexpected });
  while (mailed.to("member").length === 0) await new Promise(setImmediate);
  await Promise.all([mailings.end(), mails.end()]);
  expect(mailed.to("member")[0]?.text).toContain(text);
});

describe("whatever happens between", () => {
  const acts = fc.oneof(
    { weight: 4, arbitrary: fc.constant({ act: "reply" } as const) },
    { weight: 3, arbitrary: fc.record({ act: fc.constant("pass" as const), hours: fc.integer({ min: 1, max: 50 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constant("choose" as const), time: fc.constantFrom("at-once", "digest", null) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constant("digest" as const),
        every: fc.constantFrom("day", "week"),
        hour: fc.integer({ min: 0, max: 23 }),
        timeZone: fc.constantFrom("Europe/Zurich", "America/New_York", null),
      }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constant("kill" as const), server: fc.constantFrom(0, 1) }) },
    { weight: 2, arbitrary: fc.constant({ act: "lose-answer" } as const) },
  );

  test("each event is in exactly one mail, and a mail repeats only with the same id", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 16 }), async (script) => {
        const mailed = await MailedForum.open({ timeZone: "Europe/Zurich" });
        // Clocks in Zurich are set forward on 31 March 2013, and in New York on 10 March.
        mailed.now = Date.UTC(2013, 2, 8, 9);
        const replies: string[] = [];
        for (const step of script) {
          if (step.act === "reply") replies.push(await mailed.reply());
          else if (step.act === "pass") await mailed.pass(step.hours * hour);
          else if (step.act === "lose-answer") mailed.lostAnswers += 1;
          else if (step.act === "choose")
            await setMailChoices(mailed.context, member, { times: [{ kind: "reply", time: step.time }] });
          else if (step.act === "digest") {
            const { every, hour: at, timeZone } = step;
            const digest = { every: every as never, weekday: 3, hour: at, timeZone };
            await setMailChoices(mailed.context, member, { times: [], digest });
          } else {
            mailed.restart(step.server);
            await mailed.run(step.server);
          }
        }
        for (let days = 0; days < 9; days += 1) await mailed.pass(day);
        const byId = new Map(mailed.to("member").map((mail) => [mail.id, mail]));
        const inMails = replies.map((text) => [...byId.values()].filter((mail) => mail.text.includes(text)).length);
        expect(inMails).toEqual(replies.map(() => 1));
      }),
      { numRuns: 30 },
    );
  });
});
