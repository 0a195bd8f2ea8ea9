import type { Request } from "express";
import type { accountOperations } from "#core/contract/account-operations.ts";
import type { profileOperations } from "#core/contract/profile-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { Context } from "../../services/kernel/context.ts";
import { askToSignIn, confirmSignIn, getPendingRequest } from "../../services/people/sign-in-by-mail.ts";
import { getTokens, makeToken, revokeToken } from "../../services/people/access-tokens.ts";
import { getOwnData } from "../../services/people/own-data.ts";
import { askEmailChange, changeProfile, confirmEmailChange, getProfile } from "../../services/people/profile.ts";
import { endSessions, getSessions } from "../../services/people/own-sessions.ts";
import { invite, signIn, signOut } from "../../services/people/sign-in.ts";
import type { Browser, SignedIn } from "../../services/people/sessions.ts";
import type { Cookies } from "../middleware/cookies.ts";
import type { Visit } from "../middleware/visitor.ts";
import type { OpenStreams } from "./event-stream.ts";
import type { Handlers } from "./handler-types.ts";

/** A year and a bit: browsers keep no cookie longer. */
const deviceLifetime = 400 * 24 * 60 * 60 * 1000;

/** The handlers of sign-in and accounts. They alone read and set cookies. */
export function accountHandlers({
  context,
  cookies,
  streams,
}: {
  context: Context;
  cookies: Cookies;
  streams: OpenStreams;
}): Pick<Handlers, keyof typeof accountOperations | keyof typeof profileOperations | "signIn" | "signOut" | "invite"> {
  const browserOf = ({ req }: { req: Request }): Browser => ({
    device: cookies.device.read(req.headers.cookie),
    userAgent: req.get("user-agent") ?? null,
  });
  const askerOf = ({ req }: { req: Request }): string | null => cookies.signIn.read(req.headers.cookie);

  const endSession = async ({ visitor }: Visit): Promise<void> => {
    await signOut(context, visitor.actor, visitor);
    if (visitor.series !== null) streams.close(visitor.series);
  };
  const enter = async (visit: Visit, opened: SignedIn): Promise<Me> => {
    const { response } = visit;
    // Ends the session of the browser's previous user.
    await endSession(visit);
    cookies.session.write(response, opened.session, opened.expiresAt);
    cookies.device.write(response, opened.device, new Date(context.now().getTime() + deviceLifetime).toISOString());
    if (askerOf(response) !== null) cookies.signIn.clear(response);
    afterAnswer(visit, opened.tellOwner);
    return opened.me;
  };

  return {
    signIn: async (visit, input) =>
      enter(visit, await signIn(context, visit.visitor.actor, { ...input, browser: browserOf(visit.response) })),
    signOut: async (visit) => {
      await endSession(visit);
      cookies.session.clear(visit.response);
      // Prevents the Back button from showing the next user these pages. Browsers honour the header only over https.
      visit.response.set("Clear-Site-Data", '"cache"');
    },
    getSignIn: (visit) =>
      Promise.resolve({ request: getPendingRequest(context, { browser: askerOf(visit.response) }) }),
    askToSignIn: (visit, { email }) => {
      const { id, expiresAt, browser, deliver } = askToSignIn(context, visit.visitor.actor, {
        email,
        browser: askerOf(visit.response),
      });
      cookies.signIn.write(visit.response, browser, expiresAt);
      afterAnswer(visit, deliver);
      return Promise.resolve({ id, expiresAt });
    },
    confirmSignIn: async (visit, input) =>
      enter(
        visit,
        await confirmSignIn(context, visit.visitor.actor, {
          ...input,
          asker: askerOf(visit.response),
          browser: browserOf(visit.response),
        }),
      ),
    invite: (visit, input) => invite(context, visit.visitor.actor, input),
    getSessions: ({ visitor }) => getSessions(context, visitor.actor, visitor),
    endSession: async (visit, input) => {
      for (const series of await endSessions(context, visit.visitor.actor, input)) streams.close(series);
      if (input.session === visit.visitor.series) cookies.session.clear(visit.response);
    },
    endOtherSessions: async ({ visitor }) => {
      const ended = await endSessions(context, visitor.actor, { except: visitor.series });
      for (const series of ended) streams.close(series);
    },
    getTokens: ({ visitor }) => getTokens(context, visitor.actor),
    makeToken: ({ visitor }, input) => makeToken(context, visitor.actor, input),
    getProfile: ({ visitor }) => getProfile(context, visitor.actor),
    changeProfile: ({ visitor }, input) => changeProfile(context, visitor.actor, input),
    askEmailChange: ({ visitor }, input) => askEmailChange(context, visitor.actor, input),
    confirmEmailChange: ({ visitor }, input) => confirmEmailChange(context, visitor.actor, input),
    getOwnData: ({ visitor }) => getOwnData(context, visitor.actor),
    revokeToken: ({ visitor }, input) => revokeToken(context, visitor.actor, input),
  };
}

/**
 * Runs work once the answer is sent, or the reader has gone. Nobody can then measure it, and nobody waits for it. It must
 * report its own failures.
 */
function afterAnswer({ response }: Visit, work: () => Promise<void>): void {
  response.once("close", () => void work().catch(() => undefined));
}
