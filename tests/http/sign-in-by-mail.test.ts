import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import request, { type Response } from "supertest";
import { createContext } from "../../server/services/create-context.ts";
import type { Mail } from "../../server/services/kernel/context.ts";
import { removeExpired } from "../../server/services/kernel/passing.ts";
import { unknownBrowser } from "../../server/services/people/sessions.ts";
import { askToSignIn, confirmSignIn } from "../../server/services/people/sign-in-by-mail.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import type { Reader, Store, Writer } from "../../server/store/store.ts";
import { asActor, openForum } from "../support/forum.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { openServer, type TestServer } from "./server.ts";

const home = { "Sec-Fetch-Site": "same-origin" };
const scratch = scratchFolder();
const quarterHour = 15 * 60 * 1000;

/** A server whose clock the test moves and whose messages the test reads. */
interface MailedServer {
  server: TestServer;
  sent: Mail[];
  pass: (ms: number) => void;
  ask: (email: string, cookie?: string) => Promise<{ id: string; cookie: string; mail: Mail | undefined }>;
  confirm: (id: string, cookie: string, body: object) => Promise<Response>;
}

async function opened(): Promise<MailedServer> {
  const sent: Mail[] = [];
  let now = Date.UTC(2013, 1, 6, 12);
  const server = await openServer({
    services: {
      now: () => new Date(now),
      sendMail: (mail) => {
        sent.push(mail);
        return Promise.resolve();
      },
    },
  });
  return {
    server,
    sent,
    pass: (ms) => void (now += ms),
    ask: async (email, cookie = "") => {
      const before = sent.length;
      const answer = await request(server.app)
        .post("/api/sign-in/requests")
        .set({ ...home, Cookie: cookie })
        .send({ email })
        .expect(201);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const [set = ""] = answer.headers["set-cookie"] as unknown as string[];
      return { id: (answer.body as { id: string }).id, cookie: set.split(";")[0] ?? "", mail: sent.slice(before)[0] };
    },
    confirm: (id, cookie, body) =>
      request(server.app)
        .post(`/api/sign-in/requests/${id}/confirm`)
        .set({ ...home, Cookie: cookie })
        .send(body),
  };
}

const codeIn = (mail: Mail | undefined): string => /(?<digits>\d{3} \d{3})/u.exec(mail?.text ?? "")?.[0] ?? "";
const tokenIn = (mail: Mail | undefined): string => /#token=(?<token>[\w-]+)/u.exec(mail?.text ?? "")?.[1] ?? "";
const code = ({ body }: Response): unknown => (body as { code?: string }).code;

test("signs in with the code of the message, typed with or without spaces", async () => {
  const { ask, confirm } = await opened();
  for (const typed of [codeIn, (mail: Mail | undefined) => codeIn(mail).replace(" ", "")]) {
    const { id, cookie, mail } = await ask("Member@Example.org");
    expect(mail).toMatchObject({ to: "member@example.org", subject: "Sign in to Forum" });
    const answer = await confirm(id, cookie, { code: typed(mail) });
    expect([answer.status, answer.body]).toMatchObject([200, { participant: { id: "member" } }]);
    expect(String(answer.headers["set-cookie"])).toMatch(/^rapporteur-session=[\w-]{43}; Path/u);
  }
});

test("signs in with the link of the message, whose token stands in the fragment", async () => {
  const { ask, confirm } = await opened();
  const { id, cookie, mail } = await ask("member@example.org");
  expect(mail?.text).toMatch(/\/sign-in#token=[\w-]{43}\n/u);
  expect((await confirm(id, cookie, { token: tokenIn(mail) })).status).toBe(200);
});

test.each([
  ["/read/opinion-5@1?clause=title", "?return=%2Fread%2Fopinion-5%401%3Fclause%3Dtitle"],
  ["/", ""],
  ["//evil.example/read", ""],
  ["https://evil.example/", ""],
  ["/sign-in?token=x", ""],
  [`/read/${"x".repeat(2000)}`, ""],
])("the link of the message leads back to a path of our own site, and to no other: %#", async (returnTo, query) => {
  const { context } = await openForum();
  const sent: Mail[] = [];
  const sendMail = (mail: Mail): Promise<void> => Promise.resolve(void sent.push(mail));
  const ask = { email: "member@example.org", returnTo, browser: null };
  await (await askToSignIn({ ...context, sendMail }, asActor("public"), ask)).deliver();
  expect(/\S+#token=/u.exec(sent[0]?.text ?? "")?.[0]).toBe(`${context.linkBase}/sign-in${query}#token=`);
});

test("the link leads back to the page from which the form was sent without scripts", async () => {
  let arrive: (mail: Mail) => void = () => undefined;
  const arrived = new Promise<Mail>((resolve) => (arrive = resolve));
  const sendMail = (mail: Mail): Promise<void> => {
    arrive(mail);
    return Promise.resolve();
  };
  const { app } = await openServer({ services: { sendMail } });
  const form = request(app).post("/sign-in?return=%2Fread%2Fopinion-5%401").set(home).type("form");
  const answer = await form.send({ email: "member@example.org" });
  expect(answer.headers["location"]).toBe("/sign-in?return=%2Fread%2Fopinion-5%401");
  expect((await arrived).text).toContain("/sign-in?return=%2Fread%2Fopinion-5%401#token=");
});

test("a link or code works once", async () => {
  const { ask, confirm } = await opened();
  const { id, cookie, mail } = await ask("member@example.org");
  await confirm(id, cookie, { code: codeIn(mail) });
  for (const again of [{ code: codeIn(mail) }, { token: tokenIn(mail) }])
    expect(code(await confirm(id, cookie, again))).toBe("sign-in-ended");
});

test("a link or code works for 15 minutes", async () => {
  const { ask, confirm, pass } = await opened();
  const { id, cookie, mail } = await ask("member@example.org");
  const inTime = await ask("colleague@example.org");
  pass(quarterHour - 1);
  expect((await confirm(inTime.id, inTime.cookie, { code: codeIn(inTime.mail) })).status).toBe(200);
  pass(1);
  for (const late of [{ code: codeIn(mail) }, { token: tokenIn(mail) }])
    expect(code(await confirm(id, cookie, late))).toBe("sign-in-ended");
});

test("a link or code works only in the browser that asked, which can still use it", async () => {
  const { ask, confirm } = await opened();
  const { id, cookie, mail } = await ask("member@example.org");
  const other = await ask("colleague@example.org");
  for (const body of [{ code: codeIn(mail) }, { token: tokenIn(mail) }]) {
    expect(code(await confirm(id, "", body))).toBe("other-browser");
    expect(code(await confirm(id, other.cookie, body))).toBe("sign-in-ended");
  }
  expect((await confirm(id, cookie, { code: codeIn(mail) })).status).toBe(200);
});

test("five wrong codes end a request", async () => {
  const { ask, confirm } = await opened();
  const { id, cookie, mail } = await ask("member@example.org");
  const wrong = codeIn(mail) === "000 000" ? "111111" : "000000";
  for (let times = 0; times < 5; times += 1)
    expect(code(await confirm(id, cookie, { code: wrong }))).toBe("code-not-valid");
  for (const right of [{ code: codeIn(mail) }, { token: tokenIn(mail) }])
    expect(code(await confirm(id, cookie, right))).toBe("sign-in-ended");
});

test("a request outlives a restart of the server, on one store", async () => {
  const folder = path.join(scratch, "restarted");
  const sent: Mail[] = [];
  const sendMail = (mail: Mail): Promise<void> => Promise.resolve(void sent.push(mail));
  const store = await openLowdbStore({ folder });
  const { context } = await openForum({}, store);
  const ask = { email: "member@example.org", browser: null };
  const asked = await askToSignIn({ ...context, sendMail }, asActor("public"), ask);
  await asked.deliver();
  await store.close();
  const kept = readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => readFileSync(path.join(folder, name), "utf8"))
    .join("");
  for (const secret of [asked.browser, tokenIn(sent[0]), codeIn(sent[0]).replace(" ", "")])
    expect(kept).not.toContain(secret);
  const again = await openLowdbStore({ folder });
  const restarted = createContext(again, { now: () => context.now() });
  const input = { request: asked.id, code: codeIn(sent[0]), asker: asked.browser, browser: unknownBrowser };
  await expect(confirmSignIn(restarted, asActor("public"), input)).resolves.toMatchObject({
    me: { participant: { id: "member" } },
  });
  await again.close();
});

test("two servers over one store count wrong codes together", async () => {
  const opened = await openForum();
  const at = opened.context.now();
  const context = { ...opened.context, now: () => at };
  const sent: Mail[] = [];
  const sendMail = (mail: Mail): Promise<void> => Promise.resolve(void sent.push(mail));
  const other = createContext(context.store, { now: () => context.now() });
  const asked = await askToSignIn({ ...context, sendMail }, asActor("public"), {
    email: "member@example.org",
    browser: null,
  });
  await asked.deliver();
  const wrong = codeIn(sent[0]) === "000 000" ? "111111" : "000000";
  const input = { request: asked.id, asker: asked.browser, browser: unknownBrowser };
  for (const server of [context, other, context, other, context])
    await expect(confirmSignIn(server, asActor("public"), { ...input, code: wrong })).rejects.toMatchObject({
      code: "code-not-valid",
    });
  await expect(confirmSignIn(other, asActor("public"), { ...input, code: codeIn(sent[0]) })).rejects.toMatchObject({
    code: "sign-in-ended",
  });
});

test("expired requests are removed, without an event", async () => {
  const { server, ask, pass } = await opened();
  const { store } = server.forum.context;
  const rows = () => store.read((reader) => reader.list("signInRequests"));
  const last = await store.read((reader) => reader.lastEvent());
  await ask("stranger@example.org");
  pass(quarterHour);
  await ask("member@example.org");
  expect(await rows()).toHaveLength(1);
  expect(await store.read((reader) => reader.lastEvent())).toBe(last);
  const later = new Date(server.forum.context.now().getTime() + quarterHour);
  await store.transact((writer) => removeExpired(writer, later));
  expect(await rows()).toEqual([]);
});

test("a code signs in only for its own request, also in a browser with others for the same address", async () => {
  const { ask, confirm } = await opened();
  const first = await ask("member@example.org");
  const second = await ask("member@example.org", first.cookie);
  expect(second.cookie).toBe(first.cookie);
  expect(code(await confirm(second.id, second.cookie, { code: codeIn(first.mail) }))).toBe("code-not-valid");
  expect((await confirm(first.id, first.cookie, { code: codeIn(first.mail) })).status).toBe(200);
});

test("the wrong codes of one request do not end another in the same browser", async () => {
  const { ask, confirm } = await opened();
  const first = await ask("member@example.org");
  const second = await ask("member@example.org", first.cookie);
  const wrong = codeIn(second.mail) === "000 000" ? "111111" : "000000";
  for (let times = 0; times < 5; times += 1) await confirm(second.id, second.cookie, { code: wrong });
  expect(code(await confirm(second.id, second.cookie, { code: codeIn(second.mail) }))).toBe("sign-in-ended");
  expect((await confirm(first.id, first.cookie, { code: codeIn(first.mail) })).status).toBe(200);
});

test("of an address, known or not, only the codes of the latest three requests work, and every link", async () => {
  const { ask, confirm } = await opened();
  const asked = [];
  for (let times = 0; times < 4; times += 1) asked.push(await ask("member@example.org"));
  const codes = [];
  for (const { id, cookie, mail } of asked)
    codes.push(code(await confirm(id, cookie, { code: codeIn(mail) })) ?? "signed in");
  expect(codes).toEqual(["sign-in-ended", "signed in", "signed in", "signed in"]);
  const [earliest] = asked;
  const link = { token: tokenIn(earliest?.mail) };
  expect((await confirm(earliest?.id ?? "", earliest?.cookie ?? "", link)).status).toBe(200);
  const unknown = [];
  for (let times = 0; times < 4; times += 1) unknown.push(await ask("stranger@example.org"));
  const answers = [];
  for (const { id, cookie } of unknown) answers.push(code(await confirm(id, cookie, { code: "000000" })));
  expect(answers).toEqual(["sign-in-ended", "code-not-valid", "code-not-valid", "code-not-valid"]);
});

test("the code of a request that an earlier version stored still works", async () => {
  const { server, ask, confirm } = await opened();
  const { id, cookie, mail } = await ask("member@example.org");
  await server.forum.context.store.transact(async (writer) => {
    for (const { codes: _codes, ...row } of await writer.list("signInCounts")) await writer.put("signInCounts", row);
  });
  expect((await confirm(id, cookie, { code: codeIn(mail) })).status).toBe(200);
});

test("after 50 wrong codes for an account in a day, only the link signs in", async () => {
  const { ask, confirm, pass } = await opened();
  for (let requests = 0; requests < 10; requests += 1) {
    const { id, cookie, mail } = await ask("member@example.org");
    const wrong = codeIn(mail) === "000 000" ? "111111" : "000000";
    for (let times = 0; times < 5; times += 1) await confirm(id, cookie, { code: wrong });
  }
  pass(quarterHour);
  const { id, cookie, mail } = await ask("member@example.org");
  expect(code(await confirm(id, cookie, { code: codeIn(mail) }))).toBe("code-not-valid");
  expect((await confirm(id, cookie, { token: tokenIn(mail) })).status).toBe(200);
  const other = await ask("colleague@example.org");
  expect((await confirm(other.id, other.cookie, { code: codeIn(other.mail) })).status).toBe(200);
});

test("limits requests by address entered, known or not, and not by the network's", async () => {
  const { server, ask } = await opened();
  for (const email of ["member@example.org", "stranger@example.org"]) {
    for (let times = 0; times < 10; times += 1) await ask(email);
    const answer = await request(server.app).post("/api/sign-in/requests").set(home).send({ email });
    expect([answer.status, code(answer)]).toEqual([429, "too-many-requests"]);
  }
  await ask("colleague@example.org");
});

test("a stranger who asks for an address again and again does not keep its owner's browser out", async () => {
  const { server, ask, confirm } = await opened();
  const first = await ask("member@example.org");
  const entered = await confirm(first.id, first.cookie, { code: codeIn(first.mail) });
  const all = entered.headers["set-cookie"] as unknown as string[];
  const device = all.find((set) => set.startsWith("rapporteur-device="))?.split(";")[0] ?? "";
  const asking = (cookie: string) =>
    request(server.app)
      .post("/api/sign-in/requests")
      .set({ ...home, Cookie: cookie })
      .send({ email: "member@example.org" });
  for (let times = 0; times < 9; times += 1) await ask("member@example.org");
  expect((await asking("")).status).toBe(429);
  const known = await ask("member@example.org", device);
  expect((await confirm(known.id, known.cookie, { code: codeIn(known.mail) })).status).toBe(200);
  for (let times = 0; times < 9; times += 1) await asking(device).expect(201);
  expect((await asking(device)).status).toBe(429);
});

test("tells the owner of a sign-in in a new browser, and not of another in the same", async () => {
  const { sent, ask, confirm } = await opened();
  let device = "";
  for (let times = 0; times < 2; times += 1) {
    const { id, cookie, mail } = await ask("member@example.org");
    const entered = await confirm(id, `${cookie}; ${device}`, { code: codeIn(mail) });
    device = /rapporteur-device=[^;]+/u.exec(String(entered.headers["set-cookie"]))?.[0] ?? "";
  }
  // By the next message, that about a sign-in has been sent.
  await ask("member@example.org");
  expect(sent.filter(({ subject }) => subject === "New sign-in to Forum")).toHaveLength(1);
});

test("a device cookie that was made up, or is of another account, raises no limit", async () => {
  const { server, ask, confirm } = await opened();
  const first = await ask("colleague@example.org");
  const entered = await confirm(first.id, first.cookie, { code: codeIn(first.mail) });
  const all = entered.headers["set-cookie"] as unknown as string[];
  const others = all.find((set) => set.startsWith("rapporteur-device="))?.split(";")[0] ?? "";
  for (const email of ["member@example.org", "stranger@example.org"]) {
    for (let times = 0; times < 10; times += 1) await ask(email, `rapporteur-device=made-up-${String(times)}`);
    for (const device of ["rapporteur-device=made-up", others]) {
      const answer = await request(server.app)
        .post("/api/sign-in/requests")
        .set({ ...home, Cookie: device })
        .send({ email });
      expect([answer.status, code(answer)]).toEqual([429, "too-many-requests"]);
    }
  }
});

describe("an unknown address", () => {
  test("gets the same answer, and no message", async () => {
    const { ask, confirm, sent } = await opened();
    const [known, unknown] = [await ask("member@example.org"), await ask("stranger@example.org")];
    expect(sent.map(({ to }) => to)).toEqual(["member@example.org"]);
    expect(unknown.id).toHaveLength(known.id.length);
    for (const { id, cookie } of [known, unknown])
      for (const [body, expected] of [
        [{ code: "000 000" }, "code-not-valid"],
        [{ token: "x" }, "sign-in-ended"],
      ] as const)
        expect(code(await confirm(id, cookie, body))).toBe(expected);
  });

  test("is looked for only after the answer, so that the answer's timing tells nothing", async () => {
    const { context } = await openForum();
    const used: string[] = [];
    const watched = watchedStore(context.store, used);
    const sent: string[] = [];
    const sendMail = ({ to }: Mail): Promise<void> => Promise.resolve(void sent.push(to));
    for (const email of ["member@example.org", "stranger@example.org"]) {
      const ask = { email, browser: null };
      const services = { ...context, store: watched, sendMail, sweeps: { isDue: () => false } };
      const asked = await askToSignIn(services, asActor("public"), ask);
      expect(used.splice(0).toSorted()).toEqual([
        "get signInCounts",
        "get signInRequests",
        "put signInCounts",
        "put signInRequests",
      ]);
      expect(sent).toEqual([]);
      await asked.deliver();
      expect(used.splice(0)).toContain("list participants");
      expect(sent.splice(0)).toEqual(email.startsWith("member") ? [email] : []);
    }
  });
});

test("a device is looked up in the same way for an address that is known and one that is not", async () => {
  const { context } = await openForum();
  const used: string[] = [];
  const at = context.now();
  const store = watchedStore(context.store, used);
  const services = { ...context, store, now: () => at, sweeps: { isDue: () => false } };
  const reads = [];
  for (const email of ["member@example.org", "stranger@example.org"]) {
    const ask = { email, browser: null };
    for (let times = 0; times < 10; times += 1) await askToSignIn(services, asActor("public"), ask);
    used.splice(0);
    const again = askToSignIn(services, asActor("public"), { ...ask, device: "made-up" });
    await expect(again).rejects.toMatchObject({ code: "too-many-requests" });
    reads.push(used.splice(0));
  }
  expect(reads[0]).toContain("list participants");
  expect(reads[0]).toEqual(reads[1]);
});

test("the answer does not wait for the message", async () => {
  const server = await openServer({ services: { sendMail: () => new Promise(() => undefined) } });
  await request(server.app).post("/api/sign-in/requests").set(home).send({ email: "member@example.org" }).expect(201);
});

test("a mail server that is down changes neither the answer nor anything stored", async () => {
  const server = await openServer({ services: { sendMail: () => Promise.reject(new Error("down")) } });
  const before = await server.forum.context.store.read((reader) => reader.lastEvent());
  await request(server.app).post("/api/sign-in/requests").set(home).send({ email: "member@example.org" }).expect(201);
  expect(await server.forum.context.store.read((reader) => reader.lastEvent())).toBe(before);
});

test("a message's link leads to the configured address, whatever host the request names", async () => {
  const sent: Mail[] = [];
  const server = await openServer({
    services: { linkBase: "https://forum.example.org", sendMail: (mail) => Promise.resolve(void sent.push(mail)) },
  });
  await request(server.app)
    .post("/api/sign-in/requests")
    .set({ ...home, Host: "evil.example" })
    .send({ email: "member@example.org" });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sent[0]?.text).toContain("https://forum.example.org/sign-in#token=");
});

/** Returns a store that notes which collections are used. */
function watchedStore(store: Store, used: string[]): Store {
  const note = (method: string, collection: string): void => void used.push(`${method} ${collection}`);
  const reading = (reader: Reader): Reader => ({
    ...reader,
    get: (collection, id) => (note("get", collection), reader.get(collection, id)),
    list: (collection, scope) => (note("list", collection), reader.list(collection, scope)),
  });
  const writing = (writer: Writer): Writer => ({
    ...writer,
    ...reading(writer),
    put: (collection, value) => (note("put", collection), writer.put(collection, value)),
  });
  return {
    ...store,
    read: (look) => store.read((reader) => look(reading(reader))),
    transact: (work) => store.transact((writer) => work(writing(writer))),
  };
}
