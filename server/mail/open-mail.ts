import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { type Context, type Mail, MailError } from "../services/kernel/context.ts";

/** Settings of outgoing mail. */
export interface MailSettings {
  /** URL of the mail server ("smtps://user:password@host"). Null means that messages become files. */
  smtpUrl: string | null;
  /** The sender: an address, with or without a name. */
  from: string;
  /** The key that signs messages (DKIM), or null. */
  dkim: { keyFile: string; domain: string; selector: string } | null;
  /** Folder of the messages without a mail server. */
  outbox: string;
}

/** Reports about mail. None has an address, a link or a code. */
export interface MailReports {
  /** A message was written to a file. */
  written: (file: string) => void;
  /** A message could not be sent. */
  failed: (reason: Fault) => void;
}

/** The reason why a message was not sent: the code of the connection's error, or the answer of the mail server. */
interface Fault {
  code: string;
  /** SMTP reply code. */
  reply?: number;
}

/** A person waits for a message, so a mail server has no more time to answer than this, in ms. */
const patience = 20_000;

/**
 * Opens outgoing mail: by SMTP, or as `.eml` files in a folder that only the server's account can read.
 * @throws Error if the DKIM key cannot be read
 */
export async function openMail(
  { smtpUrl, from, dkim, outbox }: MailSettings,
  { written, failed }: MailReports,
): Promise<{
  sendMail: Context["sendMail"];
  mailServer: Context["mailServer"];
  forgetMails: (of: Forgotten) => Promise<void>;
  close: () => void;
}> {
  const forgetMails = (of: Forgotten): Promise<void> => deleteMails(outbox, of);
  const key = dkim && {
    domainName: dkim.domain,
    keySelector: dkim.selector,
    privateKey: await readFile(dkim.keyFile, "utf8"),
  };
  const signed = key ? { dkim: key } : {};
  const mailServer = { url: smtpUrl && urlWithoutSecrets(smtpUrl), sender: from };
  if (smtpUrl === null) {
    const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows", ...signed });
    let count = 0;
    const sendMail = async (mail: Mail): Promise<void> => {
      const { message } = await composer.sendMail(messageOf(mail, from, personHeaders(mail)));
      await mkdir(outbox, { recursive: true, mode: 0o700 });
      const file = path.join(outbox, `${new Date().toISOString().replaceAll(":", "-")}-${String((count += 1))}.eml`);
      await writeFile(file, message as Buffer, { mode: 0o600, flag: "wx" });
      written(file);
    };
    return { sendMail, mailServer, forgetMails, close: () => composer.close() };
  }
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    ...signed,
  });
  const sendMail: Context["sendMail"] = async (mail, accepted) => {
    try {
      const { response } = await transport.sendMail(messageOf(mail, from));
      accepted?.(response);
    } catch (error) {
      const fault = faultOf(error);
      failed(fault);
      // A code below 500 asks to try again later. Some servers answer the first message of an unknown sender so.
      const { response: answer = null } = error as { response?: string };
      if (ofMessage.has(fault.code))
        throw new MailError("refused", (fault.reply ?? 0) >= 500, { cause: "refused", answer });
      throw new MailError("unreachable", false, { cause: causes[fault.code] ?? "other", answer });
    }
  };
  return { sendMail, mailServer, forgetMails, close: () => transport.close() };
}

/** The person whose messages are deleted, with their addresses. */
interface Forgotten {
  person: string;
  addresses: ReadonlySet<string>;
}

/** Header of a message in the folder: the hash of the person's id. Their address may change, and is then not known. */
const personHeader = "X-Rapporteur-Person";

function personHeaders({ person }: Mail): Record<string, string> {
  return person === undefined ? {} : { [personHeader]: personHash(person) };
}

/** Short enough that the header stays on one line. */
function personHash(person: string): string {
  return createHash("sha256").update(person).digest("hex").slice(0, 32);
}

/** Deletes the messages to a person from a folder. They may remain from a time without a mail server. */
async function deleteMails(outbox: string, { person, addresses }: Forgotten): Promise<void> {
  const wanted = new Set([...addresses].map((address) => address.toLowerCase()));
  const header = `${personHeader}: ${personHash(person)}`.toLowerCase();
  for (const name of await readdir(outbox).catch(() => [])) {
    if (!name.endsWith(".eml")) continue;
    const [head = ""] = (await readFile(path.join(outbox, name), "utf8")).split(/\r?\n\r?\n/u, 1);
    const [, to = ""] = /^To:(?<to>.*(?:\r?\n[ \t].*)*)/imu.exec(head) ?? [];
    const isTo = to
      .toLowerCase()
      .split(/[\s<>,;"]+/u)
      .some((address) => wanted.has(address));
    if (isTo || head.toLowerCase().split(/\r?\n/u).includes(header)) await rm(path.join(outbox, name));
  }
}

/** The codes with which nodemailer reports that a mail server refused the recipient or the text. */
const ofMessage: ReadonlySet<string> = new Set(["EENVELOPE", "EMESSAGE"]);

/** The causes of failures by the codes of nodemailer and of the connection. */
const causes: Readonly<Record<string, MailError["fault"]["cause"]>> = {
  EDNS: "name",
  ECONNECTION: "connection",
  ECONNREFUSED: "connection",
  ESOCKET: "connection",
  ETIMEDOUT: "timeout",
  ETLS: "encryption",
  EREQUIRETLS: "encryption",
  EAUTH: "login",
  ENOAUTH: "login",
};

/** "smtps://user:password@host:465?x=y" -> "smtps://host:465". */
function urlWithoutSecrets(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** Headers that tell mail programs not to answer on their own. */
const automatic = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };

/** Headers by which a mail program ends messages of a kind, with a POST (RFC 8058). A GET only shows a page. */
function stopHeaders(url: string): Record<string, string> {
  return { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

function messageOf(
  { id, to, subject, text, html, language, topic, stop, senderName, replyTo }: Mail,
  from: string,
  more: Record<string, string> = {},
): SendMailOptions {
  const [, address = from] = /<([^<>]+)>$/u.exec(from.trim()) ?? [];
  const domain = address.split("@")[1] ?? "localhost";
  // Addresses are fields of their own, so that no part of them is read as a list of addresses.
  return {
    from: senderName === undefined ? from : { name: senderName, address },
    ...(replyTo !== undefined && { replyTo: { name: "", address: replyTo } }),
    ...(id !== undefined && { messageId: `<${id}@${domain}>` }),
    ...(topic !== undefined && { inReplyTo: `<${topic}@${domain}>`, references: `<${topic}@${domain}>` }),
    to: { name: "", address: to },
    subject,
    text,
    html,
    headers: { ...automatic, "Content-Language": language, ...(stop !== undefined && stopHeaders(stop)), ...more },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Keeps only the codes of an error. Its text may repeat the address, or the server's name and password. */
function faultOf(error: unknown): Fault {
  const { code = "unknown", responseCode } = error as { code?: string; responseCode?: number };
  return { code, ...(responseCode !== undefined && { reply: responseCode }) };
}
