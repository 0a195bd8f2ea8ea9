import http from "node:http";
import type { AddressInfo } from "node:net";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { signOut } from "../../../server/services/people/sign-in.ts";
import { asActor, firstDraft, uuid } from "../../support/forum.ts";
import { mostStreams } from "../../../server/http/api/event-stream.ts";
import { openServer, type TestServer } from "../server.ts";

const running: http.Server[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** An event stream read over a real connection, one event at a time. */
interface Reading {
  /** Returns the next event: its id and kind. */
  next(): Promise<string>;
  ended: Promise<unknown>;
  leave(): void;
}

/** Requests the stream as a participant, optionally after an event. */
type RequestStream = (who: string, last?: string) => Promise<http.IncomingMessage>;

async function started(heartbeat = 60_000): Promise<{
  server: TestServer;
  requestStream: RequestStream;
  read: (who: string, last?: string) => Promise<Reading>;
}> {
  const server = await openServer({ heartbeat });
  await server.forum.publish("1", firstDraft);
  const listening = server.app.listen(0, "127.0.0.1");
  running.push(listening);
  await new Promise((resolve) => listening.once("listening", resolve));
  const { port } = listening.address() as AddressInfo;

  const requestStream: RequestStream = (who, last) => {
    const headers = {
      Cookie: `rapporteur-session=${server.sessionOf(who)}`,
      ...(last === undefined ? {} : { "Last-Event-ID": last }),
    };
    return new Promise((resolve) =>
      http.get({ host: "127.0.0.1", port, path: "/api/documents/opinion-5/stream", headers }, resolve),
    );
  };
  const read = async (who: string, last?: string): Promise<Reading> => {
    const answer = await requestStream(who, last);
    expect(answer.statusCode).toBe(200);
    const events: string[] = [];
    const waiting: ((event: string) => void)[] = [];
    let text = "";
    answer.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const [, id, kind] = /^id: ([\w-]+)\nevent: ([\w-]+)\ndata: /u.exec(block) ?? [];
        if (id === undefined) continue;
        const event = `${id} ${kind ?? ""}`;
        const next = waiting.shift();
        if (next) next(event);
        else events.push(event);
      }
    });
    answer.on("error", () => undefined);
    return {
      next: () =>
        new Promise((resolve) => {
          const event = events.shift();
          if (event === undefined) waiting.push(resolve);
          else resolve(event);
        }),
      ended: new Promise((resolve) => answer.once("end", resolve)),
      leave: () => answer.destroy(),
    };
  };
  return { server, requestStream, read };
}

async function textOf(answer: http.IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of answer.setEncoding("utf8")) chunks.push(String(chunk));
  return chunks.join("");
}

/** Counts the store's listeners. */
function countingListeners(server: TestServer): () => number {
  const { store } = server.forum.context;
  const subscribe = store.subscribe.bind(store);
  let count = 0;
  jest.spyOn(store, "subscribe").mockImplementation((listener) => {
    count += 1;
    const leave = subscribe(listener);
    return () => {
      count -= 1;
      leave();
    };
  });
  return () => count;
}

/** Returns the id of the event this many positions before the last. */
const idOf = async (server: TestServer, back = 0): Promise<string> => {
  const events = await server.forum.context.store.read((reader) => reader.events({ after: 0, limit: 500 }));
  return events.at(-1 - back)?.id ?? "";
};

test("a second reader receives a comment as it is made", async () => {
  const { server, read } = await started();
  const reading = await read("other");
  await server.forum.comment("member");
  expect(await reading.next()).toBe(`${await idOf(server)} annotation-created`);
});

test("sends past events only to a reader who was disconnected, then new ones", async () => {
  const { server, read } = await started();
  const before = await idOf(server);
  await server.forum.comment("member");
  const [fresh, back] = [await read("other"), await read("other", before)];
  await withdrawAnnotation(server.forum.context, asActor("member"), { annotation: uuid(1), reason: "" });
  expect(await back.next()).toBe(`${await idOf(server, 1)} annotation-created`);
  expect(await back.next()).toBe(`${await idOf(server)} annotation-withdrawn`);
  expect(await fresh.next()).toBe(`${await idOf(server)} annotation-withdrawn`);
});

test("says from which time on it has all events, after those that were missed", async () => {
  const { server, requestStream } = await started();
  const before = await idOf(server);
  await server.forum.comment("member");
  const answer = await requestStream("other", before);
  let text = "";
  for await (const chunk of answer.setEncoding("utf8")) {
    text += String(chunk);
    if (text.includes("event: follows")) break;
  }
  const kinds = [...text.matchAll(/^event: (\S+)$/gmu)].map(([, kind]) => kind);
  expect(kinds).toEqual(["annotation-created", "follows"]);
  const { at } = JSON.parse(/event: follows\ndata: (.*)/u.exec(text)?.[1] ?? "") as { at: string };
  await server.forum.comment("member");
  const events = await server.forum.context.store.read((reader) => reader.events({ after: 0, limit: 500 }));
  expect(events.filter((event) => event.at > at)).toHaveLength(1);
  // It has no id: a reader who is disconnected resumes after the last event.
  expect(text).not.toMatch(/id: [^\n]*\nevent: follows/u);
});

test("sends an organisation's events only to its members", async () => {
  const { server, read } = await started();
  const [colleague, other] = [await read("colleague"), await read("other")];
  await server.forum.comment("member", { visibility: "organisation" });
  await server.forum.comment("member", { visibility: "private" });
  await server.forum.comment("member");
  expect(await colleague.next()).toBe(`${await idOf(server, 2)} annotation-created`);
  expect(await colleague.next()).toBe(`${await idOf(server)} annotation-created`);
  expect(await other.next()).toBe(`${await idOf(server)} annotation-created`);
});

test("signing out ends that session's streams, and others continue", async () => {
  const { server, read } = await started();
  const [member, other] = [await read("member"), await read("other")];
  await server.request("member", "post", "/api/sign-out").expect(204);
  await member.ended;
  await server.forum.comment("colleague");
  expect(await other.next()).toContain("annotation-created");
});

test("ends at once when its reader is deactivated, and others continue", async () => {
  const { server, read } = await started();
  const [own, other] = [await read("member"), await read("other")];
  await server.request("secretariat", "post", "/api/settings/people/member/deactivate").expect(200);
  await own.ended;
  await server.forum.comment("colleague");
  expect(await other.next()).toContain("annotation-created");
});

test("ends at once when a deputy's right ends", async () => {
  const { server, read } = await started();
  const body = { principal: "member", deputy: "other" };
  const made = await server.request("member", "post", "/api/deputies").send(body).expect(201);
  await server.request("other", "post", "/api/deputies/act").send({ principal: "member" }).expect(204);
  const reading = await read("other");
  const { id } = (made.body as { deputy: { id: string } }).deputy;
  await server.request("member", "post", `/api/deputies/${id}/revoke`).expect(200);
  await reading.ended;
});

test("detects a session that ended on another server at the next heartbeat", async () => {
  const { server, read } = await started(10);
  const reading = await read("member");
  await signOut(server.forum.context, asActor("member"), { session: server.sessionOf("member") });
  await reading.ended;
});

test("limits the streams of each person, and a closed stream makes room", async () => {
  const { requestStream, read } = await started();
  const [first] = await Promise.all(Array.from({ length: mostStreams.person }, () => read("member")));
  const refused = await requestStream("member");
  expect(refused.statusCode).toBe(429);
  expect(JSON.parse(await textOf(refused))).toMatchObject({
    code: "too-many-streams",
    params: { limit: mostStreams.person },
  });
  await read("other");
  first?.leave();
  let again = await requestStream("member");
  while (again.statusCode !== 200) again = await requestStream("member");
});

test("counts streams without an account together, by address", async () => {
  const { requestStream } = await started();
  const statuses = await Promise.all(
    Array.from({ length: mostStreams.address + 1 }, async () => (await requestStream("public")).statusCode),
  );
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  expect((await requestStream("member")).statusCode).toBe(200);
});

test("does not count a stream that is refused for another reason", async () => {
  const { server, read } = await started();
  for (let requests = 0; requests <= mostStreams.person; requests += 1)
    await server.request("member", "get", "/api/documents/opinion-99/stream").expect(404);
  await read("member");
});

test("stops listening to the store for a reader who leaves", async () => {
  const { server, read } = await started();
  const listening = countingListeners(server);
  const readings = [await read("member"), await read("other")];
  // Each stream listens to its events, and to changes of its reader's rights.
  expect(listening()).toBe(4);
  const [member, other] = readings;
  member?.leave();
  await server.request("other", "post", "/api/sign-out").expect(204);
  await other?.ended;
  while (listening() > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(listening()).toBe(0);
});
