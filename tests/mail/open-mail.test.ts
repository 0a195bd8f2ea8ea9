import { generateKeyPairSync } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { simpleParser } from "mailparser";
import { mailParts } from "../../server/core/phrases/mail-text.ts";
import { openMail, type MailSettings } from "../../server/mail/open-mail.ts";
import { laidOut } from "../../server/mail/page/mail-page.tsx";
import type { Mail } from "../../server/services/kernel/context.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const folder = scratchFolder();
const outbox = path.join(folder, "outbox");
const settings: MailSettings = { smtpUrl: null, from: "Forum <forum@example.org>", dkim: null, outbox };
const link = "https://forum.example.org/sign-in#token=abc-DEF_123&x=<1>";
const mail: Mail = {
  to: "amina@example.org",
  ...laidOut(
    mailParts(
      { kind: "sign-in", link, code: "012345", expiresAt: "2013-02-06T09:15:00.000Z" },
      { name: "Amina <b>", forum: "The Forum", language: "en", timeZone: "UTC", replyTo: null, ownText: "" },
    ),
  ),
};
const silent = { written: () => undefined, failed: () => undefined };

const running: MailServer[] = [];
async function started(options?: { refuse: number }): Promise<MailServer> {
  const server = await startMailServer(options);
  running.push(server);
  return server;
}
afterAll(() => Promise.all(running.map((server) => server.stop())));

test("sends a message by SMTP as text and as HTML that say the same", async () => {
  const server = await started();
  const { sendMail, close } = await openMail({ ...settings, smtpUrl: server.url }, silent);
  await sendMail(mail);
  close();
  const { recipients, subject, from, text = "", html, headers } = await server.mail(1);
  expect({ recipients, subject, from: from?.text }).toEqual({
    recipients: ["amina@example.org"],
    subject: "Sign in to The Forum",
    from: '"Forum" <forum@example.org>',
  });
  for (const part of ["012 345", "6 Feb 2013, 09:15 UTC", "Open this link in the browser"]) {
    expect(text).toContain(part);
    expect(html).toContain(part);
  }
  expect(text).toContain(link);
  expect(html).toContain('href="https://forum.example.org/sign-in#token=abc-DEF_123&amp;x=&lt;1>"');
  expect(html).toContain("Dear Amina &lt;b>,");
  expect(headers.get("auto-submitted")).toBe("auto-generated");
  expect(headers.get("dkim-signature")).toBeUndefined();
});

test("a message that is sent again has the same Message-ID", async () => {
  const server = await started();
  const { sendMail, close } = await openMail({ ...settings, smtpUrl: server.url }, silent);
  for (const id of ["one", "one", "two"]) await sendMail({ ...mail, id });
  close();
  const ids = [1, 2, 3].map(async (count) => (await server.mail(count)).messageId);
  expect(await Promise.all(ids)).toEqual(["<one@example.org>", "<one@example.org>", "<two@example.org>"]);
});

test("signs messages with the configured key", async () => {
  const server = await started();
  const keyFile = path.join(folder, "dkim.pem");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  fs.writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }));
  const dkim = { keyFile, domain: "example.org", selector: "forum" };
  const { sendMail, close } = await openMail({ ...settings, smtpUrl: server.url, dkim }, silent);
  await sendMail(mail);
  close();
  expect((await server.mail(1)).source).toMatch(/DKIM-Signature: [^]*d=example\.org;[^]*s=forum;/u);
});

test("without a mail server, writes a message to a file that only its owner can read", async () => {
  const written: string[] = [];
  const { sendMail } = await openMail(settings, { ...silent, written: (file) => written.push(file) });
  await sendMail(mail);
  await sendMail(mail);
  expect(new Set(written).size).toBe(2);
  const [file = ""] = written;
  expect([path.dirname(file), path.extname(file)]).toEqual([outbox, ".eml"]);
  expect([fs.statSync(outbox).mode & 0o777, fs.statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
  const parsed = await simpleParser(fs.readFileSync(file));
  expect(parsed.text).toContain("012 345");
});

test.each([
  [
    "is down",
    { smtpUrl: "smtp://127.0.0.1:9" },
    550,
    { failure: "unreachable", isFinal: false, fault: { cause: "connection" } },
  ],
  [
    "refuses the address",
    {},
    550,
    { failure: "refused", isFinal: true, fault: { cause: "refused", answer: "550 No mailbox amina@example.org" } },
  ],
  ["refuses the address for now", {}, 450, { failure: "refused", isFinal: false }],
])("reports a mail server that %s, without the address or the text", async (_name, more, refuse, error) => {
  const server = await started({ refuse });
  const faults: unknown[] = [];
  const { sendMail, close } = await openMail(
    { ...settings, smtpUrl: server.url, ...more },
    { ...silent, failed: (fault) => faults.push(fault) },
  );
  await expect(sendMail(mail)).rejects.toMatchObject(error);
  close();
  expect(faults).toHaveLength(1);
  expect(JSON.stringify(faults)).not.toMatch(/amina|012345|token|forum/u);
});

test("reaches only the one address, whatever it looks like", async () => {
  const server = await started();
  const { sendMail, close } = await openMail({ ...settings, smtpUrl: server.url }, silent);
  await sendMail({ ...mail, to: "a@example.org,b@example.org" }).catch(() => undefined);
  close();
  expect(server.arrived.flatMap(({ recipients }) => recipients)).not.toContain("b@example.org");
});

test("deletes the messages to a person, at whatever address, and no others", async () => {
  const kept = path.join(folder, "kept");
  const { sendMail, forgetMails, close } = await openMail({ ...settings, outbox: kept }, silent);
  for (const to of ["amina@example.org", "Amina@example.org", "samina@example.org"]) await sendMail({ ...mail, to });
  await sendMail({ ...mail, to: "earlier@example.org", person: "amina" });
  await forgetMails({ person: "amina", addresses: new Set(["amina@example.org"]) });
  close();
  const left = fs.readdirSync(kept).map((name) => fs.readFileSync(path.join(kept, name), "utf8"));
  expect(left).toHaveLength(1);
  expect(left[0]).toContain("samina@example.org");
});

test("a message about news names its topic, and the address that ends such messages with a POST", async () => {
  const server = await started();
  const { sendMail, close } = await openMail({ ...settings, smtpUrl: server.url }, silent);
  await sendMail({ ...mail, id: "one", topic: "thread", stop: "https://forum.example.org/stop-mails?token=x" });
  close();
  const { headers, inReplyTo, references } = await server.mail(1);
  expect([inReplyTo, references]).toEqual(["<thread@example.org>", "<thread@example.org>"]);
  expect(headers.get("list")).toMatchObject({ unsubscribe: { url: "https://forum.example.org/stop-mails?token=x" } });
  expect(JSON.stringify([...headers])).toContain("List-Unsubscribe=One-Click");
});

test("names the sender and the address for replies that the forum chose, and hears the server's answer", async () => {
  const server = await started();
  const { sendMail, close } = await openMail({ ...settings, smtpUrl: server.url }, silent);
  const answers: string[] = [];
  await sendMail({ ...mail, senderName: 'WTPF "team"', replyTo: "team@example.org" }, (text) => answers.push(text));
  close();
  const { from, replyTo } = await server.mail(1);
  expect([from?.value, replyTo?.text]).toEqual([
    [{ name: 'WTPF "team"', address: "forum@example.org" }],
    "team@example.org",
  ]);
  expect(answers).toEqual([expect.stringMatching(/^250 /u)]);
});

test("names the mail server without its password", async () => {
  const { mailServer, close } = await openMail(
    { ...settings, smtpUrl: "smtps://user:secret@mail.example.org" },
    silent,
  );
  close();
  expect(mailServer).toEqual({ url: "smtps://mail.example.org", sender: "Forum <forum@example.org>" });
});
