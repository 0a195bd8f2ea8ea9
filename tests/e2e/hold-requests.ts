import type { Page } from "playwright-core";

/** The addresses of a page's scripts. */
export const scripts = /\/assets\/.*\.js$/u;

/** Holds a page's requests to the addresses back. Returns the function that lets them through. */
export async function holdRequests(page: Page, addresses: RegExp): Promise<() => void> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(addresses, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
