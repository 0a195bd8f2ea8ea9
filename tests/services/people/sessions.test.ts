import type { Context, Mail } from "../../../server/services/kernel/context.ts";
import {
  deviceName,
  endSessions,
  getSessions,
  resumeSession,
  type SignedIn,
} from "../../../server/services/people/sessions.ts";
import { getTokens, makeToken, revokeToken } from "../../../server/services/people/access-tokens.ts";
import { actAsDeputy, appointDeputy } from "../../../server/services/people/deputies.ts";
import { changeProfile, getOwnData, getProfile } from "../../../server/services/people/profile.ts";
import { askEmailChange, confirmEmailChange } from "../../../server/services/people/email-change.ts";
import { createLink, resolveSession, signIn, signOut } from "../../../server/services/people/sign-in.ts";
import { asActor, openForum } from "../../support/forum.ts";

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const member = asActor("member");
const nobody = asActor("public");
const start = Date.UTC(2013, 1, 6, 12);
const minute = 60_000;
const day = 24 * 60 * minute;

/** A forum whose clock the test moves. */
async function opened(): Promise<{
  context: Context;
  sent: Mail[];
  at: (ms: number) => void;
  enter: (device?: string | null) => Promise<SignedIn>;
}> {
  let now = start;
  const sent: Mail[] = [];
  const forum = await openForum();
  const context: Context = {
    ...forum.context,
    now: () => new Date(now),
    sendMail: (mail) => Promise.resolve(void sent.push(mail)),
  };
  const enter = async (device: string | null = null): Promise<SignedIn> => {
    const { token } = await createLink(context, { participant: "member" });
    const entered = await signIn(context, nobody, { token, browser: { device, userAgent: firefox } });
    await entered.tellOwner();
    return entered;
  };
  return { context, sent, at: (ms) => void (now = start + ms), enter };
}

describe("a session in use", () => {
  test("gets a new token once a day; the old one stays valid for a minute", async () => {
    const { context, at, enter } = await opened();
    const { session, expiresAt } = await enter();
    at(day - minute);
    expect(await resumeSession(context, session)).toMatchObject({ actor: member, renewed: null });
    at(day);
    const { renewed, series } = await resumeSession(context, session);
    expect(renewed).toMatchObject({ expiresAt });
    const token = renewed?.token ?? "";
    expect(await resumeSession(context, session)).toEqual({ actor: member, series, renewed: null });
    expect(await resumeSession(context, token)).toEqual({ actor: member, series, renewed: null });
    at(day + minute - 1);
    expect(await resolveSession(context, session)).toEqual(member);
    at(day + minute);
    expect(await resolveSession(context, session)).toEqual(nobody);
    expect(await resolveSession(context, token)).toEqual(member);
  });

  test("gets one new token when many requests come at once", async () => {
    const { context, at, enter } = await opened();
    const { session } = await enter();
    at(day);
    const all = await Promise.all([1, 2, 3].map(() => resumeSession(context, session)));
    expect(all.map(({ actor }) => actor)).toEqual([member, member, member]);
    expect(all.filter(({ renewed }) => renewed)).toHaveLength(1);
  });

  test("lasts 90 days at most", async () => {
    const { context, at, enter } = await opened();
    let { session } = await enter();
    for (let days = 10; days < 90; days += 10) {
      at(days * day);
      session = (await resumeSession(context, session)).renewed?.token ?? "";
      expect(await resolveSession(context, session)).toEqual(member);
    }
    at(90 * day);
    expect(await resolveSession(context, session)).toEqual(nobody);
  });

  test("ends with all its tokens at sign-out", async () => {
    const { context, at, enter } = await opened();
    const { session } = await enter();
    at(day);
    const { renewed } = await resumeSession(context, session);
    await signOut(context, member, { session: renewed?.token ?? "" });
    expect(await resolveSession(context, session)).toEqual(nobody);
  });
});

test("a session stored by an earlier version still works, and is renewed", async () => {
  const { context, enter } = await opened();
  const { session } = await enter();
  await context.store.transact(async (writer) => {
    const [stored] = await writer.list("sessions", { participantId: "member" });
    if (!stored) throw new Error("No session");
    const { id, participantId, expiresAt } = stored;
    await writer.put("sessions", { id, participantId, expiresAt, createdAt: "2013-02-04T12:00:00.000Z" });
    await writer.append({
      at: "2013-02-06T12:00:00.000Z",
      actor: null,
      onBehalfOf: null,
      kind: "signed-in",
      documentId: null,
      subject: { collection: "participants", id: "member" },
      before: null,
      after: null,
    });
  });
  const { actor, renewed } = await resumeSession(context, session);
  expect(actor).toEqual(member);
  expect(renewed).not.toBeNull();
});

describe("a deputy's session", () => {
  const principal = "coordinator";
  const acting = { participantId: principal, deputyId: "member" };

  /** Opens a session of the member, who is the coordinator's deputy. */
  async function asDeputyOf() {
    const forum = await opened();
    const appointment = { principal, deputy: "member", until: null };
    await appointDeputy(forum.context, asActor(principal), appointment);
    return { ...forum, session: (await forum.enter()).session };
  }

  test("still acts for the other person after its token is renewed", async () => {
    const { context, at, session } = await asDeputyOf();
    await actAsDeputy(context, member, { principal, session });
    at(day);
    const { renewed } = await resumeSession(context, session);
    expect(await resolveSession(context, renewed?.token ?? "")).toMatchObject(acting);
    expect(await resolveSession(context, session)).toMatchObject(acting);
  });

  test("begins and ends to act with both tokens while they overlap", async () => {
    const { context, at, session } = await asDeputyOf();
    at(day);
    const { renewed } = await resumeSession(context, session);
    const tokens = [session, renewed?.token ?? ""];
    const actors = () => Promise.all(tokens.map((token) => resolveSession(context, token)));
    await actAsDeputy(context, member, { principal, session });
    expect(await actors()).toMatchObject([acting, acting]);
    await actAsDeputy(context, asActor(principal), { principal: null, session: tokens[1] ?? "" });
    expect(await actors()).toEqual([member, member]);
  });

  test("does not act elsewhere: other sessions of the deputy stay their own", async () => {
    const { context, enter, session } = await asDeputyOf();
    const other = await enter();
    await actAsDeputy(context, member, { principal, session });
    expect(await resolveSession(context, other.session)).toEqual(member);
  });

  test("may do nothing with the account of the person", async () => {
    const { context } = await asDeputyOf();
    const actor = { ...asActor(principal), deputyId: "member" };
    const acts = {
      getSessions: () => getSessions(context, actor, { series: null }),
      endSessions: () => endSessions(context, actor, { except: null }),
      getTokens: () => getTokens(context, actor),
      makeToken: () => makeToken(context, actor, { name: "script", scopes: ["read"], days: 1 }),
      revokeToken: () => revokeToken(context, actor, { token: "any" }),
      getProfile: () => getProfile(context, actor),
      changeProfile: () => changeProfile(context, actor, { name: "Another" }),
      askEmailChange: () => askEmailChange(context, actor, { email: "mine@example.org" }),
      confirmEmailChange: () => confirmEmailChange(context, actor, { newCode: "123456" }),
      getOwnData: () => getOwnData(context, actor),
    };
    for (const [name, act] of Object.entries(acts)) {
      await expect(act().catch((error: unknown) => [name, error])).resolves.toEqual([
        name,
        expect.objectContaining({ code: "not-allowed" }),
      ]);
    }
  });
});

describe("one's own sessions", () => {
  test("are listed with device and last use, once each", async () => {
    const { context, at, enter } = await opened();
    const first = await enter();
    at(day);
    const { series } = await resumeSession(context, first.session);
    await enter();
    expect(await getSessions(context, member, { series })).toMatchObject([
      { device: "Firefox, Windows", lastUsedOn: "2013-02-07", current: false },
      { device: "Firefox, Windows", lastUsedOn: "2013-02-07", current: true },
    ]);
    expect(await getSessions(context, asActor("chair"), { series })).toEqual([]);
  });

  test("end one by one, or all but the one in use", async () => {
    const { context, enter } = await opened();
    const entered = [await enter(), await enter(), await enter()];
    const series = await Promise.all(
      entered.map(async ({ session }) => (await resumeSession(context, session)).series ?? ""),
    );
    const standing = (): Promise<string[]> =>
      Promise.all(entered.map(async ({ session }) => (await resolveSession(context, session)).role));
    await endSessions(context, member, { session: series[0] ?? "" });
    expect(await standing()).toEqual(["public", "member", "member"]);
    await endSessions(context, member, { except: series[2] ?? "" });
    expect(await standing()).toEqual(["public", "public", "member"]);
  });

  test("do not include those of others, who are not even found", async () => {
    const { context, enter } = await opened();
    const { session } = await enter();
    const { series } = await resumeSession(context, session);
    await expect(endSessions(context, asActor("chair"), { session: series ?? "" })).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await resolveSession(context, session)).toEqual(member);
  });
});

test("the owner is told of a sign-in on a new device only", async () => {
  const { sent, enter } = await opened();
  const { device } = await enter();
  const told = (): Mail[] => sent.filter(({ subject }) => subject === "New sign-in to Forum");
  expect(told()).toMatchObject([{ to: "member@example.org" }]);
  expect(told()[0]?.text).toContain("Firefox, Windows");
  expect((await enter(device)).device).toBe(device);
  expect(told()).toHaveLength(1);
  expect((await enter("a-forged-device")).device).not.toBe("a-forged-device");
  expect(told()).toHaveLength(2);
});

test("the 20 devices used last are remembered", async () => {
  const { enter } = await opened();
  const { device } = await enter();
  for (let others = 0; others < 19; others += 1) await enter();
  expect((await enter(device)).device).toBe(device);
  for (let others = 0; others < 20; others += 1) await enter();
  expect((await enter(device)).device).not.toBe(device);
});

test("a person has 50 access tokens at most", async () => {
  const { context } = await opened();
  const make = (number: number) =>
    makeToken(context, member, { name: `script ${String(number)}`, scopes: ["read"], days: 1 });
  for (let number = 1; number <= 50; number += 1) await make(number);
  await expect(make(51)).rejects.toMatchObject({ code: "wrong-state", params: { state: "full" } });
});

test.each([
  [firefox, "Firefox, Windows"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0",
    "Edge, Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari, iOS",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36",
    "Chrome, Android",
  ],
  ["curl/8.0", null],
  [null, null],
])("names the device of %s", (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
