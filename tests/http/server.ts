import type { Express } from "express";
import pino from "pino";
import request, { type Response, type Test } from "supertest";
import type { Forum } from "#core/access/forum.ts";
import { createContext } from "../../server/services/create-context.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { createApp, type AppOptions } from "../../server/http/app.ts";
import { sendDue } from "../../server/services/people/mail-queue.ts";
import { createLink, signIn } from "../../server/services/people/sign-in.ts";
import { dataOf } from "../support/copy-store.ts";
import { participants } from "../support/people.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import type { Store } from "../../server/store/store.ts";
import { asActor, openForum, type TestForum } from "../support/forum.ts";
import { usualLimits } from "../support/usual-limits.ts";
import { InProcess } from "../../server/cli/forum/command-app.ts";

type Method = "get" | "post" | "put" | "patch" | "delete";

/** A server for an in-memory forum that can be queried as any participant. */
export interface TestServer {
  app: Express;
  forum: TestForum;
  /** Sends a request from a page of our own, as "public" or as a signed-in participant of `participants`. */
  request: (who: string, method: Method, path: string) => Test;
  /** Returns a participant's session token. */
  sessionOf: (who: string) => string;
  /** Lets requests be sent under another name, with the token of a session or an access token. */
  admit: (who: string, token: string) => void;
  /** Returns the names under which requests can be sent, without the public. */
  names: () => string[];
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
  // The messages about these sign-ins are of no interest.
  while ((await sendDue({ ...forum.context, sendMail: () => Promise.resolve() })) > 0);
  return serve(forum, sessions, options);
}

/** A copy of a server that can be set back. */
export interface RestorableServer extends TestServer {
  /** Undoes all writes since the copy was made. */
  restore: () => void;
}

/**
 * Copies a server, as it is now. `wrap` may observe its store. Later writes to the server do not change the copy. Writes to
 * the copy do not change the server, and can all be undone. That takes a quarter of the time of a new server.
 */
export async function restorableCopy(
  server: TestServer,
  wrap: (store: Store) => Store = (store) => store,
  cachesOf: Pick<Context, "contents" | "comparisons"> = server.forum.context,
): Promise<RestorableServer> {
  const { context } = server.forum;
  const at = context.now().getTime();
  let [minutes, isChanged] = [0, false];
  const data = await dataOf(context.store);
  let store = openMemoryStore(data);
  const current = wrap({
    read: (look, options) => store.read(look, options),
    transact: async (work, options) => {
      const result = await store.transact(work, options);
      isChanged = true;
      return result;
    },
    subscribe: (listener) => store.subscribe(listener),
    verify: () => store.verify(),
    checkBodies: (signal) => store.checkBodies(signal),
    close: () => store.close(),
  });
  const newContext = (): Context =>
    copyOfContext(
      { ...cachesOf, mailReaches: context.mailReaches },
      current,
      () => context.newId(),
      () => new Date(at + 60_000 * minutes++),
    );
  const copied = newContext();
  const restore = (): void => {
    minutes = 0;
    if (isChanged) store = openMemoryStore(data);
    isChanged = false;
    // Pending sign-ins and changes of address are only in memory.
    Object.assign(copied, newContext());
  };
  const sessions = new Map(server.names().map((who) => [who, server.sessionOf(who)]));
  // The counts of a limit would outlive what is restored.
  const limits = { ...usualLimits, writes: 0, signInTries: 0 };
  return { ...serve({ ...server.forum, context: copied }, sessions, { limits }), restore };
}

/** Returns the context of a copy, which compares and caches with another one. */
function copyOfContext(
  { contents, comparisons, mailReaches }: Pick<Context, "contents" | "comparisons" | "mailReaches">,
  store: Store,
  newId: () => string,
  now: () => Date,
): Context {
  return { ...createContext(store, { now, newId, mailReaches }), contents, comparisons };
}

/** Serves a forum to people with these session tokens. */
function serve(forum: TestForum, sessions: Map<string, string>, options: Partial<AppOptions>): TestServer {
  const app = createApp({
    context: forum.context,
    logger: pino({ level: "silent" }),
    publicUrl: null,
    clientFolder: "/nowhere",
    trustProxy: 0,
    limits: usualLimits,
    ...options,
  });
  const connections = new InProcess(app);
  const requestAs = (who: string, method: Method, path: string): Test => {
    const sent = request("http://127.0.0.1:80")[method](path).agent(connections).set("Sec-Fetch-Site", "same-origin");
    const token = sessions.get(who);
    if (token === undefined) return sent;
    if (token.startsWith("rapp_")) return sent.set("Authorization", `Bearer ${token}`);
    // The clock of a test forum soon passes a day, after which the server renews the token.
    sent.on("response", ({ headers }: Response) => {
      const renewed = /rapporteur-session=([^;]+)/u.exec(String(headers["set-cookie"]))?.[1];
      if (renewed !== undefined && !path.includes("sign-in")) sessions.set(who, renewed);
    });
    return sent.set("Cookie", `rapporteur-session=${token}`);
  };
  return {
    app,
    forum,
    link: async (who) => (await createLink(forum.context, { participant: who })).token,
    sessionOf: (who) => sessions.get(who) ?? "",
    admit: (who, token) => sessions.set(who, token),
    names: () => [...sessions.keys()],
    request: requestAs,
  };
}
