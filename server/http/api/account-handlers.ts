import type { accountOperations, profileOperations } from "#core/contract/account-operations.ts";
import type { feedAddressOperations } from "#core/contract/feed-operations.ts";
import type { Context } from "../../services/kernel/context.ts";
import { askToSignIn, confirmSignIn, getPendingRequest } from "../../services/people/sign-in-by-mail.ts";
import {
  endFeedAddress,
  getFeedAddress,
  getTokens,
  makeFeedAddress,
  makeToken,
  revokeToken,
} from "../../services/people/access-tokens.ts";
import { changeProfile, getOwnData, getProfile } from "../../services/people/profile.ts";
import { askEmailChange, confirmEmailChange } from "../../services/people/email-change.ts";
import { endSessions, getSessions } from "../../services/people/sessions.ts";
import { invite, signIn } from "../../services/people/sign-in.ts";
import type { Cookies } from "../middleware/cookies.ts";
import { afterAnswer, type Entrance } from "./entrance.ts";
import type { OpenStreams } from "./event-stream.ts";
import type { By, Handlers } from "./handler-types.ts";

/** The handlers of sign-in and accounts. They alone read and set cookies. */
export function accountHandlers({
  context,
  by,
  cookies,
  streams,
  entrance,
}: {
  context: Context;
  by: By;
  cookies: Cookies;
  streams: OpenStreams;
  entrance: Entrance;
}): Pick<
  Handlers,
  | keyof typeof accountOperations
  | keyof typeof profileOperations
  | keyof typeof feedAddressOperations
  | ("signIn" | "signOut" | "invite")
> {
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
    askToSignIn: async (visit, input) => {
      const { id, expiresAt, browser, deliver } = await askToSignIn(context, visit.visitor.actor, {
        ...input,
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
    invite: by(invite),
    getSessions: ({ visitor }) => getSessions(context, visitor.actor, visitor),
    endSession: async (visit, input) => {
      for (const series of await endSessions(context, visit.visitor.actor, input)) streams.close(series);
      if (input.session === visit.visitor.series) cookies.session.clear(visit.response);
    },
    endOtherSessions: async ({ visitor }) => {
      const ended = await endSessions(context, visitor.actor, { except: visitor.series });
      for (const series of ended) streams.close(series);
    },
    getTokens: by(getTokens),
    makeToken: (visit, input) => by(makeToken)(visit, { ...input, session: visit.visitor.session }),
    revokeToken: by(revokeToken),
    getFeedAddress: by(getFeedAddress),
    makeFeedAddress: ({ visitor }) => makeFeedAddress(context, visitor.actor, visitor),
    endFeedAddress: by(endFeedAddress),
    getProfile: by(getProfile),
    changeProfile: by(changeProfile),
    askEmailChange: by(askEmailChange),
    confirmEmailChange: by(confirmEmailChange),
    getOwnData: by(getOwnData),
  };
}
