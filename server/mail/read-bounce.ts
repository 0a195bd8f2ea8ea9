import { simpleParser } from "mailparser";

/** The report of a mail server about one recipient of a message that did not arrive. */
interface Bounce {
  /** Message-ID of the returned message. */
  messageId: string;
  /** Addresses of the recipient in the report and in the returned message. */
  addresses: string[];
  /** Status (RFC 3463), such as "5.1.1". */
  status: string;
  /** What the mail server said. */
  answer: string;
}

/** Parts that hold the returned message or its headers. */
const returnedTypes = new Set(["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"]);

/** Maximum number of recipients of one report. Our messages have one. */
const mostRecipients = 10;

/**
 * Reads a delivery status notification (RFC 3464): its reports of failures and delays. There are none if the mail is
 * anything else. Nothing in it is verified.
 */
export async function readBounce(mail: Uint8Array): Promise<Bounce[]> {
  const { attachments } = await simpleParser(Buffer.from(mail), { keepDeliveryStatus: true });
  const partOf = (types: ReadonlySet<string>): string =>
    attachments.find(({ contentType }) => types.has(contentType))?.content.toString() ?? "";
  const [returned = new Map<string, string>()] = blocksOf(partOf(returnedTypes));
  const messageId = returned.get("message-id") ?? "";
  const [, ...recipients] = blocksOf(partOf(new Set(["message/delivery-status", "message/global-delivery-status"])));
  return recipients.slice(0, mostRecipients).flatMap((recipient) => {
    const [status = ""] = /^[45]\.\d{1,3}\.\d{1,3}/u.exec(recipient.get("status") ?? "") ?? [];
    if (status === "" || messageId === "") return [];
    const named = ["original-recipient", "final-recipient"].map((name) => valueAfterType(recipient.get(name)));
    const addresses = [...named, returned.get("to") ?? ""].map(addressIn).filter((address) => address !== "");
    return { messageId, addresses, status, answer: valueAfterType(recipient.get("diagnostic-code")) };
  });
}

/** Reads blocks of header fields, which empty lines separate. Names are in lower case. */
function blocksOf(text: string): Map<string, string>[] {
  const blocks = text.replaceAll("\r\n", "\n").split(/\n{2,}/u);
  return blocks
    .filter((block) => block.trim() !== "")
    .map((block) => {
      const lines = block.replaceAll(/\n[ \t]+/gu, " ").split("\n");
      const fields = lines.map((line): [string, string] => {
        const colon = line.indexOf(":");
        return [line.slice(0, Math.max(colon, 0)).trim().toLowerCase(), line.slice(colon + 1).trim()];
      });
      // Of fields with the same name, the first is the one that mail programs show.
      return new Map(fields.toReversed());
    });
}

/** "rfc822; a@example.org" -> "a@example.org". */
function valueAfterType(field = ""): string {
  return field.slice(field.indexOf(";") + 1).trim();
}

/** "Ana <a@example.org>" -> "a@example.org". */
function addressIn(text: string): string {
  return text
    .slice(text.lastIndexOf("<") + 1)
    .replace(">", "")
    .trim();
}
