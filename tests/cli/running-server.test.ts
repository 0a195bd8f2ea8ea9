import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import pino from "pino";
import { runCommandLine } from "../../server/cli/command-line.ts";
import { listenForCommands, socketPathOf } from "../../server/cli/command-socket.ts";
import { serveStore } from "../../server/cli/serve-store.ts";
import { openSocketStore } from "../../server/cli/socket-store.ts";
import { openContext } from "../../server/cli/with-data.ts";
import { createCommandApp } from "../../server/http/app.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import type { Store } from "../../server/store/store.ts";
import { dataFolder } from "../support/data-folder.ts";
import { asActor, firstDraft, secondDraft } from "../support/forum.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const scratch = scratchFolder();
const folder = dataFolder();
const logger = pino({ level: "silent" });
/** The context of a server that runs on the folder. */
let server: Context;
let stop = (): Promise<void> => Promise.resolve();

beforeAll(async () => {
  await folder.fill([firstDraft, secondDraft]);
  server = (await openContext(folder.data, null, logger, { linkBase: "https://forum.example" })).context;
  const app = serveStore(server, createCommandApp({ context: server, logger }), 1500);
  const finish = await listenForCommands(app, folder.data, (error) => {
    throw error;
  });
  stop = async () => {
    await finish(0);
    await server.store.close();
  };
});
afterAll(() => stop());

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const code = await runCommandLine(args, {
    environment: { LOG_LEVEL: "silent", DATA_DIR: folder.data, PATH: "" },
    write: (output) => (out += typeof output === "string" ? output : new TextDecoder().decode(output)),
    writeError: (text) => (err += text),
    reportProgress: null,
  });
  return { code, out, err };
}

const file = (name: string, content: string): string => {
  writeFileSync(path.join(scratch, name), content);
  return path.join(scratch, name);
};
const base = file("base.md", firstDraft);
const revised = file("revised.md", secondDraft);

/** Creates a comment of a member and returns its id. */
async function commented(): Promise<string> {
  const { annotation } = await createAnnotation(server, asActor("member"), {
    version: "opinion-5@1",
    id: "00000000-0000-4000-8000-000000000001",
    kind: "comment",
    type: "general",
    targets: [{ kind: "document" }],
    text: "A comment.",
    operations: [],
    visibility: "submitted",
    circle: null,
    capacity: "organisation",
    jointly: [],
  });
  return annotation.id;
}

/** The commands, each with arguments with which it succeeds while the server runs. "#" is the id of a comment. */
const works: [command: string, ...args: string[]][] = [
  ["read", base],
  ["compare", base, revised],
  ["carry", base, revised, "--anchors", file("anchors.json", '[{"id":"a","start":0,"end":3}]')],
  ["import", revised, "opinion-5@3", "--date", "2013-03-01"],
  ["export", "opinion-5@1", "--format", "markdown"],
  ["redline", "opinion-5@1", "opinion-5@2", "--format", "html"],
  ["history", "opinion-5@2", "1"],
  ["origins", "opinion-5@2"],
  ["outcomes", "opinion-5@2"],
  ["uptake", "opinion-5@2"],
  ["open", "opinion-5@2"],
  ["barometer", "opinion-5@2"],
  ["receive", "fixtures/wtpf-13/contributions/valdoria-opinion-5.docx", "--sent", "2013-02-03"],
  ["working-text", "opinion-5@1"],
  ["decide", "#", "accepted", "--by", "chair"],
  ["consult", "opinion-5@2"],
  ["circle"],
  ["invite", "other"],
  ["forum show"],
  ["forum set", "--short-name", "Forum 6"],
  ["organisations list"],
  ["organisations export"],
  ["people list"],
  ["people export"],
  ["people invite", "other"],
  ["people deactivate", "observer"],
  ["people reactivate", "observer"],
  ["people replace-address", "other", "other@example.org"],
  ["recover", "other"],
  ["verify"],
  ["backup", path.join(scratch, "today.backup")],
];

/** The commands that rightly refuse, with a part of the reason. */
const refuses: [command: string, reason: string, ...args: string[]][] = [
  ["serve", "in use by process", "--port", "0"],
  ["migrate", "in use by process", "--to", path.join(scratch, "moved")],
  ["restore", "not empty", path.join(scratch, "today.backup")],
];

test.each(works)("`%s` works while the server runs", async (command, ...args) => {
  const id = args.includes("#") ? await commented() : "";
  const { code, err } = await run(...command.split(" "), ...args.map((arg) => (arg === "#" ? id : arg)));
  expect([code, err]).toEqual([0, ""]);
});

test.each(refuses)("`%s` says why it cannot work while the server runs", async (command, reason, ...args) => {
  const { code, err } = await run(command, ...args);
  expect(code).toBe(1);
  expect(err).toContain(reason);
});

test("every command of the help is tried", async () => {
  const { out } = await run("--help");
  const listed = [...out.slice(out.indexOf("Commands:")).matchAll(/^ {2}(?<name>[a-z-]+)/gmu)].map(([, name]) => name);
  const tried = new Set([...works, ...refuses].map(([command]) => command.split(" ")[0]));
  expect(listed.filter((name) => name !== "help" && !tried.has(name))).toEqual([]);
});

test("the server has what a command wrote, and tells its readers", async () => {
  const heard: string[] = [];
  const unsubscribe = server.store.subscribe(({ kind }) => heard.push(kind));
  expect((await run("import", revised, "opinion-5@4", "--date", "2013-04-01")).code).toBe(0);
  unsubscribe();
  expect(heard).toEqual(["version-prepared", "version-published"]);
  const versions = await server.store.read((reader) => reader.list("versions"));
  const [version] = versions.filter(({ round }) => round === "4");
  const original = await server.store.read((reader) => reader.get("originals", version?.source.hash ?? ""));
  expect(Buffer.from(original?.bytes ?? "")).toEqual(readFileSync(revised));
});

test("a link that a command prints leads to the server", async () => {
  expect((await run("invite", "other")).out).toMatch(/^https:\/\/forum\.example\/sign-in\?token=/u);
});

describe("a command's store", () => {
  const opened = async (): Promise<Store> => {
    const remote = await openSocketStore(folder.data);
    if (!remote) throw new Error("No server");
    return remote.store;
  };
  const row = (id: string) => ({ id, expiresAt: "2100-01-01T00:00:00.000Z", asked: [], wrong: [] });
  const ids = (): Promise<string[]> =>
    server.store.read(async (reader) => (await reader.list("signInCounts")).map(({ id }) => id));

  test("sees its own writes and keeps them together", async () => {
    const store = await opened();
    const seen = await store.transact(async (writer) => {
      await Promise.all([writer.put("signInCounts", row("a")), writer.put("signInCounts", row("b"))]);
      return (await writer.list("signInCounts")).length;
    });
    expect(seen).toBeGreaterThanOrEqual(2);
    expect(await ids()).toEqual(expect.arrayContaining(["a", "b"]));
  });

  test("keeps nothing of a transaction whose function throws", async () => {
    const work = (await opened()).transact(async (writer) => {
      await writer.put("signInCounts", row("thrown"));
      throw new RangeError("a rule");
    });
    await expect(work).rejects.toThrow(RangeError);
    expect(await ids()).not.toContain("thrown");
  });

  test("rejects a write without an event", async () => {
    const work = (await opened()).transact((writer) => writer.remove("views", "x"));
    await expect(work).rejects.toMatchObject({ name: "WriteWithoutEventError" });
  });

  test("undoes a transaction of a command that pauses, so that others can write", async () => {
    const work = (await opened()).transact(async (writer) => {
      await writer.put("signInCounts", row("paused"));
      // As long as it takes until somebody else's write is kept.
      await server.store.transact((other) => other.put("signInCounts", row("others")));
    });
    await expect(work).rejects.toThrow(/ended before the command was finished/u);
    expect(await ids()).toEqual(expect.arrayContaining(["others"]));
    expect(await ids()).not.toContain("paused");
  });

  test("undoes a transaction of a command that is killed", async () => {
    const call = request({ socketPath: socketPathOf(folder.data), path: "/store/transact", method: "POST" });
    call.on("error", () => undefined);
    call.flushHeaders();
    const begun = new Promise<void>((resolve) => {
      call.once("response", (response) => response.once("data", () => resolve()));
    });
    await begun;
    call.write(`${JSON.stringify({ does: "put", args: ["signInCounts", row("killed")] })}\n`);
    call.destroy();
    await server.store.transact((writer) => writer.put("signInCounts", row("next")));
    expect(await ids()).not.toContain("killed");
  });

  test("says which file is damaged, if a command needs it", async () => {
    const versions = await server.store.read((reader) => reader.list("versions"));
    const hash = versions.find(({ round }) => round === "1")?.contentHash ?? "";
    const text = path.join(folder.data, "contents", `${hash}.json`);
    const intact = readFileSync(text);
    writeFileSync(text, "{}");
    const { code, err } = await run("open", "opinion-5@1");
    expect([code, err]).toEqual([1, expect.stringContaining(`${text} is not as it was stored`)]);
    writeFileSync(text, intact);
    expect((await run("open", "opinion-5@1")).code).toBe(0);
  });

  test("passes bytes and unusual line ends on unchanged", async () => {
    const store = await opened();
    const bytes = Buffer.from([0, 10, 13, 255]);
    const id = createHash("sha256").update(bytes).digest("hex");
    const device = "one\u2028two\u2029three\r\nfour";
    await store.transact(async (writer) => {
      await writer.put("originals", { id, bytes });
      await writer.put("signInCounts", { ...row("ends"), asked: [device] });
      const [forum] = await writer.list("forum");
      const subject = { collection: "forum", id: forum?.id ?? "" } as const;
      const by = { at: new Date().toISOString(), actor: null, onBehalfOf: null, documentId: null };
      await writer.append({ ...by, kind: "forum-changed", subject, before: null, after: null });
    });
    const kept = await store.read(async (reader) => ({
      original: await reader.get("originals", id),
      counts: await reader.get("signInCounts", "ends"),
    }));
    expect(Buffer.from(kept.original?.bytes ?? "")).toEqual(bytes);
    expect(kept.counts?.asked).toEqual([device]);
  });

  test("ends in order although the function does not wait for all its calls", async () => {
    const store = await opened();
    const result = await store.read((reader) => {
      for (let call = 0; call < 5; call += 1) reader.list("versions").catch(() => undefined);
      return "early";
    });
    expect(result).toBe("early");
  });

  test("cannot write while it only reads", async () => {
    const reading = (await opened()).read(async (reader) => {
      await (reader as unknown as { put: (...args: unknown[]) => Promise<void> }).put("signInCounts", row("sly"));
    });
    await expect(reading).rejects.toThrow();
    expect(await ids()).not.toContain("sly");
  });
});
