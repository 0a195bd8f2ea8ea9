import type { Page } from "playwright-core";
import { ownServer } from "./own-server.ts";

/** Whoever sees a button beside the words presses that button: nothing moves on entering, or between down and up. */
const server = ownServer();
let member: Page;

beforeAll(async () => {
  member = await server.visitor("member");
  // As on a slow phone: what is drawn twice is seen twice.
  const devtools = await member.context().newCDPSession(member);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await member.addInitScript(noteTops);
});

/** Notes, frame by frame, where the element that `window.watched` selects stands in the window. */
function noteTops(): void {
  const watch = window as unknown as { watched?: string; tops: number[] };
  watch.tops = [];
  const look = (): void => {
    const top = watch.watched && document.querySelector(watch.watched)?.getBoundingClientRect().top;
    if (typeof top === "number" && watch.tops.at(-1) !== top) watch.tops.push(top);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Where something was seen to stand, in every frame until the room has been read for a second. */
async function topsSeen(): Promise<number[]> {
  await member.locator(".room-margin article.thread").first().waitFor();
  await member.evaluate(() => document.fonts.ready);
  return member.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        setTimeout(() => resolve((window as unknown as { tops: number[] }).tops), 1000);
      }),
  );
}

async function commentOnChange(): Promise<void> {
  await member.goto(`${server.url}/compare/opinion-5@2/opinion-5@3?clauses=changed`);
  await member.evaluate(() => document.fonts.ready);
  await member.evaluate(() => {
    (window as unknown as { watched: string }).watched = "form.composer button[type=submit]";
  });
  await member.getByRole("link", { name: "Comment on the change in recalling b)" }).click();
  await member.getByRole("form", { name: "Comment on recalling b)" }).waitFor();
}

test("a form that is there on entering the room stands where it was first seen", async () => {
  await commentOnChange();
  expect(await topsSeen()).toHaveLength(1);
});

test("a comment that is open on entering the room stands where it was first seen, its words beside it", async () => {
  await member.addInitScript(() => {
    (window as unknown as { watched: string }).watched = ".margin-item.is-focused";
  });
  await member.goto(`${server.url}/read/opinion-5@3?note=o5-3-young-title`);
  expect(await topsSeen()).toHaveLength(1);
});

test("what is pressed stays under the pointer until it is let go, though the text moves meanwhile", async () => {
  await member.goto(`${server.url}/read/opinion-5@3`);
  const head = member.locator(".room-margin .thread-head").nth(1);
  await head.waitFor();
  const box = await head.boundingBox();
  if (!box) throw new Error("There is no comment to press");
  await member.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await member.mouse.down();
  await member.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const text = document.querySelector<HTMLElement>(".room-text");
        if (text) text.style.paddingBlockStart = "160px";
        setTimeout(resolve, 500);
      }),
  );
  await member.mouse.up();
  await member.locator(".margin-item:nth-child(2) article.thread.is-open").waitFor();
  // Let go, it stands beside its words again.
  await member.waitForFunction(() => {
    const [words, card] = ["mark.is-focused", ".margin-item.is-focused"].map(
      (one) => document.querySelector(one)?.getBoundingClientRect().top ?? Infinity,
    );
    return Math.abs(Number(words) - Number(card)) < 20;
  });
});
