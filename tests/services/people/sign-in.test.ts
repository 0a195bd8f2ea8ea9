import { createContext } from "../../../server/services/create-context.ts";
import { setUpForum } from "../../../server/services/forum/set-up-forum.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { getMe } from "../../../server/services/people/participant.ts";
import { invite, resolveSession, signIn, signOut } from "../../../server/services/people/sign-in.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { asActor, openForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const nobody = asActor("public");

/** Returns the same context, this many days later. */
function inDays(context: Context, days: number): Context {
  return { ...context, now: () => new Date(Date.UTC(2013, 1, 6 + days, 12)) };
}

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

  test("a link is valid for a week, and its token is never stored", async () => {
    const { context } = await openForum();
    const { token, path, expiresAt } = await invite(context, secretariat, { participant: "member" });
    expect(path).toBe(`/sign-in?token=${token}`);
    expect(token.length).toBeGreaterThanOrEqual(22);
    expect(expiresAt.slice(0, 10)).toBe("2013-02-13");
    const kept = await context.store.read(async (reader) => [
      await reader.list("invitations"),
      await reader.events({ after: 0, limit: 100 }),
    ]);
    expect(JSON.stringify(kept)).not.toContain(token);
  });
});

describe("signIn", () => {
  test("rejects an unknown, used or expired link", async () => {
    const { context } = await openForum();
    const { token } = await invite(context, secretariat, { participant: "member" });
    await expect(signIn(context, nobody, { token: "x".repeat(43) })).rejects.toMatchObject({ code: "link-not-valid" });
    await expect(signIn(inDays(context, 8), nobody, { token })).rejects.toMatchObject({ code: "link-not-valid" });
    await signIn(context, nobody, { token });
    await expect(signIn(context, nobody, { token })).rejects.toMatchObject({ code: "link-not-valid" });
  });

  test("only one of two simultaneous uses of a link succeeds", async () => {
    const { context } = await openForum();
    const { token } = await invite(context, secretariat, { participant: "member" });
    const both = await Promise.allSettled([signIn(context, nobody, { token }), signIn(context, nobody, { token })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("a session lasts until sign-out, 14 days without use, or 90 days", async () => {
    const { context } = await openForum();
    const { token } = await invite(context, programActor, { participant: "member" });
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
    const { token } = await invite(context, secretariat, { participant: "member" });
    const { session } = await signIn(context, nobody, { token });
    await signOut(context, asActor("member"), { session });
    const events = await context.store.read((reader) => reader.events({ after: 2, limit: 10 }));
    expect(events.map(({ kind, actor, documentId }) => [kind, actor, documentId])).toEqual([
      ["invitation-made", "secretariat", null],
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
    const { token } = await invite(context, programActor, { participant: "secretariat" });
    const { me } = await signIn(context, nobody, { token });
    expect(me.role).toBe("secretariat");
    expect(await context.store.read((reader) => reader.list("forum"))).toMatchObject([{ audience: "participants" }]);
  });
});
