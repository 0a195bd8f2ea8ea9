import type { Actor } from "#core/access/permissions.ts";
import type { Profile } from "#core/contract/account-operations.ts";
import type { EmailChange } from "../../store/passing-rows.ts";
import { addressHash } from "../../store/indexes.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { getPassing, putPassing } from "../kernel/passing.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findByAddress } from "./account.ts";
import { resumeNews } from "./deliver-mail.ts";
import { mailFor, sendMails } from "./mail-person.ts";
import { accountOf } from "./sessions.ts";
import { findOwn, readProfile, recordOwn } from "./profile.ts";

/** Codes that confirm an address are valid for this long, in ms. */
const lifetime = 60 * 60 * 1000;
/** Wrong attempts that end a change. */
const mostWrong = 5;
/** Changes that a person may begin in a day. */
const mostBegun = 5;
const day = 24 * 60 * 60 * 1000;

/**
 * Asks to change the actor's mail address. A code goes to the new address and one to the present address. The answer does
 * not tell whether another account has the new address.
 * @throws ProblemError not-signed-in, too-many-requests, mail-not-sent
 */
export async function askEmailChange(
  context: Context,
  actor: Actor,
  { email }: { email: string },
): Promise<{ expiresAt: string; asksPresent: boolean }> {
  const id = accountOf(actor);
  const expiresAt = new Date(context.now().getTime() + lifetime).toISOString();
  const [oldCode, newCode] = [context.newCode(), context.newCode()];
  const mails = await context.store.transact(async (writer) => {
    const participant = await findOwn(writer, id);
    const toNew = await mailFor(writer, participant, { kind: "email-new", code: newCode, expiresAt }, email);
    const toOld = await mailFor(writer, participant, { kind: "email-old", address: email, code: oldCode, expiresAt });
    const hashes = { oldCode: toOld ? codeId(id, oldCode) : null, newCode: codeId(id, newCode) };
    await begin(context, writer, id, { email, ...hashes, expiresAt, wrong: 0 });
    return { toNew, toOld };
  });
  if (!(await sendMails(context, [mails.toOld, mails.toNew]))) throw new ProblemError("mail-not-sent");
  return { expiresAt, asksPresent: mails.toOld !== null };
}

/** Begins a change instead of any earlier one. */
async function begin(
  context: Context,
  writer: Writer,
  id: string,
  change: NonNullable<EmailChange["change"]>,
): Promise<void> {
  const now = context.now().getTime();
  const since = new Date(now - day).toISOString();
  const row = await getPassing(context, writer, "emailChanges", id);
  const begun = (row?.begun ?? []).filter((at) => at > since);
  if (begun.length >= mostBegun) throw new ProblemError("too-many-requests");
  await putPassing(context, writer, "emailChanges", {
    id,
    change,
    begun: [...begun, new Date(now).toISOString()],
    expiresAt: new Date(now + day).toISOString(),
  });
}

/**
 * Changes the actor's mail address, with the codes sent to both addresses.
 * @throws ProblemError not-signed-in; sign-in-ended if no change waits, or after five wrong attempts; code-not-valid;
 *   already-exists if another account has the address
 */
export async function confirmEmailChange(
  context: Context,
  actor: Actor,
  { presentCode, newCode }: { presentCode?: string | undefined; newCode: string },
): Promise<Profile> {
  const id = accountOf(actor);
  const profile = await context.store.transact(async (writer) => {
    const { row, change } = await findChange(context, writer, id);
    const isPresentRight = change.oldCode === null || change.oldCode === codeId(id, presentCode ?? "");
    if (!isPresentRight || change.newCode !== codeId(id, newCode)) {
      const wrong = change.wrong + 1;
      await writer.put("emailChanges", { ...row, change: wrong < mostWrong ? { ...change, wrong } : null });
      // Returned and not thrown, so that the attempt is counted.
      return null;
    }
    const participant = await findOwn(writer, id);
    const holder = await findByAddress(writer, addressHash(change.email));
    if (holder && holder.id !== id) throw new ProblemError("already-exists");
    await writer.put("participants", { ...participant, email: change.email });
    await writer.put("emailChanges", { ...row, change: null });
    await resumeNews(context, writer, id);
    // Addresses stay out of events, which live longer than accounts.
    await recordOwn(context, writer, actor, { kind: "email-changed", before: null, after: null });
    return readProfile(writer, id);
  });
  if (!profile) throw new ProblemError("code-not-valid");
  return profile;
}

async function findChange(
  context: Context,
  reader: Reader,
  id: string,
): Promise<{ row: EmailChange; change: NonNullable<EmailChange["change"]> }> {
  const row = await getPassing(context, reader, "emailChanges", id);
  if (!row?.change || row.change.expiresAt <= context.now().toISOString()) throw new ProblemError("sign-in-ended");
  return { row, change: row.change };
}

/** A code is of no use without a session of the person, so its hash needs no secret. */
function codeId(participantId: string, code: string): string {
  return sha256(`${participantId} ${code.replace(/\s/gu, "")}`);
}
