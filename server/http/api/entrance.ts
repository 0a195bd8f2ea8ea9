import type { Request } from "express";
import type { Me } from "#core/contract/forum-operations.ts";
import type { Context } from "../../services/kernel/context.ts";
import type { Browser, SignedIn } from "../../services/people/sessions.ts";
import { signOut } from "../../services/people/sign-in.ts";
import type { Cookies } from "../middleware/cookies.ts";
import type { Visit } from "../middleware/visitor.ts";
import type { OpenStreams } from "./event-stream.ts";

/** A year and a bit: browsers keep no cookie longer. */
const deviceLifetime = 400 * 24 * 60 * 60 * 1000;

/** Lifetime of the cookie that binds a sign-in to its browser, in ms. No sign-in takes longer. */
const askerLifetime = 15 * 60 * 1000;

/** How handlers let people in and out: the cookies and event streams of their browsers. */
export interface Entrance {
  /** Describes the browser of a request. */
  browserOf: (visit: Visit) => Browser;
  /** Returns the token of a browser that has begun to sign in, or null. */
  askerOf: (visit: Visit) => string | null;
  /** Remembers a browser that begins to sign in. */
  remember: (visit: Visit, asker: string) => void;
  /** Ends the session of the request. */
  endSession: (visit: Visit) => Promise<void>;
  /** Gives the browser a new session, in place of the one it had. */
  enter: (visit: Visit, opened: SignedIn) => Promise<Me>;
}

/** Opens the entrance of a server. */
export function openEntrance({
  context,
  cookies,
  streams,
}: {
  context: Context;
  cookies: Cookies;
  streams: OpenStreams;
}): Entrance {
  const cookieHeader = ({ response: { req } }: { response: { req: Request } }): string | undefined =>
    req.headers.cookie;
  const until = (lifetime: number): string => new Date(context.now().getTime() + lifetime).toISOString();
  const askerOf = (visit: Visit): string | null => cookies.signIn.read(cookieHeader(visit));
  const endSession = async ({ visitor }: Visit): Promise<void> => {
    await signOut(context, visitor.actor, visitor);
    if (visitor.series !== null) streams.close(visitor.series);
  };
  return {
    browserOf: (visit) => ({
      device: cookies.device.read(cookieHeader(visit)),
      userAgent: visit.response.req.get("user-agent") ?? null,
    }),
    askerOf,
    remember: ({ response }, asker) => cookies.signIn.write(response, asker, until(askerLifetime)),
    endSession,
    enter: async (visit, opened) => {
      const { response } = visit;
      // Ends the session of the browser's previous user.
      await endSession(visit);
      cookies.session.write(response, opened.session, opened.expiresAt);
      cookies.device.write(response, opened.device, until(deviceLifetime));
      if (askerOf(visit) !== null) cookies.signIn.clear(response);
      afterAnswer(visit, opened.tellOwner);
      return opened.me;
    },
  };
}

/**
 * Runs work once the answer is sent, or the reader has gone. Nobody can then measure it, and nobody waits for it. It
 * must report its own failures.
 */
export function afterAnswer({ response }: Visit, work: () => Promise<void>): void {
  response.once("close", () => void work().catch(() => undefined));
}
