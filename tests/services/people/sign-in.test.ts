import type { ListedPerson } from "../../../server/core/contract/people-operations.ts";
import { createContext } from "../../../server/services/create-context.ts";
import { setUpForum } from "../../../server/services/forum/set-up.ts";
import { type Context, type Mail, MailError } from "../../../server/services/kernel/context.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import { getMe } from "../../../server/services/people/participant.ts";
import { addPerson, getPeople } from "../../../server/services/people/people.ts";
import { sessionEvent } from "../../../server/services/people/sessions.ts";
import { createLink, invite, resolveSession, signIn, signOut } from "../../../server/services/people/sign-in.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { asActor, openForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const nobody = asActor("public");

/** Returns the same context, this many days later. */
function inDays(context: Context, days: number): Context {
  return { ...context, now: () => new Date(Date.UTC(2013, 1, 6 + days, 12)) };
}

/** Opens a forum whose messages reach people, and keeps them. */
async function openMailed(): Promise<{ context: Context; sent: Mail[] }> {
  const sent: Mail[] = [];
  const sendMail = (mail: Mail): Promise<void> => Promise.resolve(void sent.push(mail));
  return { context: { ...(await openForum()).context, sendMail, mailReaches: true }, sent };
}

const listedInvitation = async (context: Context): Promise<ListedPerson["invitation"] | undefined> =>
  (await getPeople(context, secretariat, { state: "active", size: 100 })).items.find(({ id }) => id === "member")
    ?.invitation;

describe("invite", () => {
  test.each([
    ["public", "not-signed-in"],
    ["chair", "not-allowed"],
    ["coordinator", "not-allowed"],
  ])("rejects the %s: %s", async (who, code) => {
    const { context } = await openForum();
    await expect(invite(context, asActor(who), { participant: "member" })).rejects.toMatchObject({ code });
  });

  test("does not find an unknown participant", async () => {
    const { context } = await openForum();
    await expect(invite(context, secretariat, { participant: "x" })).rejects.toMatchObject({ code: "not-found" });
  });

  test.each([
    ["the server sends no mail", "member", false],
    ["the person has no address", "nobody", true],
  ])("shows the secretariat no link if %s, and makes none", async (_why, participant, mailReaches) => {
    const context = { ...(await openMailed()).context, mailReaches };
    const fields = { name: "Nobody", email: null, organisationId: null, role: "observer" } as const;
    await addPerson(context, secretariat, { ...fields, id: "nobody" });
    await expect(invite(context, secretariat, { participant })).rejects.toMatchObject({
      code: "link-not-mailed",
      params: { participant },
    });
    expect(await context.store.read((reader) => reader.list("invitations"))).toEqual([]);
  });

  test("the operator's link is valid for a week, and its token is never stored", async () => {
    const { context } = await openForum();
    const { token, path, expiresAt, mail } = await invite(context, programActor, { participant: "member" });
    expect([path, mail]).toEqual([`/sign-in?token=${String(token)}`, "none"]);
    expect(token?.length).toBeGreaterThanOrEqual(22);
    expect(expiresAt.slice(0, 10)).toBe("2013-02-13");
    const kept = await context.store.read(async (reader) => [
      await reader.list("invitations"),
      await reader.events({ after: 0, limit: 100 }),
    ]);
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  test("with a mail server, the link goes to its owner and the secretariat does not see it", async () => {
    const { context, sent } = await openMailed();
    const answer = await invite(context, secretariat, { participant: "member" });
    expect(answer).toMatchObject({ token: null, path: null, mail: "sent" });
    expect(sent).toMatchObject([{ to: "member@example.org", subject: "Your invitation to Forum" }]);
    const token = /#invitation=(?<token>[\w-]+)/u.exec(sent[0]?.text ?? "")?.[1] ?? "";
    expect((await signIn(context, nobody, { token })).me.participant?.id).toBe("member");
  });

  test.each([
    [new MailError("refused"), "refused"],
    [new MailError("unreachable"), "unreachable"],
    [new Error("down"), "unreachable"],
  ])("says why the invitation was not sent, and still hands nothing over: %s", async (error, reason) => {
    const { context } = await openMailed();
    const down = { ...context, sendMail: () => Promise.reject(error) };
    expect(await invite(down, secretariat, { participant: "member" })).toMatchObject({
      token: null,
      path: null,
      mail: "failed",
      reason,
    });
  });

  test.each<[string, Partial<Context>, number, object]>([
    ["that was sent", {}, 0, { state: "sent", reason: null }],
    [
      "that the mail server refused",
      { sendMail: () => Promise.reject(new MailError("refused")) },
      0,
      { state: "not-sent", reason: "refused" },
    ],
    ["that is no longer valid", {}, 8, { state: "expired", reason: null }],
  ])("the list of people shows an invitation %s", async (_what, change, days, expected) => {
    const { context } = await openMailed();
    expect(await listedInvitation(context)).toBeNull();
    await invite({ ...inDays(context, 0), ...change }, secretariat, { participant: "member" });
    expect(await listedInvitation(inDays(context, days))).toMatchObject(expected);
  });

  test("the list of people shows an invitation as used after the first sign-in", async () => {
    const { context } = await openMailed();
    const link = await createLink(context, { participant: "member" });
    expect(await listedInvitation(context)).toMatchObject({ state: "made" });
    await signIn(context, nobody, link);
    expect(await listedInvitation(context)).toMatchObject({ state: "used" });
  });

  test("rejects an account that has been used, also by its events of earlier versions", async () => {
    for (const { context } of [await openForum(), await openMailed()]) {
      await signIn(context, nobody, await createLink(context, { participant: "member" }));
      const again = (): Promise<unknown> => invite(context, secretariat, { participant: "member" });
      await expect(again()).rejects.toMatchObject({ code: "account-in-use" });
      await context.store.transact(async (writer) => {
        await writer.remove("accounts", "member");
        for (const session of await writer.list("sessions")) await writer.remove("sessions", session.id);
        await writer.append(sessionEvent({ id: "chair", organisationId: null }, { at: "", kind: "signed-out" }));
      });
      await expect(again()).rejects.toMatchObject({ code: "account-in-use" });
    }
  });
});

describe("createLink", () => {
  test("recovers a used account from the command line, and tells its owner", async () => {
    const { context, sent } = await openMailed();
    const first = await createLink(context, { participant: "member" });
    await first.tellOwner();
    expect(sent).toEqual([]);
    const { tellOwner: tellOfSignIn } = await signIn(context, nobody, first);
    await tellOfSignIn();
    expect(sent.splice(0)).toMatchObject([{ subject: "New sign-in to Forum" }]);
    const { token, tellOwner } = await createLink(context, { participant: "member" });
    await tellOwner();
    expect(sent).toMatchObject([{ to: "member@example.org", subject: "A sign-in link for your account at Forum" }]);
    expect(sent[0]?.text).not.toContain(token);
  });
});

describe("signIn", () => {
  test("rejects an unknown, used or expired link", async () => {
    const { context } = await openForum();
    const { token } = await createLink(context, { participant: "member" });
    await expect(signIn(context, nobody, { token: "x".repeat(43) })).rejects.toMatchObject({ code: "link-not-valid" });
    await expect(signIn(inDays(context, 8), nobody, { token })).rejects.toMatchObject({ code: "link-not-valid" });
    await signIn(context, nobody, { token });
    await expect(signIn(context, nobody, { token })).rejects.toMatchObject({ code: "link-not-valid" });
  });

  test("only one of two simultaneous uses of a link succeeds", async () => {
    const { context } = await openForum();
    const { token } = await createLink(context, { participant: "member" });
    const both = await Promise.allSettled([signIn(context, nobody, { token }), signIn(context, nobody, { token })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("a session lasts until sign-out, 14 days without use, or 90 days", async () => {
    const { context } = await openForum();
    const { token } = await createLink(context, { participant: "member" });
    const { me, session, expiresAt } = await signIn(context, nobody, { token });
    expect(me).toMatchObject({ participant: { id: "member" }, organisation: { id: "north" }, role: "member" });
    expect(expiresAt.slice(0, 10)).toBe("2013-05-07");
    expect(await resolveSession(inDays(context, 13), session)).toEqual(asActor("member"));
    expect(await resolveSession(inDays(context, 15), session)).toEqual(nobody);
    await signOut(context, asActor("member"), { session });
    expect(await resolveSession(context, session)).toEqual(nobody);
    await signOut(context, nobody, { session });
  });

  test("records signing in and out as events", async () => {
    const { context } = await openForum();
    const { token } = await createLink(context, { participant: "member" });
    const { session } = await signIn(context, nobody, { token });
    await signOut(context, asActor("member"), { session });
    const events = await context.store.read((reader) => reader.events({ after: 2, limit: 10 }));
    expect(events.map(({ kind, actor, documentId }) => [kind, actor, documentId])).toEqual([
      ["invitation-made", null, null],
      ["signed-in", "member", null],
      ["signed-out", "member", null],
    ]);
  });
});

describe("resolveSession and getMe", () => {
  test.each([null, "", "x".repeat(43)])("treats the token %j as the public", async (token) => {
    const { context } = await openForum();
    const actor = await resolveSession(context, token);
    expect(await getMe(context, actor)).toEqual({ participant: null, organisation: null, role: "public" });
  });
});

describe("setUpForum", () => {
  test("a forum has the jurisdiction it is set up with", async () => {
    const context = createContext(openMemoryStore());
    await setUpForum(context, { jurisdiction: "ch" });
    expect(await context.store.read((reader) => reader.list("forum"))).toMatchObject([{ jurisdiction: "ch" }]);
  });

  test("a new forum is closed to the public, and its secretariat can be invited", async () => {
    const context = createContext(openMemoryStore());
    expect(await setUpForum(context)).toBe(true);
    expect(await setUpForum(context)).toBe(false);
    const { token } = await createLink(context, { participant: "secretariat" });
    const { me } = await signIn(context, nobody, { token });
    expect(me.role).toBe("secretariat");
    expect(await context.store.read((reader) => reader.list("forum"))).toMatchObject([{ audience: "participants" }]);
  });
});
