import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pino from "pino";
import { runCommandLine } from "../../server/cli/command-line.ts";
import { listenForCommands, socketPathOf } from "../../server/cli/forum/command-socket.ts";
import { openContext } from "../../server/cli/forum/open-forum.ts";
import { createCommandApp } from "../../server/cli/forum/command-app.ts";
import { bounceMail } from "../support/bounce-mail.ts";
import { settlePeople } from "../support/forum.ts";
import { forumOf } from "../support/people.ts";
import { startMailServer } from "../support/mail-server.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const logger = pino({ level: "silent" });
const scratch = scratchFolder();

/** Creates a data folder with a forum and its people. */
async function filledFolder(name: string): Promise<string> {
  const data = path.join(scratch, name);
  const { context } = await openContext(data, null, logger);
  await context.store.transact(async (writer) => {
    await writer.put("forum", forumOf());
    await settlePeople(writer);
  });
  await context.store.close();
  return data;
}

/** Opens a folder as a server does, and takes commands on its socket. Returns a function that stops it. */
async function serveCommands(data: string): Promise<() => Promise<void>> {
  const { context } = await openContext(data, null, logger);
  const stop = await listenForCommands(createCommandApp({ context, logger }), data, (error) => {
    throw error;
  });
  return async () => {
    await stop(0);
    await context.store.close();
  };
}

interface Ran {
  code: number;
  out: string;
  err: string;
}

const run = (data: string, ...args: string[]): Promise<Ran> => runWith({}, data, ...args);

async function runWith(environment: Record<string, string>, data: string, ...args: string[]): Promise<Ran> {
  let [out, err] = ["", ""];
  const code = await runCommandLine([...args, "--data", data], {
    environment: { LOG_LEVEL: "silent", ...environment },
    write: (output) => (out += typeof output === "string" ? output : new TextDecoder().decode(output)),
    writeError: (text) => (err += text),
    reportProgress: null,
  });
  return { code, out, err };
}

describe.each(["while a server runs", "while none runs"])("settings commands, %s", (when) => {
  let data = "";
  let stop = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    data = await filledFolder(when.replaceAll(" ", "-"));
    if (when === "while a server runs") stop = await serveCommands(data);
  });
  afterAll(() => stop());

  test("show and change the forum, and undo the change", async () => {
    const set = await run(data, "forum", "set", "--name", "Sixth Forum", "--time-zone", "Europe/Zurich");
    expect([set.code, set.err]).toEqual([0, ""]);
    expect(set.out).toContain("name\tSixth Forum\n");
    expect(set.out).toContain("\nlogo\t\n");
    const [, change = ""] = /undo (\S+)\n$/u.exec(set.out) ?? [];
    expect((await run(data, "forum", "undo", change)).code).toBe(0);
    expect((await run(data, "forum", "show")).out).toContain("name\tA Policy Forum\n");
  });

  test("reject a value that is not valid with exit code 2", async () => {
    const { code, err } = await run(data, "forum", "set", "--time-zone", "Mars");
    expect([code, err]).toEqual([2, expect.stringContaining("timeZone")]);
  });

  test("reject a sender with a line break, and an address for replies with two addresses", async () => {
    const sender = await run(data, "forum", "set", "--sender-name", "Team\r\nBcc: all@example.org");
    expect([sender.code, sender.err]).toEqual([2, expect.stringContaining("senderName")]);
    const replyTo = await run(data, "forum", "set", "--reply-to", "a@example.org, b@example.org");
    expect([replyTo.code, replyTo.err]).toEqual([2, expect.stringContaining("replyTo")]);
  });

  test("record no bounce of a message that the forum did not send, without a failure", async () => {
    const file = path.join(scratch, "bounce.eml");
    writeFileSync(file, bounceMail({ messageId: "<abc.news.mhzq.0123456789abcdefghijkl@example.org>" }));
    const { code, out } = await run(data, "mail", "bounce", file);
    expect([code, out]).toEqual([0, "Ignored: the forum sent no such message to this address within 30 days.\n"]);
    writeFileSync(file, "Subject: Hello\n\nHello.\n");
    const other = await run(data, "mail", "bounce", file);
    expect([other.code, other.out]).toEqual([0, "Ignored: the mail does not report that a message came back.\n"]);
  });

  test("list, deactivate and reactivate people", async () => {
    const { out } = await run(data, "people", "list", "--search", "north");
    expect(out.split("\n")[0]).toBe("colleague\tThe colleague\tcolleague@example.org\tNorth\tmember\t");
    expect((await run(data, "people", "deactivate", "member")).code).toBe(0);
    expect((await run(data, "people", "list")).out).not.toContain("The member");
    expect((await run(data, "people", "reactivate", "member")).code).toBe(0);
    const last = await run(data, "people", "deactivate", "secretariat");
    expect([last.code, last.err]).toEqual([1, expect.stringContaining("Give another person the role")]);
  });

  test("import people: a dry run stores nothing, and a broken line refuses the file", async () => {
    const file = path.join(scratch, "people.csv");
    writeFileSync(file, "name;e-mail;organisation\nAna;ana@example.org;North\n");
    const dry = await run(data, "people", "import", file, "--dry-run");
    expect(dry.out).toBe(
      "2\tcreated\tana\tAna\t\nNothing was stored: 1 to create, 0 to change, 0 unchanged, 0 refused.\n",
    );
    expect((await run(data, "people", "import", file)).out).toContain("Imported: 1 created");
    writeFileSync(file, "name;e-mail;organisation\nBo;bo@example.org;Atlantis\n");
    const refused = await run(data, "people", "import", file);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain("refused\t\tBo\torganisation: there is no organisation “Atlantis”.");
    expect(refused.err).toContain("1 line was refused.");
  });

  test("export people and organisations", async () => {
    expect((await run(data, "people", "export")).out).toContain("member,The member,member@example.org,North,member");
    expect((await run(data, "organisations", "export")).out).toContain("north,North,Administration of North");
  });

  test("merge organisations", async () => {
    const merged = await run(data, "organisations", "merge", "north", "--into", "registry");
    expect(merged.out).toMatch(/^registry\tRegistry\tThe Registry\ttechnical-community\t[45]\n/u);
    const { out } = await run(data, "organisations", "list");
    expect(out).not.toContain("north");
  });

  test("open earlier drafts to people who joined an organisation, and to nobody else", async () => {
    const refused = await run(data, "people", "open-drafts", "chair", "registry");
    expect([refused.code, refused.out]).toEqual([1, ""]);
    // Closed by the merger before.
    const { code, out } = await run(data, "people", "open-drafts", "other", "north");
    expect([code, out]).toEqual([
      0,
      "other now reads the earlier drafts of north. Its people see that you opened them.\n",
    ]);
  });

  test("invite a person", async () => {
    expect((await run(data, "people", "invite", "chair")).out).toMatch(/^http:\S+\/sign-in\S*token=\S+\n/u);
  });
});

test("only the owner of the data folder can send commands to a running server", async () => {
  const data = await filledFolder("owned");
  const stop = await serveCommands(data);
  expect(statSync(socketPathOf(data)).mode & 0o777).toBe(0o600);
  await stop();
});

test("opens the folder itself if a killed server left its socket behind", async () => {
  const data = await filledFolder("killed");
  writeFileSync(socketPathOf(data), "");
  expect((await run(data, "forum", "show")).out).toContain("name\tA Policy Forum\n");
});

test("an invitation by mail prints no link", async () => {
  const data = await filledFolder("mailed");
  const server = await startMailServer();
  const sent = await runWith({ SMTP_URL: server.url }, data, "people", "invite", "chair");
  expect([sent.code, sent.out]).toEqual([0, "The invitation is on its way to the mail address of chair.\n"]);
  expect((await server.mail(1)).recipients).toEqual(["chair@example.org"]);
  await server.stop();
});

test("an invitation that could not be sent fails with the reason, and `--print` gives a link to hand over", async () => {
  const data = await filledFolder("not-mailed");
  const server = await startMailServer({ refuse: 550 });
  const settings = { SMTP_URL: server.url };
  const failed = await runWith(settings, data, "people", "invite", "chair");
  expect([failed.code, failed.out]).toEqual([1, ""]);
  expect(failed.err).toContain("The invitation was not sent to chair, because the mail server refused it.");
  expect(failed.err).toContain("npx rapporteur people invite chair --print");
  const printed = await runWith(settings, data, "people", "invite", "chair", "--print");
  expect([printed.code, printed.out]).toEqual([0, expect.stringMatching(/^http:\S+\/sign-in\?token=\S+\n/u)]);
  await server.stop();
});

test("an invitation begins with an address that browsers can open", async () => {
  const data = await filledFolder("invited");
  const invited = await runWith({ HOST: "::1" }, data, "people", "invite", "chair");
  expect(invited.out).toMatch(/^http:\/\/\[::1\]:4100\/sign-in\?token=/u);
});
