import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { migrate } from "../../server/cli/forum/backup.ts";
import { createContext } from "../../server/services/create-context.ts";
import { createLink, signIn } from "../../server/services/people/sign-in.ts";
import { openPostgresStore } from "../../server/store/postgres/postgres.ts";
import type { Store } from "../../server/store/store.ts";
import { asActor } from "../support/forum.ts";
import { builtPrograms } from "../support/built-programs.ts";
import { postgresForTests } from "../support/postgres.ts";
import { startProxy, type SpreadingProxy } from "../support/spreading-proxy.ts";
import { newFolder } from "../store/lowdb/document-folder.ts";

/** Seconds of load. More can be asked for by hand. */
const seconds = Number(process.env["THREE_SERVERS_SECONDS"] ?? 6);

const postgres = postgresForTests();
const program = path.join(builtPrograms(), "main.mjs");
const running = new Set<ChildProcess>();
/** Closes what the test opened, the last first, also if it fails. What stays open disturbs the next file. */
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  for (const child of running) child.kill("SIGKILL");
});

interface Started {
  child: ChildProcess;
  port: number;
}

async function startServer(url: string): Promise<Started> {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      NODE_ENV: undefined,
      HOST: "127.0.0.1",
      PORT: "0",
      DATA_DIR: newFolder(),
      DATABASE_URL: url,
      WRITES_PER_MINUTE: "0",
      LOG_LEVEL: "silent",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(child);
  let printed = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (/^Ready/mu.test(printed)) resolve();
    });
    child.once("exit", () => reject(new Error(`The server ended:\n${printed}`)));
  });
  return { child, port: Number(/http:\/\/127\.0\.0\.1:(\d+)/u.exec(printed)?.[1]) };
}

/** Follows a document's events through the proxy as a browser does: reconnects after the last event that it received. */
function followStream(proxy: SpreadingProxy, session: string, last: string) {
  const ids: string[] = [];
  let [lastId, connections, isOpen] = [last, 0, false];
  let stopped = false;
  let request: http.ClientRequest | undefined;
  const connect = (): void => {
    if (stopped) return;
    connections += 1;
    const headers = { cookie: `rapporteur-session=${session}`, "last-event-id": lastId };
    request = http.get(`${proxy.url}/api/documents/letter/stream`, { headers, agent: false }, (response) => {
      let text = "";
      isOpen = response.statusCode === 200;
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        const whole = text.split("\n\n");
        text = whole.pop() ?? "";
        for (const message of whole) {
          const id = /^id: (.+)$/mu.exec(message)?.[1];
          if (id !== undefined) ids.push((lastId = id));
        }
      });
      response.on("close", again).on("error", () => undefined);
    });
    request.on("error", again);
  };
  let due: NodeJS.Timeout | undefined;
  function again(): void {
    isOpen = false;
    clearTimeout(due);
    due = setTimeout(connect, 100);
  }
  connect();
  return {
    ids,
    isOpen: () => isOpen,
    connections: () => connections,
    stop: () => {
      stopped = true;
      clearTimeout(due);
      request?.destroy();
    },
  };
}

/** Posts a comment, again and again under the same id until it is acknowledged, as the client does. */
async function comment(proxy: SpreadingProxy, session: string, id: string, ended: AbortSignal): Promise<void> {
  const body = JSON.stringify({
    id,
    kind: "comment",
    type: "general",
    targets: [{ kind: "document" }],
    text: "A remark.",
    operations: [],
    visibility: "submitted",
    capacity: "secretariat",
    jointly: [],
  });
  for (;;) {
    ended.throwIfAborted();
    // A server that is killed closes the connection before or within its answer.
    const answer = await fetch(`${proxy.url}/api/versions/letter@2/annotations`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
        cookie: `rapporteur-session=${session}`,
      },
      body,
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch(() => null);
    if (answer?.status === 201 || answer?.status === 200) return;
    if (answer && answer.status < 500) throw new Error(answer.text);
    await wait(50);
  }
}

(postgres ? test : test.skip)(
  "three servers over one database lose nothing when one is killed and the database restarts",
  async () => {
    const [folder, url, proxy] = [newFolder(), await postgres!.create(), await startProxy()];
    cpSync(path.join(__dirname, "../../fixtures/data-folders/form-3"), folder, { recursive: true });
    await migrate({}, url, { data: folder });
    const store: Store = await openPostgresStore({ url });
    closing.push(() => store.close());
    const context = createContext(store);
    const link = await createLink(context, { participant: "secretariat" });
    const { session } = await signIn(context, asActor("public"), { token: link.token });
    const [lastEvent, before] = await store.read(async (reader) => {
      const number = await reader.lastEvent();
      return [(await reader.events({ after: number - 1, limit: 1 }))[0]!.id, number];
    });

    const servers = await Promise.all([startServer(url), startServer(url), startServer(url)]);
    const ports = (): number[] => servers.map(({ port }) => port);
    proxy.spreadOver(ports());
    const streams = Array.from({ length: 6 }, () => followStream(proxy, session, lastEvent));
    closing.push(() => proxy.close(), ...streams.map(({ stop }) => stop));
    const acknowledged: string[] = [];
    let isOver = false;
    const ended = new AbortController();
    closing.push(() => ended.abort());
    const clients = Promise.all(
      Array.from({ length: 6 }, async () => {
        while (!isOver) {
          const id = randomUUID();
          await comment(proxy, session, id, ended.signal);
          acknowledged.push(id);
        }
      }),
    );
    // It is awaited below. Until then, a failure is not unhandled.
    clients.catch(() => undefined);

    for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
      await wait(seconds * 150);
      const killed = servers[0];
      killed.child.kill("SIGKILL");
      await once(killed.child, "exit");
      await wait(seconds * 150);
      await postgres!.restart("crash");
      servers.push(await startServer(url));
      servers.shift();
      proxy.spreadOver(ports());
      await wait(Math.max(0, Math.min(seconds * 200, end - Date.now())));
    }
    isOver = true;
    await clients;

    const events = (await store.read((reader) => reader.events({ after: before, limit: 1_000_000 }))).filter(
      ({ documentId }) => documentId === "letter",
    );
    const ids = events.map(({ id }) => id);
    for (const end = Date.now() + 10_000; Date.now() < end && streams.some((stream) => stream.ids.length < ids.length);)
      await wait(50);
    const created = events.map(({ subject }) => subject.id);
    expect(created.toSorted()).toEqual(acknowledged.toSorted());
    const kept = await store.read((reader) => reader.list("annotations", { documentId: "letter" }));
    const keptIds = new Set(kept.map(({ id }) => id));
    expect(acknowledged.filter((id) => !keptIds.has(id))).toEqual([]);
    for (const stream of streams) expect(stream.ids).toEqual(ids);
    expect(Math.max(...streams.map((stream) => stream.connections()))).toBeGreaterThan(1);
    expect(await store.verify()).toEqual([]);
    process.stderr.write(`rapporteur: three servers kept ${String(created.length)} comments\n`);
  },
  60_000 + seconds * 2000,
);
