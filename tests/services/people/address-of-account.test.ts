import { sendDue } from "../../../server/services/people/mail-queue.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import type { Context, Mail } from "../../../server/services/kernel/context.ts";
import { makeToken } from "../../../server/services/people/access-tokens.ts";
import { importPeople } from "../../../server/services/people/people-files.ts";
import {
  changePeople,
  changePerson,
  deactivatePerson,
  reactivatePerson,
} from "../../../server/services/people/people.ts";
import { replaceAddress } from "../../../server/services/people/recover-access.ts";
import { createLink, resolveSession, signIn } from "../../../server/services/people/sign-in.ts";
import { asActor, openForum } from "../../support/forum.ts";
import { openServer } from "../../http/server.ts";

const secretariat = asActor("secretariat");
const inUse = { code: "invalid-request", errors: [{ code: "address-of-account-in-use" }] };

/** Signs a participant in, and returns their session. */
async function enter(context: Context, participant = "member"): Promise<string> {
  const link = await createLink(context, { participant });
  return (await signIn(context, asActor("public"), link)).session;
}

const addressOf = ({ store }: Context, id = "member"): Promise<string | null | undefined> =>
  store.read(async (reader) => (await reader.get("participants", id))?.email);

describe("the address of an account in use", () => {
  test.each([["mine@example.org"], [null]])("cannot be changed to %s by the secretariat", async (email) => {
    const { context } = await openForum();
    await changePerson(context, secretariat, { person: "member", email: "first@example.org" });
    await enter(context);
    const changed = changePerson(context, secretariat, { person: "member", email });
    await expect(changed).rejects.toMatchObject(inUse);
    expect(await addressOf(context)).toBe("first@example.org");
  });

  test("cannot be changed while the account is deactivated", async () => {
    const { context } = await openForum();
    await enter(context);
    await deactivatePerson(context, secretariat, { person: "member" });
    const changed = changePerson(context, secretariat, { person: "member", email: "mine@example.org" });
    await expect(changed).rejects.toMatchObject(inUse);
    await reactivatePerson(context, secretariat, { person: "member" });
  });

  test("cannot be changed by a file, which says so at the line", async () => {
    const { context } = await openForum();
    await enter(context);
    const file = "id,name,e-mail\ncolleague,The colleague,c@example.org\nmember,The member,mine@example.org\n";
    const bytes = new TextEncoder().encode(file);
    const report = await importPeople(context, secretariat, { bytes, fileName: "people.csv", dryRun: false });
    expect(report).toMatchObject({
      isStored: false,
      lines: [
        { line: 2, outcome: "changed" },
        { line: 3, outcome: "refused", reasons: [{ column: "email", code: "address-of-account-in-use" }] },
      ],
    });
    expect(await addressOf(context, "colleague")).toBe("colleague@example.org");
  });

  test("cannot be changed by undoing what was changed before the first sign-in", async () => {
    const { context } = await openForum();
    const { change } = await changePerson(context, secretariat, { person: "member", email: "theirs@example.org" });
    await enter(context);
    await expect(undoChange(context, secretariat, { event: change ?? "" })).rejects.toMatchObject(inUse);
  });

  test("lets the secretariat change everything else", async () => {
    const { context } = await openForum();
    await enter(context);
    const email = "MEMBER@example.org";
    const { change } = await changePerson(context, secretariat, { person: "member", email, role: "observer" });
    await undoChange(context, secretariat, { event: change ?? "" });
    await changePeople(context, secretariat, { people: ["member", "colleague"], role: "observer" });
  });
});

describe("replacing a lost address", () => {
  test.each([
    ["chair", "member", "not-allowed"],
    ["member", "member", "not-allowed"],
    ["secretariat", "secretariat", "not-allowed"],
    ["public", "member", "not-signed-in"],
    ["secretariat", "nobody", "not-found"],
  ])("is refused to the %s for the %s: %s", async (who, person, code) => {
    const { context } = await openForum();
    const replaced = replaceAddress(context, asActor(who), { person, email: "new@example.org" });
    await expect(replaced).rejects.toMatchObject({ code });
  });

  test("is refused to a deputy of the secretariat", async () => {
    const { context } = await openForum();
    const deputy = { ...secretariat, deputyId: "member" };
    const replaced = replaceAddress(context, deputy, { person: "member", email: "new@example.org" });
    await expect(replaced).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("tells the old address and the organisation, and ends sessions, access tokens and links", async () => {
    const sent: Mail[] = [];
    const sendMail = (mail: Mail): Promise<void> => Promise.resolve(void sent.push(mail));
    const context = { ...(await openForum()).context, sendMail };
    const session = await enter(context);
    await makeToken(context, asActor("member"), { name: "script", scopes: ["read"], days: 30 });
    const link = await createLink(context, { participant: "member" });
    await sendDue(context);
    sent.length = 0;
    const answer = await replaceAddress(context, secretariat, { person: "member", email: "new@example.org" });
    expect(answer).toMatchObject({ person: { email: "new@example.org", hasSession: false }, mail: "sent" });
    expect(sent.map(({ to }) => to)).toEqual(["coordinator", "colleague", "member"].map((id) => `${id}@example.org`));
    expect(sent.map(({ text }) => text.includes("new@example.org"))).toEqual([false, false, true]);
    expect((await resolveSession(context, session)).participantId).toBeNull();
    await expect(signIn(context, asActor("public"), link)).rejects.toMatchObject({ code: "link-not-valid" });
    const [tokens, events] = await context.store.read(async (reader) => [
      await reader.list("tokens"),
      await reader.events({ after: (await reader.lastEvent()) - 1, limit: 1 }),
    ]);
    expect(tokens).toEqual([]);
    expect(events).toMatchObject([{ kind: "address-replaced", actor: "secretariat" }]);
    expect(JSON.stringify(events)).not.toContain("@");
  });

  test("is refused for an address that another person has", async () => {
    const { context } = await openForum();
    const replaced = replaceAddress(context, secretariat, { person: "member", email: "Other@example.org" });
    await expect(replaced).rejects.toMatchObject({ errors: [{ code: "email-in-use" }] });
  });

  test("needs a person, not an access token", async () => {
    const { forum, request } = await openServer();
    const { token } = await makeToken(forum.context, secretariat, { name: "script", scopes: ["manage"], days: 30 });
    const path = "/api/settings/people/member/address";
    const answer = await request("public", "post", path)
      .set("Authorization", `Bearer ${token}`)
      .send({ email: "new@example.org" });
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([403, "scope-missing"]);
  });
});
