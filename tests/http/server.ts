import type { Express } from "express";
import pino from "pino";
import request, { type Response, type Test } from "supertest";
import type { Forum } from "#core/access/forum.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { createApp, type AppOptions } from "../../server/http/app.ts";
import { createLink, signIn } from "../../server/services/people/sign-in.ts";
import { participants } from "../support/people.ts";
import { asActor, openForum, type TestForum } from "../support/forum.ts";

type Method = "get" | "post" | "put" | "patch" | "delete";

/** A server for an in-memory forum that can be queried as any participant. */
export interface TestServer {
  app: Express;
  forum: TestForum;
  /** Sends a request from a page of our own, as "public" or as a signed-in participant of `participants`. */
  request: (who: string, method: Method, path: string) => Test;
  /** Returns a participant's session token. */
  sessionOf: (who: string) => string;
  /** Returns the token of a new sign-in link. */
  link: (who: string) => Promise<string>;
}

/** Opens a test server on which every participant is signed in. */
export async function openServer(
  overrides: { forum?: Partial<Forum>; services?: Partial<Context> } & Partial<AppOptions> = {},
): Promise<TestServer> {
  const { forum: forumOverrides = {}, services = {}, ...options } = overrides;
  const opened = await openForum(forumOverrides);
  const forum = { ...opened, context: { ...opened.context, ...services } };
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
  const link = async (who: string): Promise<string> => (await createLink(context, { participant: who })).token;
  const sessions = new Map<string, string>();
  for (const { id } of participants) {
    sessions.set(id, (await signIn(context, asActor("public"), { token: await link(id) })).session);
  }
  return {
    app,
    forum,
    link,
    sessionOf: (who) => sessions.get(who) ?? "",
    request(who, method, path) {
      const sent = request(app)[method](path).set("Sec-Fetch-Site", "same-origin");
      const token = sessions.get(who);
      // The clock of a test forum soon passes a day, after which the server renews the token.
      sent.on("response", ({ headers }: Response) => {
        const renewed = /rapporteur-session=([^;]+)/u.exec(String(headers["set-cookie"]))?.[1];
        if (renewed !== undefined && !path.includes("sign-in")) sessions.set(who, renewed);
      });
      return token === undefined ? sent : sent.set("Cookie", `rapporteur-session=${token}`);
    },
  };
}
