import type { Page } from "playwright-core";
import { ownServer } from "./model-server.ts";

const server = ownServer();
let member: Page;
const clause = "recalling-b";

beforeAll(async () => {
  member = await server.visitor("member");
  const sent = await member.evaluate(async (target) => {
    const statuses: number[] = [];
    for (let count = 1; count <= 100; count += 1) {
      const { status } = await fetch("/api/versions/opinion-6@1/annotations", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          id: crypto.randomUUID(),
          kind: "comment",
          type: "general",
          targets: [{ kind: "clause", clause: target }],
          text: `Remark ${String(count)} of a hundred on one clause.`,
          operations: [],
          visibility: "submitted",
          capacity: "personal",
          jointly: [],
        }),
      });
      statuses.push(status);
    }
    return statuses;
  }, clause);
  expect(new Set(sent)).toEqual(new Set([201]));
});

test("folds 100 comments on one clause into three and a line beside it", async () => {
  await member.goto(`${server.url}/read/opinion-6@1?clause=${clause}`);
  const more = member.getByRole("button", { name: /^\d+ more comments on recalling b\)$/u });
  await more.waitFor();
  expect(await member.locator("article.thread", { hasText: "of a hundred" }).count()).toBe(3);
  await expectNoOverlap();
  const words = await member.locator(`#${clause}`).boundingBox();
  const line = await more.boundingBox();
  expect(Math.abs((line?.y ?? 0) - (words?.y ?? 0))).toBeLessThan(900);
});

test("shows every unfolded comment without overlap and records it in the address", async () => {
  await member.getByRole("button", { name: /more comments on recalling b\)$/u }).click();
  await member.waitForURL(new RegExp(`unfolded=${clause}`, "u"));
  await expectNoOverlap();
  await member.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: "instant" }));
  await expectNoOverlap();
  await member.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
  await member.getByRole("button", { name: "Fewer comments on recalling b)" }).click();
  await member.waitForURL((url) => url.search === `?clause=${clause}`);
});

test("on a phone, folds them too and opens the list at the current clause", async () => {
  const phone = await server.visitor(undefined, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.goto(`${server.url}/read/opinion-6@1?clause=is-of-the-view-1`);
  await phone.getByRole("button", { name: /^Comments/u }).tap();
  const sheet = phone.getByRole("dialog");
  await sheet.getByRole("button", { name: /^\d+ more comments on recalling b\)$/u }).waitFor();
  expect(await sheet.locator("article.thread", { hasText: "of a hundred" }).count()).toBe(3);
  const first = sheet.locator("[data-clause='is-of-the-view-2'] article.thread").first();
  await phone.waitForFunction(
    (card) => {
      const { top, bottom } = card.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    },
    await first.elementHandle(),
  );
  await sheet.getByRole("button", { name: /more comments on recalling b\)$/u }).tap();
  await sheet.locator("article.thread", { hasText: "Remark 100 of a hundred" }).waitFor();
  await phone.context().close();
});

test("aligns the open comment with its text and moves the others away", async () => {
  await member.goto(`${server.url}/read/opinion-6@1?clause=${clause}&unfolded=${clause}`);
  const card = member.locator("article.thread", { hasText: "Remark 7 of a hundred" });
  await card.getByRole("button").first().click();
  await card.getByRole("button", { name: "Copy link" }).waitFor();
  await member.waitForFunction((id) => {
    const words = document.getElementById(id)?.getBoundingClientRect();
    const open = document.querySelector(".thread.is-open")?.getBoundingClientRect();
    return words && open && Math.abs(words.top - open.top) < 40;
  }, clause);
  await expectNoOverlap();
});

/**
 * Waits until the cards, once measured, have moved to their places. Then no card may overlap another for half a second
 * of frames.
 */
async function expectNoOverlap(): Promise<void> {
  await member.evaluate(() => document.documentElement.removeAttribute("data-still"));
  await member.waitForFunction(() => {
    const boxes = [...document.querySelectorAll(".room-margin .margin-item")]
      .map((item) => item.getBoundingClientRect())
      .filter(({ height }) => height > 0)
      .sort((one, other) => one.top - other.top);
    const apart = boxes.length > 3 && boxes.slice(1).every(({ top }, at) => top + 0.5 >= (boxes[at]?.bottom ?? 0));
    const still = apart ? Number(document.documentElement.dataset["still"] ?? 0) + 1 : 0;
    document.documentElement.dataset["still"] = String(still);
    return still > 30;
  });
}
