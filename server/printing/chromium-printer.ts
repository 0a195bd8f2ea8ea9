import { userInfo } from "node:os";
import type { Browser, Route } from "playwright-core";
import { printFonts, printOrigin, type PrintPage } from "../export/pdf/printable-page.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { fontFile, fontSheet } from "./print-fonts.ts";

/** Prints pages through a Chromium that is started when there is something to print, and ended when there is not. */
interface Printer {
  print: PrintPage;
  /** Ends the browser; what is being printed is given up. */
  close(): Promise<void>;
}

interface PrinterOptions {
  /** The program. */
  executablePath: string;
  /** Told why a page could not be printed. */
  notice?: (error: unknown) => void;
  /** Milliseconds that one page may take. */
  longest?: number;
  /** Pages that may wait before the next is refused. */
  mostWaiting?: number;
  /** Milliseconds without anything to print after which the browser ends. */
  idle?: number;
}

/** 4 000 pages, the longest text we know with ten thousand comments, take half of that. */
const longestPrint = 120_000;
/** About a minute of usual texts; whoever would wait longer is better told, and asks again. */
const waitingPages = 16;
/** Milliseconds that a page may take to be closed. */
const closingContext = 5_000;
/** Starting takes a third of a second, and a browser that waits holds 150 MB. */
const idleBrowser = 60_000;
/** Characters of a page. A million words with ten thousand comments are 30 million; Chromium ends somewhere above 100. */
const longestPage = 60_000_000;

/**
 * Nothing is to leave the machine, whatever is in a page: no name is resolved and every request is answered by us. No
 * script runs in it either.
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

/** A printer; its browser starts when there is something to print. */
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
      // A page is loaded before its fonts are, and what is printed then has no signs where the system has none.
      await page.evaluate("document.fonts.ready.then(() => null)");
      return page.pdf({ tagged: true, outline: true, printBackground: true, preferCSSPageSize: true });
    })();
    try {
      return new Uint8Array(await untilGivenUp(printing, longest, signal));
    } finally {
      // A context does not always close while its page is being opened or printed; then the browser goes.
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

/** In its sandbox where the system lets it have one: root may not, and is not worth a try; in many containers nobody may. */
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

/** What the work comes to; rejects, without waiting for it any longer, once it took too long or the signal is aborted. */
async function untilGivenUp<Value>(work: Promise<Value>, longest: number, signal: AbortSignal | null): Promise<Value> {
  const limit = AbortSignal.timeout(longest);
  const given = signal ? AbortSignal.any([limit, signal]) : limit;
  let leave = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => {
      reject(given.reason as Error);
    };
    if (given.aborted) leave();
    else given.addEventListener("abort", leave, { once: true });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, left]);
  } finally {
    given.removeEventListener("abort", leave);
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

/** One thing after the other, and not too many waiting. */
class PrintQueue {
  readonly #mostWaiting: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param mostWaiting How many may wait or be under way. */
  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
  }

  /** Whether nothing waits and nothing is under way. */
  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /**
   * Does the work when its turn comes; work whose signal was aborted meanwhile is never begun.
   * @throws ProblemError server-busy where too much waits
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
