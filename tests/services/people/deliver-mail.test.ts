import { inspect } from "node:util";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { type Context, type Mail, MailError } from "../../../server/services/kernel/context.ts";
import { deliver, recordBounce, resumeNews, stoppedSince } from "../../../server/services/people/deliver-mail.ts";
import { queueMail, queueNews, sendDue } from "../../../server/services/people/mail-queue.ts";
import { createLink, signIn } from "../../../server/services/people/sign-in.ts";
import { unknownBrowser } from "../../../server/services/people/sessions.ts";
import { askToSignIn, confirmSignIn } from "../../../server/services/people/sign-in-by-mail.ts";
import { changePerson } from "../../../server/services/people/people.ts";
import { asActor, openForum } from "../../support/forum.ts";

const day = 24 * 60 * 60_000;
const to = "member@example.org";
/** The time of the tests as Message-IDs have it. */
const nowInId = (Date.UTC(2013, 1, 6, 9) / 1000).toString(36);
const mail: Mail = { to, person: "member", kind: "digest", language: "en", subject: "", text: "", html: "" };

/** A forum with a mail server that keeps what it takes, and answers the next message with `failure`. */
async function opened() {
  const sent: Mail[] = [];
  const state = { now: Date.UTC(2013, 1, 6, 9), failure: null as MailError | null };
  const { context: base } = await openForum();
  const context: Context = {
    ...base,
    now: () => new Date(state.now),
    sendMail: (one) => (state.failure ? Promise.reject(state.failure) : Promise.resolve(void sent.push(one))),
  };
  // The key of Message-IDs is made from the first private event.
  await signIn(context, asActor("public"), await createLink(context, { participant: "observer" }));
  await changePerson(context, asActor("secretariat"), { person: "member", email: to });
  const bounce = (more: Partial<Parameters<typeof recordBounce>[1]> = {}) => {
    const messageId = `<${sent.at(-1)?.id ?? ""}@example.org>`;
    return recordBounce(context, { messageId, addresses: [to], status: "5.1.1", answer: "550 No mailbox", ...more });
  };
  const stopped = async (id = "member"): Promise<boolean> =>
    context.store.read(async (reader) => {
      const person = await reader.get("participants", id);
      return person !== undefined && (await stoppedSince(reader, person)) !== null;
    });
  return { context, state, sent, bounce, stopped };
}

test("a permanent failure stops news to the address", async () => {
  const { context, bounce, stopped } = await opened();
  await deliver(context, mail);
  expect(await bounce()).toEqual({ result: "bounced", person: "member" });
  expect(await stopped()).toBe(true);
});

test("a temporary failure is listed, and stops nothing", async () => {
  const { context, bounce, stopped } = await opened();
  await deliver(context, mail);
  expect(await bounce({ status: "4.4.1" })).toEqual({ result: "delayed", person: "member" });
  expect(await stopped()).toBe(false);
  expect(await bounce()).toEqual({ result: "bounced", person: "member" });
});

test.each([
  ["a Message-ID of another forum", { messageId: `<abc.digest.${nowInId}.0123456789abcdefghijkl@example.org>` }],
  ["no Message-ID", { messageId: "" }],
  ["an address to which the message was not sent", { addresses: ["other@example.org"] }],
])("a report with %s stops nothing", async (_what, forged) => {
  const { context, bounce, stopped } = await opened();
  await changePerson(context, asActor("secretariat"), { person: "other", email: "other@example.org" });
  await deliver(context, mail);
  expect(await bounce(forged)).toEqual({ result: "unknown", person: null });
  expect([await stopped(), await stopped("other")]).toEqual([false, false]);
});

test("a report is about the recipient, also if others have the same address", async () => {
  const { context, bounce } = await opened();
  await context.store.transact(async (writer) => {
    await writer.put("participants", { ...(await writer.get("participants", "chair"))!, email: to });
    const [event] = await writer.events({ after: 0, limit: 1 });
    await writer.append(event!);
  });
  for (const person of ["member", "chair"]) {
    await deliver(context, { ...mail, person });
    expect(await bounce()).toEqual({ result: "bounced", person });
  }
});

test("a report counts for 30 days", async () => {
  const { context, state, bounce } = await opened();
  await deliver(context, mail);
  state.now += 30 * day + 1000;
  expect(await bounce()).toEqual({ result: "unknown", person: null });
});

test("the report of one message counts once, also after the address was confirmed", async () => {
  const { context, bounce, stopped } = await opened();
  await deliver(context, mail);
  await bounce();
  await context.store.transact((writer) => resumeNews(context, writer, "member"));
  expect(await stopped()).toBe(false);
  expect(await bounce()).toEqual({ result: "known", person: "member" });
  expect(await stopped()).toBe(false);
});

test("signing in by mail confirms the address", async () => {
  const { context, sent, bounce, stopped } = await opened();
  await deliver(context, mail);
  await bounce();
  const asked = await askToSignIn(context, asActor("public"), { email: to, browser: null });
  await asked.deliver();
  const token = /token=([\w-]+)/u.exec(sent.at(-1)?.text ?? "")?.[1];
  const confirmation = { request: asked.id, token, asker: asked.browser, browser: unknownBrowser };
  await confirmSignIn(context, asActor("public"), confirmation);
  expect(await stopped()).toBe(false);
});

test("another address of the person gets news again", async () => {
  const { context, bounce, stopped } = await opened();
  await deliver(context, mail);
  await bounce();
  await changePerson(context, asActor("secretariat"), { person: "member", email: "new@example.org" });
  expect(await stopped()).toBe(false);
});

test.each([
  ["550 5.1.1 No such user", true],
  ["550 5.7.1 Refused as spam", false],
])("a refusal with “%s” is listed with its reason, and stops news: %s", async (answer, stops) => {
  const { context, state, stopped } = await opened();
  state.failure = new MailError("refused", true, { cause: "refused", answer });
  await expect(deliver(context, mail)).rejects.toThrow(MailError);
  const rows = await context.store.read((reader) => reader.list("returnedMails"));
  expect(rows).toMatchObject([{ result: "refused", to, kind: "digest", answer, participantId: "member" }]);
  expect(await stopped()).toBe(stops);
});

test("messages about an account still go to an address that was stopped, and news do not", async () => {
  const { context, sent, bounce } = await opened();
  await deliver(context, mail);
  await bounce();
  sent.length = 0;
  await context.store.transact(async (writer) => {
    await queueMail(context, writer, { ...mail, kind: "new-device", subject: "New sign-in" });
    const at = context.now().toISOString();
    await queueNews(context, writer, { id: "member" }, { time: "digest", after: 0, upTo: 1, since: at, until: at });
  });
  await sendDue(context, () => Promise.resolve([{ item: null, mail: { ...mail, subject: "Digest" } }]));
  expect(sent.flatMap((one) => (one.to === to ? one.subject : []))).toEqual(["New sign-in"]);
});

test("the erasure of a person removes what did not reach them", async () => {
  const { context, bounce } = await opened();
  await deliver(context, mail);
  await bounce();
  await erasePerson(context, asActor("secretariat"), { person: "member", reason: "Court order 7." });
  expect(await context.store.read((reader) => reader.list("returnedMails"))).toEqual([]);
});

test("no log shows the answer of a mail server, which may repeat the address", () => {
  const error = new MailError("refused", true, { cause: "refused", answer: `550 ${to}` });
  const shown = [JSON.stringify(error), inspect(error), error.stack, error.message];
  expect(shown.join(" ")).not.toContain(to);
});
