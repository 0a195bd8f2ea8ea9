import { chromium } from "playwright-core";
import { findBrowser } from "./find-browser.mjs";

/** One browser server for the whole run; each test file connects to it. */
export default async function startBrowser() {
  const { executablePath, env } = findBrowser();
  const server = await chromium.launchServer({
    executablePath,
    env: { ...process.env, ...env },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  process.env.RAPPORTEUR_BROWSER_ENDPOINT = server.wsEndpoint();
  globalThis.rapporteurBrowserServer = server;
}
