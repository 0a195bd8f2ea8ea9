import type { Express } from "express";
import pino from "pino";
import request, { type Test } from "supertest";
import type { Forum } from "#core/access/forum.ts";
import { createApp, type AppOptions } from "../../server/http/app.ts";
import { invite, signIn } from "../../server/services/people/sign-in.ts";
import { participants } from "../support/people.ts";
import { asActor, openForum, type TestForum } from "../support/forum.ts";

type Method = "get" | "post" | "put" | "patch" | "delete";

/** A server over a forum in memory, and a way to ask it as somebody. */
export interface TestServer {
  app: Express;
  forum: TestForum;
  /** Asks as somebody of `participants`, who is signed in, or as "public", from a page of ours. */
  ask: (who: string, method: Method, path: string) => Test;
  /** The token of somebody's session. */
  sessionOf: (who: string) => string;
  /** The token of a new sign-in link. */
  link: (who: string) => Promise<string>;
}

/** Opens one. */
export async function openServer(
  overrides: { forum?: Partial<Forum> } & Partial<AppOptions> = {},
): Promise<TestServer> {
  const { forum: forumOverrides = {}, ...options } = overrides;
  const forum = await openForum(forumOverrides);
  const app = createApp({
    context: forum.context,
    logger: pino({ level: "silent" }),
    publicUrl: null,
    clientFolder: "/nowhere",
    trustProxy: 0,
    costlyReads: 0,
    ...options,
  });
  const { context } = forum;
  const link = async (who: string): Promise<string> =>
    (await invite(context, asActor("secretariat"), { participant: who })).token;
  const sessions = new Map<string, string>();
  for (const { id } of participants) {
    sessions.set(id, (await signIn(context, asActor("public"), { token: await link(id) })).session);
  }
  return {
    app,
    forum,
    link,
    sessionOf: (who) => sessions.get(who) ?? "",
    ask(who, method, path) {
      const asked = request(app)[method](path).set("Sec-Fetch-Site", "same-origin");
      const token = sessions.get(who);
      return token === undefined ? asked : asked.set("Cookie", `rapporteur-session=${token}`);
    },
  };
}
