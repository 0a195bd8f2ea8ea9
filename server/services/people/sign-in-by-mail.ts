import { addressHash } from "../../store/indexes.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { PendingRequest } from "#core/contract/account-operations.ts";
import { signInPath } from "#core/contract/pages.ts";
import { safePath } from "#core/contract/settings-pages.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import type { SignInRequest } from "../../store/passing-rows.ts";
import type { Writer } from "../../store/store.ts";
import { findByAddress } from "./account.ts";
import { mailFor, sendMails } from "./mail-person.ts";
import { addRequest, latestRequest, takeByCode, takeByToken } from "./pending-sign-ins.ts";
import { type Browser, openSession, type SignedIn } from "./sessions.ts";

/** Maximum length of a path to lead back to. It comes from anybody, and must not fill a message to somebody else. */
const longestReturn = 2000;

/** A request to sign in. */
interface AskedSignIn extends PendingRequest {
  /** Token of the browser that asked, for its cookie. */
  browser: string;
  /** Sends the message if the address belongs to an account. To be called after the answer. */
  deliver: () => Promise<void>;
}

/**
 * Asks to sign in by mail. Neither the answer nor its timing tells whether the address is known: participants are looked
 * up only by `deliver`, or, where a device may raise the limit, with as many reads in both cases. The link leads back to
 * `returnTo`, if that is a path of our own site.
 * @throws ProblemError too-many-requests if the address, known or not, was entered too often
 */
export async function askToSignIn(
  context: Context,
  actor: Actor,
  {
    email,
    returnTo = "/",
    browser: asker,
    device = null,
  }: { email: string; returnTo?: string; browser: string | null; device?: string | null },
): Promise<AskedSignIn> {
  authorise(actor, "sign-in");
  const [id, token, code] = [context.newToken(), context.newToken(), context.newCode()];
  const browser = asker ?? context.newToken();
  const address = addressHash(email);
  const request = { id, browser, address, device, token, code };
  const expiresAt = await context.store.transact((writer) => addRequest(context, writer, request));
  if (expiresAt === null) throw new ProblemError("too-many-requests");
  const back = returnTo.length > longestReturn ? "/" : safePath(returnTo);
  const link = `${context.linkBase}${signInPath(back)}#token=${token}`;
  const deliver = async (): Promise<void> => {
    const mail = await context.store.read(async (reader) => {
      const participant = await findByAddress(reader, address);
      return participant ? mailFor(reader, participant, { kind: "sign-in", link, code, expiresAt }) : null;
    });
    await sendMails(context, [mail]);
  };
  return { id, expiresAt, browser, deliver };
}

/** Returns the browser's latest request that waits for its link or code. */
export async function getPendingRequest(
  context: Context,
  { browser }: { browser: string | null },
): Promise<PendingRequest | null> {
  if (browser === null) return null;
  const request = await context.store.read((reader) => latestRequest(context, reader, browser));
  return request && { id: request.id, expiresAt: request.expiresAt };
}

/** What a person sends to confirm a request. */
interface Confirmation {
  request: string;
  token?: string | undefined;
  code?: string | undefined;
}

/**
 * Signs in with the link or the code of the message, in the browser that asked.
 * @throws ProblemError other-browser; code-not-valid; sign-in-ended if it expired, was used, or had too many wrong codes
 */
export async function confirmSignIn(
  context: Context,
  actor: Actor,
  input: Confirmation & { asker: string | null; browser: Browser },
): Promise<SignedIn> {
  authorise(actor, "sign-in");
  const { asker } = input;
  if (asker === null) throw new ProblemError("other-browser");
  const signedIn = await context.store.transact(async (writer) => {
    const taken = await take(context, writer, asker, input);
    // Returned and not thrown, so that a wrong code is counted.
    if (typeof taken === "string") return taken;
    const participant = await findByAddress(writer, taken.address);
    if (!participant) throw new ProblemError("code-not-valid");
    return openSession(context, writer, participant, input.browser);
  });
  if (typeof signedIn === "string") throw new ProblemError(signedIn);
  return signedIn;
}

async function take(
  context: Context,
  writer: Writer,
  browser: string,
  { request, token, code = "" }: Confirmation,
): Promise<SignInRequest | "code-not-valid" | "sign-in-ended"> {
  if (token !== undefined) return (await takeByToken(context, writer, { browser, token })) ?? "sign-in-ended";
  return takeByCode(context, writer, { browser, request, code: code.replace(/\s/gu, "") });
}
