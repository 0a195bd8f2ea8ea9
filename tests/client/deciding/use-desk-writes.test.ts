import { QueryClient } from "@tanstack/react-query";
import type { DeskChange, DeskItem, ImportedDecision } from "#core/contract/desk-operations.ts";
import { readToasts } from "../../../client/components/toasts.ts";
import { deskWrites } from "../../../client/deciding/use-desk-writes.ts";

interface Body {
  items: { annotation: string; revision: number; change?: DeskChange }[];
  change?: DeskChange;
}

const writes = deskWrites(new QueryClient());
const noted = (reason: string): DeskChange => ({
  prepared: { outcome: "noted", reason, mergedWith: null, shownIn: null },
});
let sent: Body[] = [];
/** Number of comments above which the server refuses a request. */
let most = Infinity;
/** A comment on which the server refuses every change. */
let refused = "";
/** A comment that somebody else changed. */
let changed = "";

/** Returns a comment with the fields that writes read. */
const item = (id: string): DeskItem =>
  ({ id, tags: [], notes: 0, decision: null, decisionRevision: 0, revision: 0 }) as unknown as DeskItem;

beforeAll(() => jest.useFakeTimers());
afterAll(() => jest.useRealTimers());

beforeEach(() => {
  [sent, most, refused, changed] = [[], Infinity, "", ""];
  jest.spyOn(globalThis, "fetch").mockImplementation((_url, options) => {
    const body = JSON.parse(options?.body as string) as Body;
    sent.push(body);
    if (body.items.length > most || body.items.some(({ annotation }) => annotation === refused))
      return Promise.resolve(Response.json({ code: "invalid-request" }, { status: 400 }));
    const items = body.items.map(({ annotation, revision }) => ({ ...item(annotation), revision: revision + 1 }));
    const leftOut = items.filter(({ id }) => id === changed);
    return Promise.resolve(
      Response.json({
        items: items.filter(({ id }) => id !== changed),
        leftOut: leftOut.map(({ id }) => ({ annotation: id, item: item(id), reason: "changed" })),
      }),
    );
  });
});

afterEach(() => jest.restoreAllMocks());

/** Decides on comments one after another, and returns the comments of each request. */
async function decide(...ids: string[]): Promise<string[][]> {
  for (const id of ids) void writes.change([item(id)], noted(id));
  await jest.advanceTimersByTimeAsync(5000);
  return sent.map(({ items }) => items.map(({ annotation }) => annotation));
}

test("decisions that follow each other go in one request, each as it was made", async () => {
  expect(await decide("a", "b", "c")).toEqual([["a"], ["b", "c"]]);
  expect(sent[1]).toEqual({
    items: ["b", "c"].map((annotation) => ({ annotation, revision: 0, change: noted(annotation) })),
  });
});

test("a second decision on a comment waits for the revision that the first one makes", async () => {
  expect(await decide("d", "e", "e")).toEqual([["d"], ["e"], ["e"]]);
  expect(sent.map(({ items }) => items[0]?.revision)).toEqual([0, 0, 1]);
});

test("a refused request is sent again decision by decision", async () => {
  most = 1;
  expect(await decide("f", "g", "h")).toEqual([["f"], ["g", "h"], ["g"], ["h"]]);
});

test("the same change of many comments is sent once", async () => {
  void writes.change([item("i"), item("j")], { addTags: ["legal"] });
  await jest.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual([
    { items: ["i", "j"].map((annotation) => ({ annotation, revision: 0 })), change: { addTags: ["legal"] } },
  ]);
});

test("a change resolves to whether the server made it", async () => {
  [changed, refused] = ["n", "o"];
  const made = ["m", "n", "o"].map((id) => writes.change([item(id)], noted(id)));
  await jest.advanceTimersByTimeAsync(5000);
  expect(await Promise.all(made)).toEqual([true, false, false]);
});

test("an undo names the revision that its act made, and a refused one is not reported as undone", async () => {
  await decide("p", "p");
  changed = "p";
  const [, first] = readToasts().filter(({ act }) => act);
  first?.act?.();
  await jest.advanceTimersByTimeAsync(5000);
  expect(sent[2]?.items).toEqual([{ annotation: "p", revision: 1 }]);
  expect(readToasts()[0]?.text).toMatch(/left out: somebody changed it meanwhile/u);
});

/** Returns decisions of a file on comments, each with its own reason. */
const imported = (name: string, count: number): ImportedDecision[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ row: index + 2, kind: "new" as const, item: item(`${name}${String(index)}`), current: null },
    prepared: {
      outcome: "noted" as const,
      reason: String(index),
      mergedWith: null,
      shownIn: null,
      amendedBy: null,
      revision: index,
    },
  }));

test("imported decisions go in requests of 100, each with its own change and the revision that it replaces", async () => {
  const prepared = writes.prepareEach(imported("k", 230));
  await jest.advanceTimersByTimeAsync(5000);
  expect(await prepared).toBe(true);
  expect(sent.map(({ items, change }) => [items.length, change])).toEqual(
    [100, 100, 30].map((count) => [count, undefined]),
  );
  expect(sent[1]?.items[7]).toEqual({
    annotation: "k107",
    revision: 0,
    replaces: 107,
    change: { prepared: { outcome: "noted", reason: "107", mergedWith: null, shownIn: null, amendedBy: null } },
  });
});

test("undo takes back the decisions that were prepared before a later request failed", async () => {
  refused = "l150";
  const prepared = writes.prepareEach(imported("l", 250));
  await jest.advanceTimersByTimeAsync(5000);
  expect(await prepared).toBe(true);
  expect(sent).toHaveLength(2);
  refused = "";
  writes.undo();
  await jest.advanceTimersByTimeAsync(5000);
  expect(sent[2]?.items).toEqual(
    Array.from({ length: 100 }, (_, index) => ({ annotation: `l${String(index)}`, revision: 1 })),
  );
});
