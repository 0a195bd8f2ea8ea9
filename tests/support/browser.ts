import { chromium, type Browser } from "playwright-core";

/** Connects to the run's browser (see browser-setup.mjs). */
export async function connectBrowser(): Promise<Browser> {
  const endpoint = process.env["RAPPORTEUR_BROWSER_ENDPOINT"];
  if (!endpoint) throw new Error("No browser: this test runs in the project `browser` of tests/jest.config.mjs");
  try {
    return await chromium.connect(endpoint);
  } catch (cause) {
    throw new Error("The run's browser cannot be reached: it has ended", { cause });
  }
}
