import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { connectBrowser } from "../support/browser.ts";
import { startServer, type RunningServer } from "../support/running-server.ts";
import { signIn } from "./reader-actions.ts";

/** A server on the model forum, and the run's browser for whoever visits it. */
export interface OwnServer {
  /** "http://127.0.0.1:PORT", once the tests run. */
  readonly url: string;
  /** A browser of its own for somebody, at a desk unless told otherwise; signed in where a role with a link is named. */
  visitor: (role?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Ends the server before its tests do. */
  stop: () => Promise<void>;
}

/** One for the tests of a file: started before them, stopped after them. */
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
  };
}
