import { environmentManager, QueryClient, QueryObserver } from "@tanstack/react-query";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { deskQuery, putItems } from "../../../client/deciding/desk-data.ts";

const item = (id: string, revision = 0): DeskItem => ({ id, revision, decisionRevision: 0 }) as unknown as DeskItem;

/** The parts of the list that the server has, by the cursor after which each begins. */
let parts: Record<string, { items: DeskItem[]; next: string | null }>;
/** Cursors of the parts that cannot be read. */
let failing: string[];
let client: QueryClient;
/** The ids of the list after each of its changes. */
let seen: string[];
let leave: () => void;

beforeAll(() => {
  jest.useFakeTimers();
  environmentManager.setIsServer(() => false);
  Object.assign(globalThis, { document: { getElementById: () => null } });
});
afterAll(() => jest.useRealTimers());

beforeEach(() => {
  parts = {
    "": { items: [item("a"), item("b")], next: "b" },
    b: { items: [item("c")], next: "c" },
    c: { items: [item("d")], next: null },
  };
  [failing, seen] = [[], []];
  jest.spyOn(globalThis, "fetch").mockImplementation(async (url) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const after = new URLSearchParams((url as string).split("?")[1]).get("after") ?? "";
    if (failing.includes(after)) return Response.json({ code: "internal" }, { status: 500 });
    return Response.json({ ...parts[after], documents: [{ id: "opinion-5", title: "Opinion 5" }] });
  });
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  leave = new QueryObserver(client, deskQuery(undefined)).subscribe(({ data }) => {
    const ids = (data?.items ?? []).map(({ id }) => id).join("");
    if (ids !== seen.at(-1)) seen.push(ids);
  });
});

afterEach(() => {
  leave();
  client.clear();
  jest.restoreAllMocks();
});

test("a list is shown from its first part on", async () => {
  await jest.advanceTimersByTimeAsync(2000);
  expect(seen).toEqual(["", "ab", "abc", "abcd"]);
});

test("a part that could not be read is read later", async () => {
  failing = ["c"];
  await jest.advanceTimersByTimeAsync(2000);
  expect(seen.at(-1)).toBe("abc");
  failing = [];
  await jest.advanceTimersByTimeAsync(6000);
  expect(seen.at(-1)).toBe("abcd");
});

test("no comment disappears from a list while it is read again", async () => {
  await jest.advanceTimersByTimeAsync(2000);
  seen = [];
  parts["b"] = { items: [item("new"), item("c")], next: "c" };
  void client.invalidateQueries({ queryKey: ["desk"] });
  await jest.advanceTimersByTimeAsync(2000);
  expect(seen).toEqual(["abcd", "abnewcd"]);
});

test("a comment that arrives while the list is read is not missed", async () => {
  await jest.advanceTimersByTimeAsync(120);
  parts[""] = { items: [item("new"), item("a"), item("b")], next: "b" };
  void client.invalidateQueries({ queryKey: ["desk"] });
  await jest.advanceTimersByTimeAsync(2000);
  expect(seen.at(-1)).toBe("newabcd");
});

test("an act that is answered while the list is read again stays", async () => {
  await jest.advanceTimersByTimeAsync(2000);
  void client.invalidateQueries({ queryKey: ["desk"] });
  await jest.advanceTimersByTimeAsync(150);
  putItems(client, [item("a", 1)]);
  await jest.advanceTimersByTimeAsync(2000);
  expect(client.getQueryData(deskQuery(undefined).queryKey)?.items.map(({ revision }) => revision)).toEqual([
    1, 0, 0, 0,
  ]);
});
