import { userInfo } from "node:os";
import type { Browser, Route } from "playwright-core";
import { printFonts, printOrigin, type PrintPage } from "../export/pdf/printable-page.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { fontFile, fontSheet } from "./print-fonts.ts";

/** Prints pages with Chromium, which starts on demand and ends when idle. */
interface Printer {
  print: PrintPage;
  /** Ends the browser and cancels the current print. */
  close(): Promise<void>;
}

interface PrinterOptions {
  /** Path of the browser program. */
  executablePath: string;
  /** Receives the reason why a page could not be printed. */
  notice?: (error: unknown) => void;
  /** Time limit for one page, in ms. */
  longest?: number;
  /** Maximum number of pages waiting or printing. Further pages are rejected. */
  mostWaiting?: number;
  /** Idle time, in ms, after which the browser ends. */
  idle?: number;
}

/** Time limit for one page, in ms. The longest known text, 4 000 pages with 10 000 comments, takes half of that. */
const longestPrint = 120_000;
/**
 * Maximum length of the queue: about a minute of typical texts. It is better to ask users to retry than to let them
 * wait longer.
 */
const waitingPages = 16;
/** Time limit for closing a page, in ms. */
const closingContext = 5_000;
/** Idle time before the browser ends, in ms. Starting takes a third of a second, and an idle browser uses 150 MB. */
const idleBrowser = 60_000;
/**
 * Maximum length of a page, in characters. 1 000 000 words with 10 000 comments are 30 million characters; Chromium
 * crashes somewhere above 100 million.
 */
const longestPage = 60_000_000;

/**
 * Prevents any network access, whatever the page contains: no host name is resolved, and we answer every request
 * ourselves. Scripts are disabled too.
 */
const browserArguments = [
  "--disable-gpu",
  "--disable-extensions",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND",
];

/** Creates a printer. Its browser starts on first use. */
export function openPrinter({
  executablePath,
  notice,
  longest = longestPrint,
  mostWaiting = waitingPages,
  idle = idleBrowser,
}: PrinterOptions): Printer {
  const queue = new PrintQueue(mostWaiting);
  let browser: Promise<Browser> | null = null;
  let ending: NodeJS.Timeout | undefined;
  let closed = false;

  const end = async (): Promise<void> => {
    clearTimeout(ending);
    const running = browser;
    browser = null;
    await (await running?.catch(() => null))?.close();
  };

  const start = async (): Promise<Browser> => {
    clearTimeout(ending);
    const starting = browser ?? launch(executablePath);
    browser = starting;
    try {
      const started = await starting;
      if (started.isConnected()) return started;
    } catch (error) {
      if (browser === starting) browser = null;
      throw error;
    }
    browser = launch(executablePath);
    return browser;
  };

  const printNow: PrintPage = async (html, signal) => {
    if (closed) throw new ProblemError("server-busy");
    const started = await start();
    const context = await started.newContext({ javaScriptEnabled: false, serviceWorkers: "block" });
    const printing = (async () => {
      const page = await context.newPage();
      await context.route("**/*", (route) => answer(route, html));
      await page.emulateMedia({ media: "print", colorScheme: "light" });
      await page.goto(`${printOrigin}/`, { waitUntil: "load", timeout: longest });
      // A page is loaded before its fonts are. Printed too early, it lacks characters for which the system has no font.
      await page.evaluate("document.fonts.ready.then(() => null)");
      return page.pdf({ tagged: true, outline: true, printBackground: true, preferCSSPageSize: true });
    })();
    try {
      return new Uint8Array(await untilGivenUp(printing, longest, signal));
    } finally {
      // A context may fail to close while its page is being opened or printed. The browser is then ended.
      const isClosed = await untilGivenUp(context.close(), closingContext, null).then(
        () => true,
        () => false,
      );
      if (!isClosed) await end();
    }
  };

  return {
    async print(html, signal) {
      if (html.length > longestPage) throw new ProblemError("not-printed");
      try {
        return await queue.run(() => printNow(html, signal), signal);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (closed) throw new ProblemError("server-busy");
        if (error instanceof ProblemError) throw error;
        notice?.(error);
        throw new ProblemError("not-printed");
      } finally {
        if (queue.isIdle && !closed) ending = setTimeout(() => void end(), idle).unref();
      }
    },
    close() {
      closed = true;
      return end();
    },
  };
}

/**
 * Launches the browser in its sandbox if the system allows it. Root may not use the sandbox, so it is not tried. In
 * many containers nobody may.
 */
async function launch(executablePath: string): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  const start = (chromiumSandbox: boolean): Promise<Browser> =>
    chromium.launch({
      executablePath,
      chromiumSandbox,
      args: browserArguments,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  return userInfo().uid === 0 ? start(false) : start(true).catch(() => start(false));
}

/**
 * Returns the result of the work. Rejects without waiting further if the work takes too long or the signal is aborted.
 */
async function untilGivenUp<Value>(work: Promise<Value>, longest: number, signal: AbortSignal | null): Promise<Value> {
  const limit = AbortSignal.timeout(longest);
  const combined = signal ? AbortSignal.any([limit, signal]) : limit;
  let leave = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    leave = () => {
      reject(combined.reason as Error);
    };
    if (combined.aborted) leave();
    else combined.addEventListener("abort", leave, { once: true });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    combined.removeEventListener("abort", leave);
  }
}

async function answer(route: Route, html: string): Promise<void> {
  const url = new URL(route.request().url());
  if (url.origin !== printOrigin) return route.abort();
  if (url.pathname === "/") return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
  if (url.href === printFonts) return route.fulfill({ contentType: "text/css", body: await fontSheet() });
  const font = await fontFile(url.pathname);
  return font ? route.fulfill({ contentType: "font/woff2", body: font }) : route.abort();
}

/** Runs one task at a time, with a limited queue. */
class PrintQueue {
  readonly #mostWaiting: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param mostWaiting Maximum number of tasks waiting or running. */
  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
  }

  /** Whether no task is waiting or running. */
  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /**
   * Runs the work when its turn comes. Work whose signal was aborted meanwhile never starts.
   *
   * @throws ProblemError server-busy if the queue is full
   */
  async run<Value>(work: () => Promise<Value>, signal: AbortSignal | null): Promise<Value> {
    if (this.#waiting >= this.#mostWaiting) throw new ProblemError("server-busy");
    this.#waiting += 1;
    const turn = this.#last.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }
}
