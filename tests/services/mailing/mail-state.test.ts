import { changeForum } from "../../../server/services/forum/forum-settings.ts";
import { MailError } from "../../../server/services/kernel/context.ts";
import { removeExpired } from "../../../server/services/kernel/passing.ts";
import { getMailChoices } from "../../../server/services/mailing/choices.ts";
import {
  discardMail,
  getMailState,
  mailLoad,
  resumeMails,
  resumeOwnMails,
  retryMail,
  sendTestMail,
} from "../../../server/services/mailing/mail-state.ts";
import { deliver } from "../../../server/services/people/deliver-mail.ts";
import { getPeople } from "../../../server/services/people/people.ts";
import { queueMail, sendDue } from "../../../server/services/people/mail-queue.ts";
import { asActor } from "../../support/forum.ts";
import { waitingMail } from "../../support/mailing.ts";
import { hour, MailedForum, minute } from "./mailed-forum.ts";

const secretariat = asActor("secretariat");
const mail = { to: "member@example.org", person: "member", language: "en", subject: "New", text: "", html: "" };
const busy = new MailError("refused", false, { cause: "refused", answer: "450 4.2.1 Busy" });
const unknown = new MailError("refused", true, { cause: "refused", answer: "550 5.1.1 Unknown" });

/** A forum with a message about an account that waits because the mail server refused it for now. */
async function opened() {
  const mailed = await MailedForum.open();
  const { context } = mailed;
  const failing = (error: MailError) => ({ ...context, sendMail: () => Promise.reject(error) });
  await context.store.transact((writer) => queueMail(context, writer, { ...mail, kind: "new-device" }));
  await sendDue(failing(busy));
  const state = () => getMailState(context, secretariat);
  return { mailed, context, failing, state };
}

test("lists waiting messages with kind, recipient, attempts and last failure", async () => {
  const { mailed, state } = await opened();
  mailed.now += 3 * minute;
  const { queue } = await state();
  expect(queue).toMatchObject({ count: 1, oldestAt: "2013-02-06T09:00:00.000Z" });
  expect(queue.items).toMatchObject([
    {
      ...{ kind: "new-device", to: mail.to, person: { id: "member" }, tries: 1, isSending: false },
      ...{ nextAt: "2013-02-06T09:01:00.000Z", fault: { cause: "refused", answer: "450 4.2.1 Busy" } },
    },
  ]);
});

test("lists a message that the mail server refused for now for 5 days", async () => {
  const { mailed, failing, state } = await opened();
  for (let tries = 0; tries < 40; tries += 1) {
    mailed.now += 3 * hour;
    await sendDue(failing(busy));
  }
  const { queue, refused } = await state();
  expect(queue.count).toBe(0);
  expect(refused.items).toMatchObject([{ to: mail.to, answer: "450 4.2.1 Busy", stopsNews: false }]);
});

describe("while the mail server cannot be reached", () => {
  const away = new MailError("unreachable", false, { cause: "connection", answer: null });

  test("a message waits for weeks, and is sent then", async () => {
    const { mailed, context, failing, state } = await opened();
    for (let days = 0; days < 29; days += 1) {
      mailed.now += 24 * hour;
      await sendDue(failing(away));
      await context.store.transact((writer) => removeExpired(writer, context.now()));
    }
    expect((await state()).queue).toMatchObject({ count: 1, oldestAt: "2013-02-06T09:00:00.000Z" });
    mailed.now += 3 * hour;
    await sendDue(context);
    expect(mailed.to("member").map(({ subject }) => subject)).toEqual(["New"]);
  });

  test("a message of an earlier version is given up after its 5 days, and listed", async () => {
    const { mailed, context, failing, state } = await opened();
    await context.store.transact(async (writer) => {
      for (const { queuedAt, ...row } of await writer.list("mails"))
        await writer.put("mails", {
          ...row,
          expiresAt: new Date(Date.parse(queuedAt ?? "") + 5 * 24 * hour).toISOString(),
        });
    });
    expect((await state()).queue.oldestAt).toBe("2013-02-06T09:00:00.000Z");
    for (let tries = 0; tries < 40; tries += 1) {
      mailed.now += 3 * hour;
      await sendDue(failing(away));
    }
    expect((await state()).refused.items).toMatchObject([{ to: mail.to, answer: "" }]);
  });
});

test("counts messages that wait and that did not arrive, for metrics", async () => {
  const { mailed, context, failing } = await opened();
  mailed.now += 3 * minute;
  await deliver({ ...context, ...failing(unknown) }, mail).catch(() => undefined);
  expect(await mailLoad(context)).toEqual({ waiting: 1, oldest: 180, refused: 1, bounced: 0, delayed: 0 });
});

test("sends a waiting message at once", async () => {
  const { mailed, context, state } = await opened();
  const [row] = (await state()).queue.items;
  expect(await retryMail(context, secretariat, { mail: row?.id ?? "" })).toEqual({ fault: null });
  expect(mailed.to("member").map(({ subject }) => subject)).toEqual(["New"]);
  expect((await state()).queue).toEqual({ count: 0, oldestAt: null, items: [] });
});

test("a message that is refused for good on a retry moves to the refused ones", async () => {
  const { context, failing, state } = await opened();
  const [row] = (await state()).queue.items;
  const { fault } = await retryMail({ ...context, ...failing(unknown) }, secretariat, { mail: row?.id ?? "" });
  expect(fault).toEqual({ cause: "refused", answer: "550 5.1.1 Unknown" });
  const { queue, refused } = await state();
  expect([queue.count, refused.count]).toEqual([0, 1]);
  expect(refused.items).toMatchObject([{ kind: "new-device", to: mail.to, answer: "550 5.1.1 Unknown" }]);
});

test("does not send a message twice that a server is sending", async () => {
  const { mailed, context, state } = await opened();
  const [row] = (await state()).queue.items;
  mailed.now += minute;
  let answer = (): void => undefined;
  const slow = { ...context, sendMail: () => new Promise<void>((resolve) => (answer = resolve)) };
  const sending = sendDue(slow);
  while (!(await state()).queue.items[0]?.isSending) await new Promise(setImmediate);
  await retryMail(context, secretariat, { mail: row?.id ?? "" });
  expect(mailed.to("member")).toEqual([]);
  answer();
  await sending;
});

test("discards news, and no message about an account", async () => {
  const { context, state } = await opened();
  const [row] = (await state()).queue.items;
  await discardMail(context, secretariat, { mail: await waitingMail(context) });
  expect((await state()).queue.count).toBe(1);
  await expect(discardMail(context, secretariat, { mail: row?.id ?? "" })).rejects.toMatchObject({
    code: "not-allowed",
  });
});

test("a test message goes to the one who asks, and returns the mail server's answer", async () => {
  const { context, failing } = await opened();
  const asked: string[] = [];
  const answering = {
    ...context,
    sendMail: ({ to }: { to: string }, accepted?: (text: string) => void) => {
      asked.push(to);
      accepted?.("250 OK");
      return Promise.resolve();
    },
  };
  const to = "secretariat@example.org";
  expect(await sendTestMail(answering, secretariat)).toEqual({ to, answer: "250 OK", fault: null });
  expect(asked).toEqual([to]);
  const down = new MailError("unreachable", false, { cause: "login", answer: "535 No" });
  const fault = { cause: "login", answer: "535 No" };
  expect(await sendTestMail(failing(down), secretariat)).toEqual({ to, answer: null, fault });
});

test("a person and the people page learn that messages came back, and both can resume", async () => {
  const { context, failing } = await opened();
  const stopped = async () => [
    (await getMailChoices(context, asActor("member"))).stoppedAt,
    (await getPeople(context, secretariat, { search: "member", state: "all", size: 50 })).items.find(
      ({ id }) => id === "member",
    )?.mailStoppedAt,
  ];
  const refuse = () => deliver({ ...context, ...failing(unknown) }, { ...mail, kind: "news" }).catch(() => undefined);
  await refuse();
  expect(await stopped()).toEqual(["2013-02-06T09:00:00.000Z", "2013-02-06T09:00:00.000Z"]);
  await resumeOwnMails(context, asActor("member"));
  expect(await stopped()).toEqual([null, null]);
  await refuse();
  await resumeMails(context, secretariat, { person: "member" });
  expect(await stopped()).toEqual([null, null]);
});

test("the forum's name, address for replies and text are in an invitation", async () => {
  const { context, state } = await opened();
  const before = (await state()).invitation.text;
  expect(before).toContain("Nobody reads replies.");
  const chosen = { senderName: "Team", replyTo: "team@example.org", mailText: "Welcome.\n\nTake part by May." };
  await changeForum({ ...context }, secretariat, chosen);
  Object.assign(context, { mailServer: { url: null, sender: "Rapporteur <no-reply@example.org>" } });
  const { sender, invitation } = await state();
  expect(sender).toBe("Team <no-reply@example.org>");
  expect(invitation.text).toMatch(/^Dear The secretariat,\n\nWelcome\.\n\nTake part by May\.\n\nThe secretariat inv/u);
  expect(invitation.text).toContain("Replies go to team@example.org.");
});
