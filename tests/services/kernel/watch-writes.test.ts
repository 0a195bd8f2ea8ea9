import { measuredStore } from "../../../server/metrics/measured-store.ts";
import { ProblemError } from "../../../server/services/kernel/problem.ts";
import { watchWrites } from "../../../server/services/kernel/watch-writes.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { NotKeptError, type SharedCounts, UnreachableError, type Writer } from "../../../server/store/store.ts";
import { documentCreated } from "../../store/document-event.ts";
import { holdDataSync } from "../../support/hold-data-sync.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";

const folder = scratchFolder();
const write = (writer: Writer): Promise<void> => writer.append(documentCreated("opinion-5"));
const fullDisk = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC", syscall: "write" });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("accepts writes until one fails on the disk, and again once a try succeeds", async () => {
  const { store, acceptsWrites } = watchWrites(await openLowdbStore({ folder }));
  await store.transact(write);
  expect(acceptsWrites()).toBe(true);

  const sync = await holdDataSync();
  const failing = store.transact(write);
  await sync.requested;
  sync.refuse();
  sync.release();
  await expect(failing).rejects.toThrow(NotKeptError);
  const events = await store.read((reader) => reader.lastEvent());
  expect(acceptsWrites()).toBe(false);
  while (!acceptsWrites()) await turn();
  expect(await store.read((reader) => reader.lastEvent())).toBe(events);
  await store.close();
});

test("counts a text or file that does not fit on the disk as a failed write", async () => {
  const { store, acceptsWrites } = watchWrites(openMemoryStore());
  await expect(store.transact(() => Promise.reject(fullDisk))).rejects.toThrow("ENOSPC");
  expect(acceptsWrites()).toBe(false);
});

test("counts a database that cannot be reached as a failed write", async () => {
  const { store, acceptsWrites } = watchWrites(openMemoryStore());
  await expect(store.transact(() => Promise.reject(new UnreachableError("no")))).rejects.toThrow(UnreachableError);
  expect(acceptsWrites()).toBe(false);
});

test("does not count a request that is refused for its content", async () => {
  const { store, acceptsWrites } = watchWrites(openMemoryStore());
  await expect(store.transact(() => Promise.reject(new ProblemError("not-allowed")))).rejects.toThrow();
  expect(acceptsWrites()).toBe(true);
});

test("tries again every 5 seconds at most, however often it is asked", async () => {
  let now = 0;
  const inner = openMemoryStore();
  const { store, acceptsWrites } = watchWrites(inner, () => now);
  const transact = jest.spyOn(inner, "transact").mockRejectedValue(new NotKeptError());
  await expect(store.transact(write)).rejects.toThrow();
  const ask = async (): Promise<boolean> => {
    const answer = acceptsWrites();
    await turn();
    return answer;
  };
  for (let asked = 0; asked < 10; asked += 1) expect(await ask()).toBe(false);
  expect(transact).toHaveBeenCalledTimes(2);
  now = 5000;
  transact.mockRestore();
  await ask();
  expect(acceptsWrites()).toBe(true);
});

test("accepts writes again after somebody's write succeeded", async () => {
  const inner = openMemoryStore();
  const { store, acceptsWrites } = watchWrites(inner, () => 0);
  await expect(store.transact(() => Promise.reject(fullDisk))).rejects.toThrow();
  await store.transact(write);
  expect(acceptsWrites()).toBe(true);
});

test("passes on the counts that servers share", () => {
  const counts = {} as SharedCounts;
  const { store } = watchWrites(Object.assign(openMemoryStore(), { counts }));
  expect([store.counts, measuredStore(store, { transacted: () => undefined }).counts]).toEqual([counts, counts]);
});
