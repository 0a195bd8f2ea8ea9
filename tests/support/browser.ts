import { chromium, type Browser } from "playwright-core";

/** The run's browser (see browser-setup.mjs). */
export function connectBrowser(): Promise<Browser> {
  const endpoint = process.env["RAPPORTEUR_BROWSER_ENDPOINT"];
  if (!endpoint) throw new Error("No browser: this test runs in the project `browser` of tests/jest.config.mjs");
  return chromium.connect(endpoint);
}
