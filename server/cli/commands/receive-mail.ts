import { createHash } from "node:crypto";
import { fileProblems } from "#core/contract/problem.ts";
import { replyLines } from "#core/phrases/news-mail.ts";
import type { MailRefusal } from "../../mail/read-mail.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import type { MailOutcome } from "../../services/mailing/mailed-replies.ts";
import { type Call, isProblem, withForum } from "../forum/call-operation.ts";
import { configOf, type DataOption } from "../forum/config.ts";
import { errorMessage } from "../output/error-message.ts";
import { commandText, DeferredMail, type Terminal } from "../output/terminal.ts";

/** Options of `receive` for a mail. */
export interface ReceiveMailOptions extends DataOption {
  mail?: true;
  recipient?: string | undefined;
}

/**
 * Reads a mail from standard input. An answer to a message becomes a reply in its thread, and any other mail of a person a
 * contribution to review. Returns the outcome: its code, and a sentence. A refusal is no failure, because a mail server would return the mail to a sender who may be forged.
 * @throws ProblemError if another mail cannot be read; DeferredMail if it should be delivered again
 */
export async function receiveMail(
  { environment, openInput }: Pick<Terminal, "environment" | "openInput">,
  { data, recipient }: ReceiveMailOptions,
): Promise<string> {
  try {
    const { from, replyAddress, authservId } = configOf(environment, { data }).mail;
    const ours = [/<(?<address>[^<>]+)>$/u.exec(from)?.groups?.["address"] ?? from, replyAddress ?? ""];
    const { largestMail, readMail } = await import("../../mail/read-mail.ts");
    const { replyTokenIn } = await import("../../services/mailing/reply-address.ts");
    const bytes = await readInput(openInput, largestMail);
    const isAnswer = (recipients: readonly string[]): boolean =>
      (recipient === undefined ? recipients : [recipient]).some(
        (one) => replyAddress !== null && replyTokenIn(replyAddress, one) !== null,
      );
    const mail = bytes ? await readMail(bytes, { lines: replyLines(), ours, authservId, isAnswer }) : "too-long";
    if (bytes === null || mail === "too-long") return line("too-long");
    const keepMail = (): Promise<Kept> => withForum(environment, { data }, (call) => keep(call, bytes));
    if (mail === "no-answer") return line(await keepMail());
    if (typeof mail === "string") return line(mail);
    const body = { ...mail, ...(recipient !== undefined && { recipients: [recipient] }) };
    const { outcome } = await withForum(environment, { data }, (call) => call("receiveMail", { body }));
    return line(outcome === "not-addressed" ? await keepMail() : outcome);
  } catch (error) {
    throw error instanceof ProblemError && unreadable.has(error.code) ? error : new DeferredMail(errorMessage(error));
  }
}

/** Problems of a mail that it has whenever it is delivered. */
const unreadable: ReadonlySet<string> = new Set(fileProblems);

type Kept = "to-review" | "received-before";

/** Keeps a mail as a contribution to review. Its name tells nothing of it. */
async function keep(call: Call, file: Uint8Array): Promise<Kept> {
  const hash = createHash("sha256").update(file).digest("hex");
  try {
    await call("receiveContribution", { query: { fileName: `mail-${hash.slice(0, 12)}.eml` }, file });
    return "to-review";
  } catch (error) {
    if (isProblem(error, "already-received")) return "received-before";
    throw error;
  }
}

function line(outcome: MailRefusal | Exclude<MailOutcome, "not-addressed"> | Kept): string {
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
