import { replyLines } from "#core/phrases/news-mail.ts";
import type { MailRefusal } from "../../mail/read-mail.ts";
import { withForum } from "../forum/call-operation.ts";
import { configOf, type DataOption } from "../forum/config.ts";
import { errorMessage } from "../output/error-message.ts";
import { CommandError, commandText, DeferredMail, type Terminal } from "../output/terminal.ts";

/** Options of `receive` for a mail. */
export interface ReceiveMailOptions extends DataOption {
  mail?: true;
  recipient?: string | undefined;
}

/**
 * Reads an answer by mail from standard input, and makes it a reply in its thread. Returns the outcome: its code, and a
 * sentence. A refusal is no failure, because a mail server would return the mail to a sender who may be forged.
 * @throws CommandError if the mail is to no reply address; DeferredMail if it should be delivered again
 */
export async function receiveMail(
  { environment, openInput }: Pick<Terminal, "environment" | "openInput">,
  { data, recipient }: ReceiveMailOptions,
): Promise<string> {
  try {
    const { from, replyAddress, authservId } = configOf(environment, { data }).mail;
    const ours = [/<(?<address>[^<>]+)>$/u.exec(from)?.groups?.["address"] ?? from, replyAddress ?? ""];
    const { largestMail, readMail } = await import("../../mail/read-mail.ts");
    const bytes = await readInput(openInput, largestMail);
    const mail = bytes ? await readMail(bytes, { lines: replyLines(), ours, authservId }) : "too-long";
    if (typeof mail === "string") return line(mail);
    const body = { ...mail, ...(recipient !== undefined && { recipients: [recipient] }) };
    const { outcome } = await withForum(environment, { data }, (call) => call("receiveMail", { body }));
    if (outcome === "not-addressed") throw new CommandError("cli-mail-not-addressed");
    return line(outcome);
  } catch (error) {
    throw error instanceof CommandError && error.code === "cli-mail-not-addressed"
      ? error
      : new DeferredMail(errorMessage(error));
  }
}

function line(outcome: MailRefusal | "posted" | "to-confirm" | "address-not-valid" | "too-many"): string {
  return `${commandText(`cli-mail-${outcome}`)}\n`;
}

/** Reads standard input. Returns null if it has more bytes than allowed. */
async function readInput(openInput: Terminal["openInput"], most: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of openInput?.() ?? []) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
  }
  return size > most ? null : Buffer.concat(chunks);
}
