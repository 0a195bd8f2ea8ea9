import http from "node:http";
import type { Page } from "playwright-core";
import { mostStreams } from "../../server/http/api/event-stream.ts";
import { ownServer } from "./model-server.ts";

/** Ana has the maximum number of pages open, and opens one more. */
const server = ownServer();
const listening: http.ClientRequest[] = [];

afterAll(() => {
  for (const one of listening) one.destroy();
});

/** Opens a stream as the person signed in to a browser. Resolves once it is answered. */
async function listen(page: Page): Promise<void> {
  const Cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const path = `${server.url}/api/documents/opinion-5/stream`;
  await new Promise((resolve) => listening.push(http.get(path, { headers: { Cookie }, agent: false }, resolve)));
}

test("shows a page whose event stream was refused, and updates it once there is room", async () => {
  const [ana, amina] = [await server.visitor("member"), await server.visitor("coordinator")];
  await Promise.all(Array.from({ length: mostStreams.person }, () => listen(ana)));
  await ana.clock.install();
  const refused = ana.waitForResponse((answer) => answer.url().endsWith("/stream"));
  await ana.goto(`${server.url}/read/opinion-5@3`);
  expect((await refused).status()).toBe(429);
  await ana.locator("article.thread").first().waitFor();

  await amina.goto(`${server.url}/read/opinion-5@3?clause=recalling-a`);
  await amina.locator("article.thread").first().waitFor();
  await amina.keyboard.press("c");
  await amina.getByRole("textbox", { name: "Comment" }).fill("Said while nobody could hear.");
  await amina.getByRole("button", { name: "Submit" }).click();
  await amina.locator("article.thread", { hasText: "while nobody could hear" }).waitFor();
  expect(await ana.locator("article.thread", { hasText: "while nobody could hear" }).count()).toBe(0);

  for (const one of listening.splice(0)) one.destroy();
  const card = ana.locator("article.thread", { hasText: "while nobody could hear" });
  for (let asked = 0; asked < 5 && (await card.count()) === 0; asked += 1) {
    const answered = ana.waitForResponse((answer) => answer.url().endsWith("/stream"));
    await ana.clock.fastForward(15_000);
    if ((await answered).ok()) break;
  }
  await card.waitFor();
});
