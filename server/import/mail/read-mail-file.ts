import { type Attachment, type ParsedMail, simpleParser } from "mailparser";
import { mailLimits } from "#core/receive/mail.ts";
import type { RemarkList } from "#core/receive/read-contribution.ts";
import { replyText } from "#core/receive/reply-text.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";

/** Maximum size of a mail in bytes, and lengths of its text and of its other strings in UTF-16 code units. */
const largest = { bytes: 25 * 1024 * 1024, text: 200_000, line: 1000 };

/**
 * Reads a mail (RFC 5322) as one remark: the text of its sender, without quotes, signature and disclaimer. HTML becomes
 * text. Nothing is loaded. If it has no text of its own, as a forwarded mail, the remark is the whole text.
 *
 * @throws UnreadableFile too-large, too-long, damaged, mail-too-many-files
 */
export async function readMailFile(bytes: Uint8Array): Promise<RemarkList> {
  if (bytes.length > largest.bytes) throw new UnreadableFile("too-large", `a mail of ${String(bytes.length)} bytes`);
  const nested = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString("latin1")
    .match(/^content-type:\s*message\/rfc822/gimu);
  checkCount(nested?.length ?? 0);
  const limits = {
    maxHtmlLengthToParse: largest.text * 10,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  };
  const mail = await simpleParser(Buffer.from(bytes), limits).catch((error: unknown) => {
    throw new UnreadableFile("damaged", String(error));
  });
  checkCount(mail.attachments.length);
  // The parser makes text of HTML only if it is the whole mail, or if another part is text.
  const { text: parsed, textConversionError } =
    mail.text === undefined && mail.html
      ? await simpleParser(`Content-Type: text/html; charset=utf-8\r\n\r\n${mail.html.replaceAll(image, "")}`, limits)
      : mail;
  const whole = (parsed ?? "").replaceAll("\0", "").replaceAll(embedded, "").trim();
  if (whole.length > largest.text || textConversionError) throw new UnreadableFile("too-long", "a mail's text");
  const { text: own, folded } = replyText(whole, []);
  const { text, rest } = own === "" ? { text: whole, rest: [] } : { text: own, rest: folded };
  const sender = mail.from?.value[0];
  const from = { name: lineOf(sender?.name), address: lineOf(sender?.address) };
  const subject = lineOf(mail.subject);
  const sentAt = dateOf(mail);
  const facts = { from, subject, sentAt, text, folded: rest };
  return {
    form: "remarks",
    names: subject === "" ? null : subject,
    remarks: [
      {
        ...{ id: "mail 1", author: from.name || from.address, source: "", date: sentAt, text, type: null },
        place: { citation: null, quote: null, selectors: null },
        ...{ proposed: null, resolved: false, replies: [] },
      },
    ],
    mail: { ...facts, attachments: mail.attachments.map(attachedFile) },
    notices: [],
  };
}

function checkCount(files: number): void {
  if (files > mailLimits.files)
    throw new UnreadableFile("mail-too-many-files", String(files), { most: mailLimits.files });
}

const image = /<img\s[^<>]{0,4000}>/giu;

/** The name of a picture, where the parser found one in HTML. */
const embedded = /\[cid:[^\]\s]{1,500}\]/gu;

/** Returns the date in the header. The parser gives the current time for one that it cannot read. */
function dateOf({ headerLines }: ParsedMail): string | null {
  const line = headerLines.find(({ key }) => key === "date")?.line ?? "";
  const date = new Date(line.slice(line.indexOf(":") + 1).trim());
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Returns a header's text on one line. */
function lineOf(text = ""): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, largest.line);
}

function attachedFile({ filename = "", contentType, content }: Attachment): {
  fileName: string;
  bytes: Uint8Array;
} {
  const ending = contentType === "message/rfc822" ? ".eml" : contentType === "application/ms-tnef" ? ".dat" : "";
  const name = lineOf(filename.slice(Math.max(filename.lastIndexOf("/"), filename.lastIndexOf("\\")) + 1)) || "file";
  const isNamed = ending === "" || name.toLowerCase().endsWith(ending);
  return { fileName: name.slice(-240) + (isNamed ? "" : ending), bytes: new Uint8Array(content) };
}
