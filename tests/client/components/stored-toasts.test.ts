import { QueryClient } from "@tanstack/react-query";
import type { Me } from "#core/contract/forum-operations.ts";

const storage = new Map<string, string>();
const sent: [url: string, method: unknown, body: unknown][] = [];

beforeAll(() => {
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => void storage.set(key, value),
      removeItem: (key: string) => void storage.delete(key),
    },
    fetch: (url: string, { method, body }: RequestInit) => {
      sent.push([url, method, body]);
      return Promise.resolve(Response.json({}));
    },
  });
});
beforeEach(() => {
  storage.clear();
  sent.length = 0;
});

/** Loads the modules of a page again, and returns the page as a person or a visitor has it. */
async function load(id: string | null, deputy?: string) {
  jest.resetModules();
  const { storeToasts } = await import("../../../client/components/stored-toasts.ts");
  const toasts = await import("../../../client/components/toasts.ts");
  const { addOperations } = await import("../../../client/api/call.ts");
  const { meQuery } = await import("../../../client/api/queries.ts");
  const client = new QueryClient();
  const signIn = (participant: string | null, acting?: string): void => {
    const me = { participant: participant && { id: participant }, deputy: acting && { id: acting } } as unknown as Me;
    client.setQueryData(meQuery.queryKey, me);
  };
  signIn(id, deputy);
  const texts = (): string[] => toasts.readToasts().map(({ text }) => text);
  return { ...toasts, addOperations, signIn, store: () => storeToasts(client), texts };
}

/** Clears a comment on a page that loads the operations of clearance, which others do not. */
async function clearComment(): Promise<void> {
  const page = await load("ada");
  page.addOperations((await import("#core/contract/clearance-operations.ts")).clearanceOperations);
  await page.notifyResult(
    () => Promise.resolve(),
    "Cleared.",
    () => page.undoBy("undoClearing", { params: { annotation: "a" } }, "Restored."),
  );
  page.store();
}

test("lists the messages from before a reload after those since", async () => {
  const before = await load("ada");
  before.toast("First.");
  before.toast("Not found.", { tone: "failed" });
  before.store();
  const after = await load("ada");
  after.toast("Third.");
  after.store();
  expect(after.readToasts()).toMatchObject([
    { text: "Third.", shown: true },
    { text: "Not found.", tone: "failed", shown: false },
    { text: "First.", tone: "done", shown: false },
  ]);
});

test("undoes an action after a reload by the call of its operation, on a page that does not load it", async () => {
  await clearComment();
  const page = await load("ada");
  page.store();
  page.readToasts()[0]?.act?.();
  await new Promise(setImmediate);
  expect(sent).toEqual([["/api/annotations/a/undo-clearing", "POST", null]]);
  expect(page.texts()).toEqual(["Restored.", "Cleared."]);
});

test("offers an undo only once, also after another reload", async () => {
  await clearComment();
  const page = await load("ada");
  page.store();
  page.readToasts()[0]?.act?.();
  page.store();
  const again = await load("ada");
  again.store();
  expect(again.readToasts()[0]).toMatchObject({ text: "Cleared." });
  expect(again.readToasts()[0]?.act).toBeUndefined();
});

test("keeps a message without the undo that only a function can do", async () => {
  const before = await load("ada");
  before.toast("Text reset.", { undo: () => undefined });
  before.store();
  const after = await load("ada");
  after.store();
  expect(after.readToasts()[0]).toMatchObject({ text: "Text reset." });
  expect(after.readToasts()[0]?.act).toBeUndefined();
});

test.each([
  ["another person", "eve", undefined],
  ["a visitor", null, undefined],
  ["the person acting for another", "ada", "eve"],
])("deletes the messages of a person when %s loads the page", async (_who, id, deputy) => {
  const before = await load("ada");
  before.toast("Comment submitted.");
  before.store();
  const after = await load(id, deputy);
  after.store();
  expect(after.texts()).toEqual([]);
  expect(storage.size).toBe(0);
});

test("drops the messages of a person who signs out, and keeps the message about it", async () => {
  const page = await load("ada");
  page.toast("Comment submitted.");
  page.store();
  page.signIn(null);
  page.toast("You signed out.");
  page.store();
  expect(page.texts()).toEqual(["You signed out."]);
  expect([...storage.values()].join("")).not.toContain("Comment submitted.");
});

test("starts without messages if what is stored cannot be read", async () => {
  storage.set("rapporteur:actions", '{"person":"ada","toasts":[{}]}');
  const page = await load("ada");
  page.store();
  expect(page.texts()).toEqual([]);
});
