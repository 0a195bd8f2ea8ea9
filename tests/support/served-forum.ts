import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import pino from "pino";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { KeptForum } from "../../server/core/access/kept-forum.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { createApp } from "../../server/http/app.ts";
import { createLink } from "../../server/services/people/sign-in.ts";
import { openForum, type TestForum } from "./forum.ts";
import { signInWith } from "./sign-in-with.ts";
import { usualLimits } from "./usual-limits.ts";

/** An in-memory forum with the built client, served from this process so that tests can set its clock. */
export interface ServedForum {
  url: string;
  forum: TestForum;
  /** Moves the server's clock forward. */
  pass: (milliseconds: number) => void;
  /** Returns a new sign-in link for a participant of `participants`. */
  link: (who: string) => Promise<string>;
  /** Opens a page in a browser context of its own, at desktop size by default, in which `who` is signed in. */
  visitor: (browser: Browser, who?: string, options?: BrowserContextOptions) => Promise<Page>;
  stop: () => Promise<void>;
}

/**
 * Serves a forum whose clock starts at the browser's time, because the browser discards a cookie that expired in the
 * past. Passkeys need the host name "localhost".
 */
export async function serveForum(
  services: Partial<Context> = {},
  { host = "127.0.0.1", ...settings }: { host?: string } & Partial<KeptForum> = {},
): Promise<ServedForum> {
  const opened = await openForum(settings);
  let ahead = 0;
  const context = { ...opened.context, now: () => new Date(Date.now() + ahead), ...services };
  const server = createServer((request, response) => void app(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://${host}:${String((server.address() as AddressInfo).port)}`;
  const app = createApp({
    context: { ...context, linkBase: url },
    logger: pino({ level: "silent" }),
    publicUrl: null,
    clientFolder: path.resolve("dist", "client"),
    trustProxy: 0,
    limits: usualLimits,
  });
  const link = async (who: string): Promise<string> => url + (await createLink(context, { participant: who })).path;
  return {
    url,
    forum: { ...opened, context },
    pass: (milliseconds) => {
      ahead += milliseconds;
    },
    link,
    async visitor(browser, who, options) {
      const visited = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      if (who !== undefined) await signInWith(visited, await link(who));
      return visited.newPage();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
