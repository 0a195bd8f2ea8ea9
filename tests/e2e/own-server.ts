import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { connectBrowser } from "../support/browser.ts";
import { startServer, type RunningServer } from "../support/running-server.ts";
import { signIn } from "./reader-actions.ts";

/** A server with the model forum, and the run's browser for its visitors. */
export interface OwnServer {
  /** "http://127.0.0.1:PORT", available once the tests run. */
  readonly url: string;
  /**
   * Opens a page in a browser context of its own, at desktop size by default. Signs in if `role` names a role with a
   * sign-in link.
   */
  visitor: (role?: string, options?: BrowserContextOptions) => Promise<Page>;
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
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      const page = await context.newPage();
      if (role !== undefined) await signIn(page, server.links[role] ?? "");
      return page;
    },
    stop: () => server.stop(),
    kill: () => server.kill(),
  };
}
