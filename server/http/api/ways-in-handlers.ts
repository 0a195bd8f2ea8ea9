import type { waysInOperations } from "#core/contract/ways-in-operations.ts";
import type { Context } from "../../services/kernel/context.ts";
import {
  beginProviderSignIn,
  finishProviderSignIn,
  linkIdentity,
  unlinkIdentity,
} from "../../services/people/identities.ts";
import {
  addPasskey,
  askForPasskey,
  askToAddPasskey,
  removePasskey,
  renamePasskey,
  signInWithPasskey,
} from "../../services/people/passkeys.ts";
import { agreeToAddress, recoverAccess } from "../../services/people/recover-access.ts";
import { getSignInMethods, getWaysIn } from "../../services/people/ways-in.ts";
import type { Visit } from "../middleware/visitor.ts";
import { afterAnswer, type Entrance } from "./entrance.ts";
import type { OpenStreams } from "./event-stream.ts";
import type { By, Handlers } from "./handler-types.ts";

/** The handlers of providers and passkeys. */
export function waysInHandlers({
  context,
  by,
  streams,
  entrance,
}: {
  context: Context;
  by: By;
  streams: OpenStreams;
  entrance: Entrance;
}): Pick<Handlers, keyof typeof waysInOperations> {
  const { askerOf, browserOf, enter, remember } = entrance;
  /** Remembers the browser that has begun something, and returns what it needs next. */
  const begun = <T extends { browser: string }>(visit: Visit, started: T): T => {
    remember(visit, started.browser);
    return started;
  };
  /** Adds the token of the session, whose strength decides. */
  const withSession = <Input extends object>({ visitor: { session } }: Visit, input: Input) => ({ ...input, session });
  return {
    getSignInMethods: by(getSignInMethods),
    beginProviderSignIn: async (visit, input) => {
      const { actor } = visit.visitor;
      const { url } = begun(visit, await beginProviderSignIn(context, actor, { ...input, asker: askerOf(visit) }));
      return { url };
    },
    finishProviderSignIn: async (visit, input) => {
      const { returnTo, signedIn, tellOwner } = await finishProviderSignIn(context, visit.visitor.actor, {
        ...withSession(visit, input),
        asker: askerOf(visit),
        browser: browserOf(visit),
      });
      if (signedIn) await enter(visit, signedIn);
      afterAnswer(visit, tellOwner);
      return { returnTo };
    },
    askForPasskey: async (visit) => {
      const asked = await askForPasskey(context, visit.visitor.actor, { asker: askerOf(visit) });
      return { ...begun(visit, asked).options };
    },
    signInWithPasskey: async (visit, input) => {
      const asker = askerOf(visit);
      const { actor } = visit.visitor;
      return enter(visit, await signInWithPasskey(context, actor, { ...input, asker, browser: browserOf(visit) }));
    },
    getWaysIn: by(getWaysIn),
    linkIdentity: async (visit, input) => {
      const { actor, session } = visit.visitor;
      const { url } = begun(visit, await linkIdentity(context, actor, { ...input, session, asker: askerOf(visit) }));
      return { url };
    },
    unlinkIdentity: async (visit, input) => {
      const { tellOwner } = await by(unlinkIdentity)(visit, withSession(visit, input));
      afterAnswer(visit, tellOwner);
    },
    askToAddPasskey: async (visit) => {
      const asked = await askToAddPasskey(context, visit.visitor.actor, withSession(visit, { asker: askerOf(visit) }));
      return { ...begun(visit, asked).options };
    },
    addPasskey: async (visit, input) => {
      const { passkey, signedIn, tellOwner } = await addPasskey(context, visit.visitor.actor, {
        ...withSession(visit, input),
        asker: askerOf(visit),
        browser: browserOf(visit),
      });
      if (signedIn) await enter(visit, signedIn);
      afterAnswer(visit, tellOwner);
      return passkey;
    },
    renamePasskey: (visit, input) => by(renamePasskey)(visit, withSession(visit, input)),
    removePasskey: async (visit, input) => {
      const { tellOwner } = await by(removePasskey)(visit, withSession(visit, input));
      afterAnswer(visit, tellOwner);
    },
    agreeToAddress: by(agreeToAddress),
    recoverAccess: async (visit, input) => {
      // The link itself stays here: whoever has it is the person.
      const { removed, mailed, ended } = await by(recoverAccess)(visit, input);
      for (const series of ended) streams.close(series);
      return { removed, mailed };
    },
  };
}
