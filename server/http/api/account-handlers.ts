import type { accountOperations } from "#core/contract/account-operations.ts";
import type { profileOperations } from "#core/contract/profile-operations.ts";
import { asDeputy } from "../../services/kernel/as-deputy.ts";
import type { Context } from "../../services/kernel/context.ts";
import { askToSignIn, confirmSignIn, getPendingRequest } from "../../services/people/sign-in-by-mail.ts";
import { getTokens, makeToken, revokeToken } from "../../services/people/access-tokens.ts";
import { getOwnData } from "../../services/people/own-data.ts";
import { askEmailChange, confirmEmailChange } from "../../services/people/email-change.ts";
import { changeProfile, getProfile } from "../../services/people/profile.ts";
import { endSessions, getSessions } from "../../services/people/own-sessions.ts";
import { invite, signIn } from "../../services/people/sign-in.ts";
import type { Cookies } from "../middleware/cookies.ts";
import { afterAnswer, type Entrance } from "./entrance.ts";
import type { OpenStreams } from "./event-stream.ts";
import type { Handlers } from "./handler-types.ts";

/** The handlers of sign-in and accounts. They alone read and set cookies. */
export function accountHandlers({
  context,
  cookies,
  streams,
  entrance,
}: {
  context: Context;
  cookies: Cookies;
  streams: OpenStreams;
  entrance: Entrance;
}): Pick<Handlers, keyof typeof accountOperations | keyof typeof profileOperations | "signIn" | "signOut" | "invite"> {
  const { askerOf, browserOf, endSession, enter } = entrance;
  return {
    signIn: async (visit, input) =>
      enter(visit, await signIn(context, visit.visitor.actor, { ...input, browser: browserOf(visit) })),
    signOut: async (visit) => {
      await endSession(visit);
      cookies.session.clear(visit.response);
      // Prevents the Back button from showing the next user these pages. Browsers honour the header only over https.
      visit.response.set("Clear-Site-Data", '"cache"');
    },
    getSignIn: async (visit) => ({ request: await getPendingRequest(context, { browser: askerOf(visit) }) }),
    askToSignIn: async (visit, { email }) => {
      const { id, expiresAt, browser, deliver } = await askToSignIn(context, visit.visitor.actor, {
        email,
        browser: askerOf(visit),
        device: browserOf(visit).device,
      });
      cookies.signIn.write(visit.response, browser, expiresAt);
      afterAnswer(visit, deliver);
      return { id, expiresAt };
    },
    confirmSignIn: async (visit, input) =>
      enter(
        visit,
        await confirmSignIn(context, visit.visitor.actor, {
          ...input,
          asker: askerOf(visit),
          browser: browserOf(visit),
        }),
      ),
    invite: ({ visitor }, input) => invite(asDeputy(context, visitor.actor), visitor.actor, input),
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
    makeToken: ({ visitor }, input) => makeToken(context, visitor.actor, { ...input, session: visitor.session }),
    getProfile: ({ visitor }) => getProfile(context, visitor.actor),
    changeProfile: ({ visitor }, input) => changeProfile(context, visitor.actor, input),
    askEmailChange: ({ visitor }, input) => askEmailChange(context, visitor.actor, input),
    confirmEmailChange: ({ visitor }, input) => confirmEmailChange(context, visitor.actor, input),
    getOwnData: ({ visitor }) => getOwnData(context, visitor.actor),
    revokeToken: ({ visitor }, input) => revokeToken(context, visitor.actor, input),
  };
}
