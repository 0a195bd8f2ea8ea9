import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { request, type RequestListener, type ServerResponse } from "node:http";
import path from "node:path";
import pino from "pino";
import { runCommandLine } from "../../server/cli/command-line.ts";
import { listenForCommands, socketPathOf } from "../../server/cli/forum/command-socket.ts";
import { actingHeader } from "../../server/cli/forum/operator-operations.ts";
import { openContext } from "../../server/cli/forum/open-forum.ts";
import { createCommandApp } from "../../server/cli/forum/command-app.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import { bounceMail } from "../support/bounce-mail.ts";
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
  ({ context: server, end: stop } = await serve(folder.data));
});
afterAll(() => stop());

/** Opens a folder as a server does, and takes commands on its socket. */
async function serve(data: string): Promise<{ context: Context; end: () => Promise<void> }> {
  const { context } = await openContext(data, null, logger, { linkBase: "https://forum.example" });
  const finish = await listenForCommands(createCommandApp({ context, logger }), data, (error) => {
    throw error;
  });
  const end = async (): Promise<void> => {
    await finish(0);
    await context.store.close();
  };
  return { context, end };
}

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
  ["mail bounce", file("bounce.eml", bounceMail({ messageId: "<one@example.org>" }))],
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

describe.each([true, false])("beside a server: %p", (isServed) => {
  const damaged = dataFolder();

  test("a command says which file is damaged, if it needs it", async () => {
    await damaged.fill([firstDraft]);
    const [hash = ""] = readdirSync(path.join(damaged.data, "contents"));
    const text = path.join(damaged.data, "contents", hash);
    const intact = readFileSync(text);
    writeFileSync(text, "{}");
    const end = isServed ? (await serve(damaged.data)).end : () => Promise.resolve();
    const { code, err } = await run("open", "opinion-5@1", "--data", damaged.data);
    expect([code, err]).toEqual([1, expect.stringContaining(`${text} is not as it was stored`)]);
    writeFileSync(text, intact);
    expect((await run("open", "opinion-5@1", "--data", damaged.data)).code).toBe(0);
    await end();
  });
});

test("a command acts with the permissions of the participant whom it names", async () => {
  const terms = ["--closes", "2113-02-20T18:00:00Z"];
  const refused = await run("consult", "opinion-5@2", "set", ...terms, "--by", "member");
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("Your role does not allow this.")]);
  expect((await run("consult", "opinion-5@2", "set", ...terms, "--by", "secretariat")).out).toContain("\topen\t");
  const unknown = await run("consult", "opinion-5@2", "set", ...terms, "--by", "nobody");
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining("The forum has chair, ")]);
});

test.each([
  ["nobody", "/api/forum", 404],
  ["secretariat", "/api/operator/link-base", 403],
  ["secretariat", "/api/operator/backup", 403],
])("as %s, a request for %s is answered %d", async (participant, path, status) => {
  const answered = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { host: "localhost", [actingHeader]: participant };
    const call = request({ socketPath: socketPathOf(folder.data), path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on("error", reject).end();
  });
  expect(answered).toBe(status);
});

test("a file comes with its progress, and is the one that a command writes without the server", async () => {
  const lines: string[] = [];
  const exported = (...more: string[]): Promise<{ code: number; out: string; err: string }> =>
    run("export", "opinion-5@2", "--format", "markdown", "--annotations", "without", ...more);
  const { out } = await exported();
  // A restored forum has an event more.
  const withoutHead = (text: string): string => text.replace(/Audit chain: .*/u, "");
  await runCommandLine(["export", "opinion-5@2", "--format", "markdown", "--out", path.join(scratch, "a.md")], {
    environment: { DATA_DIR: folder.data },
    write: () => undefined,
    writeError: () => undefined,
    reportProgress: (line) => lines.push(line),
  });
  expect(lines.slice(-2)).toEqual(["Writing the file: 100 %", ""]);
  const copy = path.join(scratch, "copy");
  expect((await run("backup", path.join(scratch, "copied.backup"))).code).toBe(0);
  expect((await run("restore", path.join(scratch, "copied.backup"), "--data", copy)).code).toBe(0);
  expect(withoutHead((await exported("--data", copy)).out)).toBe(withoutHead(out));
});

describe("a server", () => {
  const data = path.join(scratch, "answered");
  const settings = { name: "A Forum", calendar: [], template: null, logo: null };
  /** Answers the requests of commands on a folder, one after another, with each answer in turn. */
  async function answering(...answers: ((response: ServerResponse) => void)[]): Promise<() => Promise<void>> {
    mkdirSync(data, { recursive: true });
    const app: RequestListener = (_request, response) => answers.shift()?.(response);
    const finish = await listenForCommands(app, data, (error) => {
      throw error;
    });
    return () => finish(0);
  }
  const busy = (response: ServerResponse): void =>
    void response.writeHead(503).end(JSON.stringify({ code: "server-busy", params: {} }));

  test("that is busy does the work of a command as soon as it can", async () => {
    const end = await answering(busy, (response) => void response.end(JSON.stringify(settings)));
    const { code, out } = await run("forum", "show", "--data", data);
    expect([code, out]).toEqual([0, expect.stringContaining("A Forum")]);
    await end();
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ["before it answers", (response) => void response.destroy()],
    ["in the middle of its answer", (response) => void response.write("{", () => response.destroy())],
  ])("that ends %s makes the command fail", async (_when, answer) => {
    const end = await answering(answer);
    const { code, err } = await run("forum", "show", "--data", data);
    expect([code, err]).toEqual([1, expect.stringContaining("The server ended before the command was finished.")]);
    await end();
  });
});
