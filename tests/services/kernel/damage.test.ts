import { createContext } from "../../../server/services/create-context.ts";
import { KnownDamage } from "../../../server/services/kernel/damage.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { DamagedBodyError, type SharedCounts, type Store } from "../../../server/store/store.ts";
import { storeOver } from "../../../server/store/store-over.ts";
import { measuredStore } from "../../../server/metrics/measured-store.ts";
import { openMetrics } from "../../../server/metrics/metrics.ts";
import { watchWrites } from "../../../server/services/kernel/watch-writes.ts";
import { documentCreated } from "../../store/document-event.ts";
import { firstDraft, openForum } from "../../support/forum.ts";

const hash = "f".repeat(64);
const damaged = { code: "body-damaged", params: {}, body: { collection: "contents", id: hash } } as const;

test("a text that a draft needs and that is missing counts as damaged until it is back", async () => {
  const store = openMemoryStore();
  const forum = await openForum({}, store);
  const { context } = forum;
  const { contentHash } = await forum.publish("1", firstDraft);
  const read = () => context.store.read((reader) => reader.get("contents", contentHash));
  const content = await read();
  const write = (change: "put" | "remove"): Promise<void> =>
    store.transact(async (writer) => {
      if (change === "put" && content) await writer.put("contents", content);
      else await writer.remove("contents", contentHash);
      await writer.append(documentCreated(change));
    });
  await write("remove");
  await expect(read()).rejects.toThrow(DamagedBodyError);
  expect(context.damage.has({ contentHash })).toBe(true);
  await write("put");
  expect(await read()).toEqual(content);
  expect(context.damage.faults).toEqual([]);
});

test("a text that no draft needs is not missing", async () => {
  const { store, damage } = createContext(openMemoryStore());
  expect(await store.read((reader) => reader.get("contents", hash))).toBeUndefined();
  expect(damage.faults).toEqual([]);
});

test("work runs again without a text that it finds damaged, and fails if it needs that text", async () => {
  const damage = new KnownDamage();
  const store = damage.watch(
    storeOver(openMemoryStore(), {
      read: (look) =>
        openMemoryStore().read((reader) =>
          look({ ...reader, get: () => Promise.reject(new DamagedBodyError(damaged)) }),
        ),
    }),
  );
  const readAll = (drafts: readonly { contentHash: string }[]) =>
    Promise.all(drafts.map(({ contentHash }) => store.read((reader) => reader.get("contents", contentHash))));
  const tries = jest.fn(() => readAll(damage.intact([{ contentHash: hash }])));
  expect(await damage.leavingOut(tries)).toEqual([]);
  expect(tries).toHaveBeenCalledTimes(2);
  await expect(damage.leavingOut(() => readAll([{ contentHash: hash }]))).rejects.toThrow(DamagedBodyError);
});

test.each<[string, (store: Store) => Store]>([
  ["watched writes", (store) => watchWrites(store).store],
  ["metrics", (store) => measuredStore(store, openMetrics())],
  ["noted damage", (store) => new KnownDamage().watch(store)],
])("a store with %s shares the counts of all servers", (_what, over) => {
  const counts = {} as SharedCounts;
  expect(over({ ...openMemoryStore(), counts }).counts).toBe(counts);
});
