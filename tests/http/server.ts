import type { Express } from "express";
import pino from "pino";
import request, { type Response, type Test } from "supertest";
import type { Forum } from "#core/access/forum.ts";
import { createContext } from "../../server/services/create-context.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { createApp, type AppOptions } from "../../server/http/app.ts";
import { createLink, signIn } from "../../server/services/people/sign-in.ts";
import { copyOfStore } from "../support/copy-store.ts";
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
  const link = async (who: string): Promise<string> => (await createLink(forum.context, { participant: who })).token;
  const sessions = new Map<string, string>();
  for (const { id } of participants) {
    sessions.set(id, (await signIn(forum.context, asActor("public"), { token: await link(id) })).session);
  }
  return serve(forum, sessions, options);
}

/**
 * Returns a function that opens copies of a server, as it is now. Writes to a copy change neither the server nor another
 * copy.
 */
export function copiesOf(server: TestServer): () => Promise<TestServer> {
  const at = server.forum.context.now().getTime();
  return async () => {
    let minutes = 0;
    const now = (): Date => new Date(at + 60_000 * minutes++);
    const { forum } = server;
    const { store, contents, comparisons } = forum.context;
    const newId = (): string => forum.context.newId();
    const context = { ...createContext(await copyOfStore(store), { now, newId }), contents, comparisons };
    const sessions = new Map(participants.map(({ id }) => [id, server.sessionOf(id)]));
    return serve({ ...server.forum, context }, sessions, {});
  };
}

/** Serves a forum to people with these session tokens. */
function serve(forum: TestForum, sessions: Map<string, string>, options: Partial<AppOptions>): TestServer {
  const app = createApp({
    context: forum.context,
    logger: pino({ level: "silent" }),
    publicUrl: null,
    clientFolder: "/nowhere",
    trustProxy: 0,
    costlyReads: 0,
    ...options,
  });
  return {
    app,
    forum,
    link: async (who) => (await createLink(forum.context, { participant: who })).token,
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
