import { readFile, type Received } from "../../client/api/read-file.ts";

function answer(pieces: readonly string[], headers: Readonly<Record<string, string>>): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  return new Response(body, { headers });
}

async function received(response: Response): Promise<[text: string, type: string, on: Received[]]> {
  const on: Received[] = [];
  const file = await readFile(response, (now) => on.push(now));
  return [await file.text(), file.type, on];
}

test("a file tells on its way how much of it has come", async () => {
  const whole = answer(["one ", "two"], { "content-type": "text/csv", "content-length": "7" });
  expect(await received(whole)).toEqual([
    "one two",
    "text/csv",
    [
      { bytes: 0, of: 7 },
      { bytes: 4, of: 7 },
      { bytes: 7, of: 7 },
    ],
  ]);
});

test.each([
  ["one that does not say its length", {}],
  ["one that is compressed on its way", { "content-length": "3", "content-encoding": "gzip" }],
])("of %s it is told how much came, and not of how much", async (_what, headers) => {
  const [text, , on] = await received(answer(["one"], headers));
  expect([text, on]).toEqual([
    "one",
    [
      { bytes: 0, of: null },
      { bytes: 3, of: null },
    ],
  ]);
});

test("one that breaks off is told as an answer that did not come", async () => {
  const broken = new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("cut")) }));
  await expect(readFile(broken)).rejects.toMatchObject({ code: "offline" });
});

test("one that was stopped stays stopped", async () => {
  const stopped = new DOMException("Stopped", "AbortError");
  const broken = new Response(new ReadableStream({ pull: (controller) => controller.error(stopped) }));
  await expect(readFile(broken)).rejects.toBe(stopped);
});
