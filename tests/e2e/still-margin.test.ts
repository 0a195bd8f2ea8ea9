import type { Page } from "playwright-core";
import { sharedServer } from "./model-server.ts";

/**
 * A reader who sees a button beside the text can press that button: nothing moves when the page opens, or between press
 * and release.
 */
const server = sharedServer();
let member: Page;

beforeAll(async () => {
  member = await server.visitor("member");
  // Simulates a slow phone, where drawing something twice is visible.
  const devtools = await member.context().newCDPSession(member);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await member.addInitScript(noteTops);
});

/** Records, frame by frame, each new vertical position of the element that `window.watched` selects. */
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

/** Returns every recorded position until one second after the room is ready. */
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

test("a comment that is open on entering the room does not move", async () => {
  await member.addInitScript(() => {
    (window as unknown as { watched: string }).watched = ".margin-item.is-focused";
  });
  await member.goto(`${server.url}/read/opinion-5@3?note=o5-3-young-title`);
  expect(await topsSeen()).toHaveLength(1);
});

test("a pressed comment stays under the pointer until release, even if the text moves", async () => {
  await member.goto(`${server.url}/read/opinion-5@3`);
  // The first item folds a withdrawn comment on the title.
  const head = member.locator(".margin-item:nth-child(2) .thread-head");
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
  // Once released, the card is beside its text again.
  await member.waitForFunction(() => {
    const [words, card] = ["mark.is-focused", ".margin-item.is-focused"].map(
      (one) => document.querySelector(one)?.getBoundingClientRect().top ?? Infinity,
    );
    return Math.abs(Number(words) - Number(card)) < 20;
  });
});
