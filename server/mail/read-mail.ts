import { createHash } from "node:crypto";
import { type ParsedMail, simpleParser } from "mailparser";
import { isVouchedFor } from "./authentication-results.ts";
import { replyText } from "#core/receive/reply-text.ts";

/** An answer as the receiving server delivered it. */
export interface ReadMail {
  recipients: string[];
  /** The address in the From header. Null if there is not exactly one. */
  from: string | null;
  /** Whether the receiving server vouches for that address. */
  isVouched: boolean;
  /** Identifies the mail, however often it is delivered. */
  messageId: string;
  /** What the sender wrote, without quotes and signature. */
  text: string;
  hadQuotes: boolean;
}

/** Why a mail is no answer: a program sent it, it has no text of its own, or it is larger than mails of people are. */
export type MailRefusal = "automatic" | "empty" | "too-long";

/** Maximum size of a mail, in bytes. Most of it are attachments. */
export const largestMail = 25 * 1024 * 1024;

/** Maximum lengths of the text with quotes, and of an answer, in UTF-16 code units. */
const longestText = 200_000;
const longestAnswer = 20_000;

/** Maximum number of recipients to look at, and length of each. */
const mostRecipients = 100;
const longestAddress = 320;

/** Headers with the addresses to which a mail was sent or delivered. */
const recipientHeaders: ReadonlySet<string> = new Set([
  ...["to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to"],
]);

/**
 * Reads an answer by mail. Attachments are left out.
 * @param options.lines the lines above which people answer, in all languages
 * @param options.ours addresses from which the forum itself sends, so that it never answers itself
 * @param options.isAnswer whether one of some recipients is a reply address; other mails of people are no answers
 * @param options.authservId name of the receiving server in its Authentication-Results; null if it vouches for nobody
 */
export async function readMail(
  bytes: Uint8Array,
  options: {
    lines: readonly string[];
    ours: readonly string[];
    authservId: string | null;
    isAnswer: (recipients: readonly string[]) => boolean;
  },
): Promise<ReadMail | MailRefusal | "no-answer"> {
  const limits = { maxHtmlLengthToParse: longestText, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };
  // The parser fails where a part is larger than any program writes it.
  const mail = await simpleParser(Buffer.from(bytes), limits).catch(() => null);
  if (!mail) return "too-long";
  const from = senderOf(mail);
  if (isAutomatic(mail) || options.ours.some((one) => one.toLowerCase() === from?.toLowerCase())) return "automatic";
  const { headerLines, messageId, date } = mail;
  const recipients = headerLines
    .filter(({ key }) => recipientHeaders.has(key))
    .flatMap(({ line }) => addressesIn(line))
    .filter(({ length }) => length <= longestAddress)
    .slice(0, mostRecipients);
  if (!options.isAnswer(recipients)) return "no-answer";
  const whole = mail.text ?? "";
  if (whole.length > longestText || mail.textConversionError) return "too-long";
  const { text, hadQuotes } = replyText(whole, options.lines);
  if (text === "") return "empty";
  if (text.length > longestAnswer) return "too-long";
  return {
    recipients,
    from,
    isVouched: from !== null && options.authservId !== null && isVouchedFor(headerLines, from, options.authservId),
    messageId: createHash("sha256")
      .update(messageId ?? JSON.stringify([date, whole]))
      .digest("hex"),
    text,
    hadQuotes,
  };
}

/** Returns the sender, if there is one header with one address. */
function senderOf({ headerLines, from }: ParsedMail): string | null {
  const [sender, ...others] = from?.value ?? [];
  const isSingle = headerLines.filter(({ key }) => key === "from").length === 1 && others.length === 0;
  return isSingle && sender?.address && sender.address.length <= longestAddress ? sender.address : null;
}

/** Returns what looks like an address. Only those with a valid token count. */
function addressesIn(line: string): string[] {
  return line.split(/[\s<>,;:"()]+/u).filter((part) => part.includes("@"));
}

/** Whether a program sent the mail: an out-of-office note, a bounce, a receipt, a mailing list, or another forum. */
function isAutomatic({ headerLines }: ParsedMail): boolean {
  return headerLines.some(({ key, line }) => {
    const value = line
      .slice(line.indexOf(":") + 1)
      .trim()
      .toLowerCase();
    if (key === "auto-submitted") return !/^no\b/u.test(value);
    if (key === "precedence") return /^(?:bulk|list|junk|auto_reply)\b/u.test(value);
    if (key === "return-path") return value === "<>" || value === "";
    if (key === "content-type") return /^multipart\/report\b/u.test(value);
    return automaticHeaders.has(key);
  });
}

const automaticHeaders: ReadonlySet<string> = new Set([
  ...["x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-autoresponder", "x-failed-recipients"],
  ...["list-id", "list-unsubscribe", "feedback-id"],
]);
