import { createHmac } from "node:crypto";
import { replyKey } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { Mailing } from "../../store/unrecorded-rows.ts";
import { isSameSecret } from "../kernel/hashes.ts";

const day = 24 * 3_600_000;

/** The beginning of the keys of threads among the items of an inbox. */
export const threadKey = "thread/";

/** Lifetime of a reply address, in days. */
const lifetime = 30;

/** Sizes of the parts of a token, in hexadecimal digits. An address has at most 64 characters before the "@". */
const sizes = { key: 8, seq: 8, until: 4, code: 24 };

/** A thread, with an event that concerns it. */
interface ThreadAt {
  /** The key of the item, such as `thread/ID`. */
  thread: string;
  /** The number of the event. */
  seq: number;
}

/**
 * Returns the address to which a person answers in one thread. Its token names the person, an event of the thread and the
 * last day, and is signed with the secret of the person's mails. So nothing is stored.
 * @param base the receiving address ("replies@forum.example")
 */
export function replyAddress(base: string, mailing: Mailing, { thread, seq }: ThreadAt, now: Date): string {
  const until = Math.floor(now.getTime() / day) + lifetime;
  const key = replyKey(mailing.secret);
  const token = key + hex(seq, sizes.seq) + hex(until, sizes.until) + codeOf(mailing, { thread, seq, until });
  return base.replace("@", `+${token}@`);
}

/** Returns the token in an address of the base. Null if it is another address. Addresses may change their case on the way. */
export function replyTokenIn(base: string, address: string): string | null {
  const [local = "", domain = ""] = base.toLowerCase().split("@");
  const given = address.toLowerCase();
  const token = given.slice(local.length + 1, given.lastIndexOf("@"));
  return given === `${local}+${token}@${domain}` ? token : null;
}

/** Finds the person and the thread of a token. Null if it is unknown or has expired, or the thread was erased. */
export async function findReplyTarget(
  reader: Reader,
  token: string,
  now: Date,
): Promise<{ participantId: string; annotationId: string } | null> {
  const pattern = /^(?<key>[\da-f]{8})(?<seq>[\da-f]{8})(?<until>[\da-f]{4})(?<code>[\da-f]{24})$/u;
  const { key = "", code = "", ...numbers } = pattern.exec(token)?.groups ?? {};
  const seq = Number.parseInt(numbers["seq"] ?? "", 16);
  const until = Number.parseInt(numbers["until"] ?? "", 16);
  if (!(until * day + day > now.getTime())) return null;
  const [event] = await reader.events({ after: seq - 1, limit: 1 });
  const thread = event?.concerns?.find((one) => one.startsWith(threadKey));
  if (thread === undefined) return null;
  const mailings = await reader.list("mailings", { replyKey: key });
  const mailing = mailings.find((one) => isSameSecret(codeOf(one, { thread, seq, until }), code));
  return mailing ? { participantId: mailing.id, annotationId: thread.slice(threadKey.length) } : null;
}

function codeOf({ id, secret }: Mailing, { thread, seq, until }: ThreadAt & { until: number }): string {
  const signed = JSON.stringify(["reply", id, thread, seq, until]);
  return createHmac("sha256", secret).update(signed).digest("hex").slice(0, sizes.code);
}

function hex(number: number, size: number): string {
  return number.toString(16).padStart(size, "0");
}
