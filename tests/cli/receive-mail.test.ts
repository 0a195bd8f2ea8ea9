import { readFileSync } from "node:fs";
import { runCommandLine } from "../../server/cli/command-line.ts";
import { openContext } from "../../server/cli/forum/open-forum.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import { newMailing } from "../../server/services/mailing/mailing.ts";
import { replyAddress } from "../../server/services/mailing/reply-address.ts";
import { dataFolder } from "../support/data-folder.ts";
import { asActor, firstDraft, uuid } from "../support/forum.ts";

const folder = dataFolder();
const base = "replies@forum.example";
let address = "";

beforeAll(() =>
  folder.fill([firstDraft], async (context) => {
    await createAnnotation(context, asActor("other"), {
      ...{ version: "opinion-5@1", id: uuid(1), kind: "comment", type: "general", targets: [{ kind: "document" }] },
      ...{ text: "A comment.", operations: [], visibility: "submitted", circle: null, jointly: [] },
      capacity: "organisation",
    });
    address = await context.store.transact(async (writer) => {
      const seq = await writer.lastEvent();
      const mailing = await newMailing(context, writer, { id: "member", seq });
      await writer.put("mailings", mailing);
      return replyAddress(base, mailing, { thread: `thread/${uuid(1)}`, seq }, context.now());
    });
  }),
);

const settings = { REPLY_ADDRESS: base, REPLY_AUTHSERV_ID: "mx.forum.example" };
const source = readFileSync("tests/mail/answers/apple-spanish.eml", "latin1");
/** The answer as the member sends it. */
const mail = (): string => source.replaceAll("replies+0123@forum.example", address).replaceAll("ana@", "member@");

async function receive(
  input: string,
  more: Record<string, string> = {},
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const code = await runCommandLine(["receive", "--mail", "--data", folder.data, ...args], {
    environment: { ...folder.environment, ...settings, ...more },
    write: (output) => (out += String(output)),
    writeError: (text) => (err += text),
    openInput: async function* () {
      await Promise.resolve();
      for (let at = 0; at < input.length; at += 1000) yield Buffer.from(input.slice(at, at + 1000), "latin1");
    },
    reportProgress: null,
  });
  return { code, out, err };
}

async function textsInThread(): Promise<string[]> {
  const { context } = await openContext(folder.data, null, { warn: () => undefined });
  const replies = await context.store.read((reader) => reader.list("replies", { annotationId: uuid(1) }));
  await context.store.close();
  return replies.map(({ text }) => text);
}

test("an answer with a wrong token is refused with its code, without a failure that a mail server would return", async () => {
  const wrong = mail().replaceAll(
    address,
    address.replace(/.@/u, (end) => (end === "0@" ? "1@" : "0@")),
  );
  expect(await receive(wrong)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^address-not-valid: /u) as string,
  });
  expect(await textsInThread()).toEqual([]);
});

test("an answer becomes a reply, once", async () => {
  for (let times = 0; times < 2; times += 1)
    expect(await receive(mail())).toEqual({ code: 0, out: "posted: The reply is in its thread.\n", err: "" });
  expect(await textsInThread()).toEqual(["Estoy de acuerdo con b)."]);
});

test("an answer for whose sender nobody vouches waits", async () => {
  const { code, out } = await receive(mail().replace("<a1@", "<a2@"), { REPLY_AUTHSERV_ID: "" });
  expect([code, out]).toEqual([0, "to-confirm: The person must confirm the reply on the page.\n"]);
});

test("the address of the delivery counts more than those of the header", async () => {
  const { out } = await receive(mail().replace("<a1@", "<a3@"), {}, "--recipient", address.replace("+", "+0"));
  expect(out).toMatch(/^address-not-valid: /u);
});

test("a mail that a program sent is no answer", async () => {
  const { out } = await receive(mail().replace("MIME-Version", "Auto-Submitted: auto-replied\r\nMIME-Version"));
  expect(out).toMatch(/^automatic: /u);
});

test("a mail to no reply address becomes a contribution to review, once", async () => {
  const other = mail().replaceAll(address, base);
  expect(await receive(other)).toEqual({ code: 0, out: "to-review: The mail is a contribution to review.\n", err: "" });
  expect(await receive(other)).toEqual({ code: 0, out: "received-before: The mail was received before.\n", err: "" });
  expect(await textsInThread()).toHaveLength(1);
});

test("a mail that cannot be read fails with its code", async () => {
  const nested = "Content-Type: message/rfc822\r\n\r\n".repeat(51);
  const { code, err } = await receive(`From: a@b.example\r\n${nested}`);
  expect([code, err]).toEqual([1, expect.stringContaining("more than 50 attached files or mails")]);
});

test("a mail is delivered again if the forum cannot be opened", async () => {
  expect((await receive(mail(), {}, "--data", `${folder.data}/missing`)).code).toBe(75);
  expect((await receive(mail(), { REPLY_ADDRESS: "not an address" })).code).toBe(75);
});

test("no text of a mail is in an error", async () => {
  const { err } = await receive(mail(), {}, "--data", `${folder.data}/missing`);
  expect(err).not.toContain("acuerdo");
});

test("files and a mail cannot be received together", async () => {
  const { code, err } = await receive("", {}, "a.docx");
  expect([code, err]).toEqual([2, expect.stringContaining("Name no files with --mail.")]);
});
