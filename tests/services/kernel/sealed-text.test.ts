import fc from "fast-check";
import { sealed, unsealed } from "../../../server/services/kernel/listed-rows.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import type { Store } from "../../../server/store/store.ts";

/** A store with a private event. */
async function openForum(): Promise<Store> {
  const store = openMemoryStore();
  await store.transact((writer) =>
    writer.append({
      ...{ at: "2013-01-01T00:00:00.000Z", actor: null, onBehalfOf: null, kind: "signed-in", documentId: null },
      ...{ subject: { collection: "participants", id: "ana" }, before: null, after: null },
    }),
  );
  return store;
}

const seal = (store: Store, text: string): Promise<string> => store.read((reader) => sealed(reader, "list", text));
const open = (store: Store, text: string, purpose = "list"): Promise<string | null> =>
  store.read((reader) => unsealed(reader, purpose, text));

let forum: Store;
let other: Store;
beforeAll(async () => ([forum, other] = [await openForum(), await openForum()]));

test("a sealed text opens as it was, and only for its purpose and forum", async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (text) => {
      const result = await seal(forum, text);
      expect(await open(forum, result)).toBe(text);
      expect(await open(forum, result, "other")).toBeNull();
      expect(await open(other, result)).toBeNull();
      expect(await seal(forum, text)).toBe(result);
    }),
  );
});

test("a sealed text that was changed anywhere does not open", async () => {
  const bytes = Buffer.from(await seal(forum, "a text"), "base64url");
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(await open(forum, changed.toString("base64url"))).toBeNull();
  }
  for (const text of ["", "x", "♥", bytes.subarray(0, 40).toString("base64url")])
    expect(await open(forum, text)).toBeNull();
});

test("texts of similar length have results of one length", async () => {
  const lengths = await Promise.all(["", "a", "a".repeat(200)].map(async (text) => (await seal(forum, text)).length));
  expect(new Set(lengths).size).toBe(1);
});
