import type { Actor } from "#core/access/permissions.ts";
import type { PendingRequest } from "#core/contract/account-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import type { PendingSignIn } from "../kernel/pending-sign-ins.ts";
import { ProblemError } from "../kernel/problem.ts";
import { addressId, findByAddress, tokenId } from "./account.ts";
import { mailFor, sendMails } from "./mail-person.ts";
import { type Browser, openSession, type SignedIn } from "./sessions.ts";

/** Link and code are valid for this long, in ms. */
const lifetime = 15 * 60 * 1000;

/** A request to sign in. */
interface AskedSignIn extends PendingRequest {
  /** Token of the browser that asked, for its cookie. */
  browser: string;
  /** Sends the message if the address belongs to an account. To be called after the answer. */
  deliver: () => Promise<void>;
}

/**
 * Asks to sign in by mail. Nothing before the answer depends on whether the address is known: participants are looked up
 * only by `deliver`, so that neither the answer nor its timing tells.
 * @throws ProblemError too-many-requests if the address, known or not, was entered too often
 */
export function askToSignIn(
  context: Context,
  actor: Actor,
  { email, browser }: { email: string; browser: string | null },
): AskedSignIn {
  authorise(actor, "sign-in");
  const now = context.now().getTime();
  const [token, code] = [context.newToken(), context.newCode()];
  const own = browser ?? context.newToken();
  const request: PendingSignIn = {
    id: context.newToken(),
    browser: tokenId(own),
    address: addressId(email),
    token: tokenId(token),
    code: codeId(code),
    expiresAt: now + lifetime,
  };
  if (!context.pendingSignIns.add(request, now)) throw new ProblemError("too-many-requests");
  const expiresAt = new Date(request.expiresAt).toISOString();
  const link = `${context.linkBase}/sign-in#token=${token}`;
  const deliver = async (): Promise<void> => {
    const mail = await context.store.read(async (reader) => {
      const participant = await findByAddress(reader, request.address);
      return participant ? mailFor(reader, participant, { kind: "sign-in", link, code, expiresAt }) : null;
    });
    await sendMails(context, [mail]);
  };
  return { id: request.id, expiresAt, browser: own, deliver };
}

/** Returns the browser's latest request that waits for its link or code. */
export function getPendingRequest(context: Context, { browser }: { browser: string | null }): PendingRequest | null {
  if (browser === null) return null;
  const request = context.pendingSignIns.latest(tokenId(browser), context.now().getTime());
  return request && { id: request.id, expiresAt: new Date(request.expiresAt).toISOString() };
}

/**
 * Signs in with the link or the code of the message, in the browser that asked.
 * @throws ProblemError other-browser; code-not-valid; sign-in-ended if it expired, was used, or had too many wrong codes
 */
export async function confirmSignIn(
  context: Context,
  actor: Actor,
  input: { request: string; token?: string | undefined; code?: string | undefined } & {
    asker: string | null;
    browser: Browser;
  },
): Promise<SignedIn> {
  authorise(actor, "sign-in");
  const taken = take(context, input);
  try {
    return await context.store.transact(async (writer) => {
      const participant = await findByAddress(writer, taken.address);
      if (!participant) throw new ProblemError("code-not-valid");
      return openSession(context, writer, participant, input.browser);
    });
  } catch (error) {
    context.pendingSignIns.putBack(taken);
    throw error;
  }
}

function take(
  context: Context,
  input: { request: string; token?: string | undefined; code?: string | undefined; asker: string | null },
): PendingSignIn {
  if (input.asker === null) throw new ProblemError("other-browser");
  const now = context.now().getTime();
  const { pendingSignIns } = context;
  const browser = tokenId(input.asker);
  if (input.token !== undefined) {
    const taken = pendingSignIns.takeByToken(browser, tokenId(input.token), now);
    if (!taken) throw new ProblemError("sign-in-ended");
    return taken;
  }
  if (!pendingSignIns.isLive(browser, input.request, now)) throw new ProblemError("sign-in-ended");
  const code = codeId((input.code ?? "").replace(/\s/gu, ""));
  const taken = pendingSignIns.takeByCode(browser, { id: input.request, code }, now);
  if (!taken) throw new ProblemError("code-not-valid");
  return taken;
}

function codeId(code: string): string {
  return sha256(code);
}
