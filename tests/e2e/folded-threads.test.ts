import type { Page } from "playwright-core";
import { ownServer } from "./own-server.ts";

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

test("a hundred comments on one clause are folded into three and a line, which stand beside it", async () => {
  await member.goto(`${server.url}/read/opinion-6@1?clause=${clause}`);
  const more = member.getByRole("button", { name: /^\d+ more comments on recalling b\)$/u });
  await more.waitFor();
  expect(await member.locator("article.thread", { hasText: "of a hundred" }).count()).toBe(3);
  await expectNoOverlap();
  const words = await member.locator(`#${clause}`).boundingBox();
  const line = await more.boundingBox();
  expect(Math.abs((line?.y ?? 0) - (words?.y ?? 0))).toBeLessThan(900);
});

test("unfolded, each has its card, none over another, however far down the page they reach; the address says so", async () => {
  await member.getByRole("button", { name: /more comments on recalling b\)$/u }).click();
  await member.waitForURL(new RegExp(`unfolded=${clause}`, "u"));
  await expectNoOverlap();
  await member.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: "instant" }));
  await expectNoOverlap();
  await member.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
  await member.getByRole("button", { name: "Fewer comments on recalling b)" }).click();
  await member.waitForURL((url) => url.search === `?clause=${clause}`);
});

test("on a phone they are folded too, and the list begins at what is said where one reads", async () => {
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

test("the open one stands beside its words, the others make way", async () => {
  await member.goto(`${server.url}/read/opinion-6@1?clause=${clause}&unfolded=${clause}`);
  const card = member.locator("article.thread", { hasText: "Remark 7 of a hundred" });
  await card.getByRole("button").first().click();
  await card.getByRole("button", { name: "Copy a link to this" }).waitFor();
  await member.waitForFunction((id) => {
    const words = document.getElementById(id)?.getBoundingClientRect();
    const open = document.querySelector(".thread.is-open")?.getBoundingClientRect();
    return words && open && Math.abs(words.top - open.top) < 40;
  }, clause);
  await expectNoOverlap();
});

/** Cards move to where they stand once they were measured; then, for half a second of frames, none may lie over another. */
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
