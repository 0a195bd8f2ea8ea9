import type { Actor } from "#core/access/permissions.ts";
import type { PendingRequest } from "#core/contract/account-operations.ts";
import { signInPath } from "#core/contract/pages.ts";
import { safePath } from "#core/contract/settings-pages.ts";
import { addressHash } from "../../store/indexes.ts";
import type { SignInCounts, SignInRequest } from "../../store/passing-rows.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { isSameSecret, sha256 } from "../kernel/hashes.ts";
import { getPassing, passingId, putPassing } from "../kernel/passing.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findByAddress, knowsDevice, tokenId } from "./account.ts";
import { resumeNews } from "./deliver-mail.ts";
import { mailFor, sendMails } from "./mail-person.ts";
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
    // The message arrived.
    await resumeNews(context, writer, participant.id);
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

/** Wrong codes that end a request. */
const mostWrongCodes = 5;
/** Requests for one address within the life of a request. */
const mostRequests = 10;
/** Live requests of one browser. The oldest are dropped. */
const mostOfBrowser = 20;
/** Requests for one address whose codes work. Of earlier ones, only the links do. */
const mostCodes = 3;
/** Wrong codes for one address in a day, after which only the link in the message signs in. */
const mostWrongCodesInDay = 50;
/** Link and code are valid for this long, in ms. */
const lifetime = 15 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

type Passing = Pick<Context, "now" | "sweeps">;

/** The secrets of a new request. Only hashes of them are stored. */
interface NewRequest {
  id: string;
  /** Token in the cookie of the browser that asks. Only this browser may confirm. */
  browser: string;
  /** Hash of the address. */
  address: string;
  /** Token in the browser's device cookie, which anybody may have made up. Null without one. */
  device: string | null;
  token: string;
  code: string;
}

/**
 * Adds a request to sign in by mail. Returns when it expires, or null if the address has too many.
 *
 * Limits count by address, so that nobody locks out a hall of delegates who share a network address. A stranger may enter
 * an address again and again, so a browser on which its owner signed in before has requests of its own beyond the limit.
 * The stranger's requests end the owner's code, but not the link in the same message.
 */
async function addRequest(
  context: Passing,
  writer: Writer,
  { id, browser, address, device, token, code }: NewRequest,
): Promise<string | null> {
  const now = context.now().getTime();
  const [at, expiresAt] = [timeAt(now), timeAt(now + lifetime)];
  const all = await countsOf(context, writer, address);
  if (all.asked.length < mostRequests) all.asked.push(at);
  else {
    // Anybody can make up a device cookie.
    if (device === null || !(await knowsDevice(writer, address, device))) return null;
    const counted = passingId(device, address);
    const own = await countsOf(context, writer, counted);
    if (own.asked.length >= mostRequests) return null;
    await putCounts(context, writer, { ...own, address: counted, asked: [...own.asked, at] });
  }
  await putCounts(context, writer, { ...all, address, codes: [...(all.codes ?? []), id].slice(-mostCodes) });
  const request = { id, address, token: tokenId(token), code: codeId(browser, id, code), expiresAt, wrongCodes: 0 };
  const others = await requestsOf(context, writer, browser);
  await putRequests(context, writer, browser, [...others, request].slice(-mostOfBrowser));
  return expiresAt;
}

/** Returns the latest live request of a browser, or null. */
async function latestRequest(
  context: Pick<Context, "now">,
  reader: Reader,
  browser: string,
): Promise<SignInRequest | null> {
  return (await requestsOf(context, reader, browser)).at(-1) ?? null;
}

/** Takes the live request of a browser with this token. A request is taken once. Null if there is none. */
async function takeByToken(
  context: Passing,
  writer: Writer,
  { browser, token }: { browser: string; token: string },
): Promise<SignInRequest | null> {
  const live = await requestsOf(context, writer, browser);
  const found = live.find((request) => isSameSecret(request.token, tokenId(token)));
  if (found) await putRequests(context, writer, browser, live.toSpliced(live.indexOf(found), 1));
  return found ?? null;
}

/**
 * Takes the live request of a browser with this id, if the code is its own: a guess is compared with one code only. A
 * wrong code counts for the request, and for the address.
 */
async function takeByCode(
  context: Passing,
  writer: Writer,
  { browser, request: id, code }: { browser: string; request: string; code: string },
): Promise<SignInRequest | "code-not-valid" | "sign-in-ended"> {
  const live = await requestsOf(context, writer, browser);
  const request = live.find((one) => one.id === id);
  if (!request) return "sign-in-ended";
  const { address } = request;
  const counts = await countsOf(context, writer, address);
  if (counts.codes?.includes(id) === false) return "sign-in-ended";
  const others = live.filter((one) => one !== request);
  if (counts.wrong.length < mostWrongCodesInDay && isSameSecret(request.code, codeId(browser, id, code))) {
    await putRequests(context, writer, browser, others);
    return request;
  }
  const wrong = [...counts.wrong, context.now().toISOString()].slice(-mostWrongCodesInDay);
  await putCounts(context, writer, { ...counts, address, wrong });
  const wrongCodes = request.wrongCodes + 1;
  const left = live.map((one) => (one === request ? { ...request, wrongCodes } : one));
  await putRequests(context, writer, browser, wrongCodes < mostWrongCodes ? left : others);
  return "code-not-valid";
}

/** Removes all requests and counts of an address, by its hash, within a transaction that records why. */
export async function forgetAddress(writer: Writer, address: string): Promise<void> {
  await writer.remove("signInCounts", address);
  for (const row of await writer.list("signInRequests")) {
    const requests = row.requests.filter((request) => request.address !== address);
    if (requests.length < row.requests.length) await writer.put("signInRequests", { ...row, requests });
  }
}

/** Returns the live requests of a browser, the oldest first. */
async function requestsOf(context: Pick<Context, "now">, reader: Reader, browser: string): Promise<SignInRequest[]> {
  const row = await getPassing(context, reader, "signInRequests", tokenId(browser));
  return (row?.requests ?? []).filter(({ expiresAt }) => expiresAt > context.now().toISOString());
}

async function putRequests(
  context: Passing,
  writer: Writer,
  browser: string,
  requests: readonly SignInRequest[],
): Promise<void> {
  const id = tokenId(browser);
  const last = requests.at(-1);
  if (last) await putPassing(context, writer, "signInRequests", { id, expiresAt: last.expiresAt, requests });
  else await writer.remove("signInRequests", id);
}

/** The counts of an address. */
type Counts = Pick<SignInCounts, "wrong" | "codes"> & { asked: string[] };

/**
 * Returns when an address was entered within the life of a request, when codes for it were wrong within a day, and the
 * requests whose codes work.
 */
async function countsOf(context: Pick<Context, "now">, reader: Reader, address: string): Promise<Counts> {
  const row = await getPassing(context, reader, "signInCounts", address);
  const now = context.now().getTime();
  return {
    asked: (row?.asked ?? []).filter((at) => at > timeAt(now - lifetime)),
    wrong: (row?.wrong ?? []).filter((at) => at > timeAt(now - day)),
    ...(row?.codes && { codes: row.codes }),
  };
}

async function putCounts(
  context: Passing,
  writer: Writer,
  { address: id, wrong, ...counts }: Counts & { address: string },
): Promise<void> {
  const now = context.now().getTime();
  const expiresAt = timeAt(now + (wrong.length > 0 ? day : lifetime));
  await putPassing(context, writer, "signInCounts", { id, expiresAt, wrong, ...counts });
}

/** The browser's token is not stored, so whoever reads the store cannot find the code by trying all six digits. */
function codeId(browser: string, request: string, code: string): string {
  return sha256(`${browser} ${request} ${code}`);
}

function timeAt(ms: number): string {
  return new Date(ms).toISOString();
}
