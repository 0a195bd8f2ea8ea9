import type { BrowserContext } from "playwright-core";

/** Signs a browser in with a link, without opening its page. */
export async function signInWith(browser: BrowserContext, link: string): Promise<void> {
  const { origin, searchParams } = new URL(link);
  const data = { token: searchParams.get("token") };
  const answer = await browser.request.post(`${origin}/api/sign-in`, { headers: { Origin: origin }, data });
  if (!answer.ok()) throw new Error(`Signing in was answered with ${String(answer.status())}.`);
}
