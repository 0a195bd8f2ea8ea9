import { strFromU8, unzipSync } from "fflate";
import type { Response } from "supertest";
import type { Mail } from "../../server/services/kernel/context.ts";
import { firstDraft, uuid } from "../support/forum.ts";
import { openServer, type TestServer } from "./server.ts";

let server: TestServer;
let sent: Mail[];
beforeEach(async () => {
  sent = [];
  server = await openServer({ services: { sendMail: (mail) => Promise.resolve(void sent.push(mail)) } });
});

const code = ({ body }: Response): unknown => (body as { code?: string }).code;
const codeTo = (address: string): string =>
  /\d{3} \d{3}/u.exec(sent.findLast(({ to }) => to === address)?.text ?? "")?.[0] ?? "";
const emailOf = async (who: string): Promise<unknown> => {
  const answer: Response = await server.request(who, "get", "/api/profile").expect(200);
  return (answer.body as { participant: { email: unknown } }).participant.email;
};
const ask = (email: string) => server.request("member", "post", "/api/profile/email").send({ email });
const confirm = (body: object) => server.request("member", "post", "/api/profile/email/confirm").send(body);

test("keeps each person's settings, which others do not see", async () => {
  await server.request("member", "patch", "/api/profile").send({ theme: "dark", language: "fr" }).expect(200);
  const own = await server.request("member", "patch", "/api/profile").send({ visibility: "private" }).expect(200);
  const preferences = { language: "fr", theme: "dark", textSize: "normal", capacity: null, visibility: "private" };
  expect(own.body).toMatchObject({ participant: { name: "The member" }, preferences });
  const other = await server.request("colleague", "get", "/api/profile").expect(200);
  expect(other.body).toMatchObject({ preferences: { language: null, theme: "system" } });
  await server.request("member", "patch", "/api/profile").send({ theme: "loud" }).expect(400);
});

test("tells a person's pages their settings, once they chose some, but not their deputies", async () => {
  const ofMe = async (who: string): Promise<unknown> =>
    ((await server.request(who, "get", "/api/me").expect(200)).body as { preferences?: unknown }).preferences;
  expect(await ofMe("member")).toBeUndefined();
  await server.request("member", "patch", "/api/profile").send({ theme: "dark" }).expect(200);
  expect(await ofMe("member")).toMatchObject({ theme: "dark", textSize: "normal" });
  await server.request("member", "post", "/api/deputies").send({ principal: "member", deputy: "other" }).expect(201);
  await server.request("other", "post", "/api/deputies/act").send({ principal: "member" }).expect(204);
  expect(await ofMe("other")).toBeUndefined();
});

test("changes one's name, which earlier comments keep", async () => {
  await server.forum.publish("1", firstDraft);
  const { annotation } = await server.forum.comment("member");
  await server.request("member", "patch", "/api/profile").send({ name: "Dr Member" }).expect(200);
  const me = await server.request("member", "get", "/api/me");
  expect(me.body).toMatchObject({ participant: { name: "Dr Member" } });
  const { store } = server.forum.context;
  const kept = await store.read((reader) => reader.get("annotations", annotation.id));
  expect(kept?.speaker.name).toBe("The member");
});

describe("a change of one's mail address", () => {
  test("needs the codes of both addresses", async () => {
    await ask("new@example.org").expect(201);
    expect(sent.map(({ to }) => to).toSorted()).toEqual(["member@example.org", "new@example.org"]);
    const [presentCode, newCode] = [codeTo("member@example.org"), codeTo("new@example.org")];
    for (const wrong of [{ newCode }, { newCode, presentCode: "000000" }, { presentCode, newCode: "000000" }])
      expect(code(await confirm(wrong))).toBe("code-not-valid");
    expect(await emailOf("member")).toBe("member@example.org");
    await confirm({ presentCode, newCode }).expect(200);
    expect(await emailOf("member")).toBe("new@example.org");
    expect(code(await confirm({ presentCode, newCode }))).toBe("sign-in-ended");
  });

  test("ends after five wrong attempts", async () => {
    await ask("new@example.org").expect(201);
    for (let times = 0; times < 5; times += 1)
      expect(code(await confirm({ newCode: "000000" }))).toBe("code-not-valid");
    const right = { presentCode: codeTo("member@example.org"), newCode: codeTo("new@example.org") };
    expect(code(await confirm(right))).toBe("sign-in-ended");
  });

  test("reveals that another account has the address only to someone who reads its mail", async () => {
    await ask("Chair@example.org").expect(201);
    const codes = { presentCode: codeTo("member@example.org"), newCode: codeTo("Chair@example.org") };
    expect(code(await confirm(codes))).toBe("already-exists");
    expect(await emailOf("member")).toBe("member@example.org");
  });

  test("is limited to five in a day", async () => {
    for (let times = 0; times < 5; times += 1) await ask("new@example.org").expect(201);
    expect(code(await ask("new@example.org"))).toBe("too-many-requests");
  });

  test("says that the mail server did not accept a message", async () => {
    server = await openServer({ services: { sendMail: () => Promise.reject(new Error("down")) } });
    expect(code(await ask("new@example.org"))).toBe("mail-not-sent");
  });

  test("leaves both addresses out of the record", async () => {
    await ask("new@example.org");
    await confirm({ presentCode: codeTo("member@example.org"), newCode: codeTo("new@example.org") }).expect(200);
    const events = await server.forum.context.store.read((reader) => reader.events({ after: 0, limit: 1000 }));
    expect(events.at(-1)?.kind).toBe("email-changed");
    expect(JSON.stringify(events)).not.toMatch(/new@example|member@example/u);
  });
});

const remark = {
  ...{ kind: "comment", type: "general", targets: [{ kind: "document" }], operations: [] },
  ...{ visibility: "submitted", capacity: "organisation", jointly: [] },
};

test("downloads everything about oneself, and nothing of others", async () => {
  await server.forum.publish("1", firstDraft);
  await server.forum.comment("member", { visibility: "private", text: "My private draft." });
  await server.forum.comment("chair", { text: "The chair speaks." });
  await server.request("other", "post", "/api/deputies").send({ principal: "other", deputy: "member" }).expect(201);
  await server.request("member", "post", "/api/deputies/act").send({ principal: "other" }).expect(204);
  const forOther = { ...remark, id: uuid(90), text: "In the place of another." };
  await server.request("member", "post", "/api/versions/opinion-5@1/annotations").send(forOther).expect(201);
  await server.request("member", "post", "/api/deputies/act").send({ principal: null }).expect(204);
  await server
    .request("member", "post", "/api/tokens")
    .send({ name: "My script", scopes: ["read"], days: 1 })
    .expect(201);
  const answer = await server
    .request("member", "get", "/api/profile/data")
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  expect(answer.headers["content-disposition"]).toContain("rapporteur-member.zip");
  const files = unzipSync(new Uint8Array(answer.body as Buffer));
  const read = (name: string): unknown => JSON.parse(strFromU8(files[`${name}.json`] ?? new Uint8Array()));
  expect(read("profile")).toMatchObject({ participant: { email: "member@example.org" } });
  expect(read("comments")).toMatchObject([{ text: "My private draft." }]);
  expect(read("access-tokens")).toMatchObject([{ name: "My script" }]);
  expect(JSON.stringify(read("actions"))).toContain("signed-in");
  expect(read("deputies")).toMatchObject([{ principalId: "other", deputyId: "member", revokedAt: null }]);
  const acted = (read("actions") as { kind: string; by: string }[]).filter(({ kind }) => kind === "annotation-created");
  expect(acted.map(({ by }) => by)).toEqual(["you", "you-as-deputy"]);
  const all = Object.values(files)
    .map((file) => strFromU8(file))
    .join("");
  expect(all).not.toMatch(/The chair|rapp_|[\da-f]{64}/u);
});
