import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { connectBrowser } from "../support/browser.ts";
import { startServer, type RunningServer } from "../support/running-server.ts";
import { signInWith } from "../support/sign-in-with.ts";

/** A server with the model forum, and the run's browser for its visitors. */
export interface ServerWithVisitors {
  /** "http://127.0.0.1:PORT", available once the tests run. */
  readonly url: string;
  /**
   * Opens a page in a browser context of its own, at desktop size by default. Signs in if `role` names a role with a
   * sign-in link.
   */
  visitor: (role?: string, options?: BrowserContextOptions) => Promise<Page>;
}

export interface OwnServer extends ServerWithVisitors {
  /** Stops the server before its tests end. Running requests are finished. */
  stop: () => Promise<void>;
  /** Ends the server at once, as a crash would. */
  kill: () => Promise<void>;
}

/** Starts a server before the tests of a file, and stops it after them. */
export function ownServer(): OwnServer {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startServer();
    browser = await connectBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });
  return {
    get url() {
      return server.url;
    },
    async visitor(role, options) {
      const page = await openPage(browser, options);
      if (role !== undefined) await signInWith(page.context(), server.links[role] ?? "");
      return page;
    },
    stop: () => server.stop(),
    kill: () => server.kill(),
  };
}

/** Opens pages of the run's one server, whose forum no test may change. Visitors with the same role share a session. */
export function sharedServer(): ServerWithVisitors {
  const { url, sessions } = JSON.parse(process.env["RAPPORTEUR_SHARED_SERVER"] ?? "{}") as Shared;
  let browser: Browser;
  beforeAll(async () => {
    browser = await connectBrowser();
  });
  afterAll(() => browser.close());
  return {
    url,
    async visitor(role, options) {
      const page = await openPage(browser, options);
      const session = role === undefined ? undefined : sessions[role];
      if (session) await page.context().addCookies([{ ...session, url }]);
      else if (role !== undefined) throw new Error(`Nobody signed in as ${role}`);
      return page;
    },
  };
}

/** What browser-setup.mjs tells of the shared server. */
interface Shared {
  url: string;
  sessions: Record<string, { name: string; value: string }>;
}

async function openPage(browser: Browser, options: BrowserContextOptions | undefined): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  return context.newPage();
}
