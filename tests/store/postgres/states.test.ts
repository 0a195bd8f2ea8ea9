import { openPostgresStore } from "../../../server/store/postgres/postgres.ts";
import { type Reader, type Store, UnreachableError } from "../../../server/store/store.ts";
import { documentCreated, documentOf } from "../document-event.ts";
import { onDatabase, postgresForTests } from "../../support/postgres.ts";

const postgres = postgresForTests();

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(url: string): Promise<Store> {
  const store = await openPostgresStore({ url });
  opened.push(store);
  return store;
}

const setTitle = (store: Store, id: string, title: string): Promise<void> =>
  store.transact(async (writer) => {
    await writer.put("documents", documentOf(id, title));
    await writer.append(documentCreated(id));
  });

const titleOf = async (reader: Reader, id: string): Promise<string | undefined> =>
  (await reader.get("documents", id))?.title;

/** Two servers on one database, which has a document. */
async function twoServers(create = postgres!.empty): Promise<{ url: string; reading: Store; other: Store }> {
  const url = await create();
  const [reading, other] = [await open(url), await open(url)];
  await setTitle(other, "a", "one");
  return { url, reading, other };
}

(postgres ? describe : describe.skip)("a state of the tables", () => {
  test("answers what is remembered without another query of its table", async () => {
    const { url, reading } = await twoServers(postgres!.create);
    expect(await reading.read((reader) => titleOf(reader, "a"))).toBe("one");
    await onDatabase(url, `alter table "documents" rename to "away"`);
    expect(await reading.read((reader) => titleOf(reader, "a"))).toBe("one");
  });

  test("is the latest for a read that begins after a commit of another server", async () => {
    const { reading, other } = await twoServers();
    const titles: (string | undefined)[] = [];
    for (const title of ["two", "three", "four"]) {
      await setTitle(other, "a", title);
      titles.push(...(await Promise.all([1, 2, 3].map(() => reading.read((reader) => titleOf(reader, "a"))))));
    }
    expect(titles).toEqual(["two", "two", "two", "three", "three", "three", "four", "four", "four"]);
  });

  test.each([
    ["", (title: Promise<string | undefined>) => title],
    [", even if the function ignores the error", (title: Promise<string | undefined>) => title.catch(() => "ignored")],
  ])(
    "is read again from its start if another server commits between a remembered answer and another one%s",
    async (_name, taken) => {
      const { reading, other } = await twoServers();
      await reading.read((reader) => titleOf(reader, "a"));
      let runs = 0;
      const titles = await reading.read(async (reader) => {
        runs += 1;
        const a = await titleOf(reader, "a");
        if (runs === 1) {
          await setTitle(other, "a", "two");
          await setTitle(other, "b", "new");
        }
        return [a, await taken(titleOf(reader, "b"))];
      });
      expect([runs, titles]).toEqual([2, ["two", "new"]]);
    },
  );

  test("is read to the end before the store closes, which takes no further reads", async () => {
    const url = await postgres!.empty();
    const store = await openPostgresStore({ url });
    await setTitle(store, "a", "one");
    let closed: Promise<void> | undefined;
    const title = await store.read(async (reader) => {
      closed = store.close();
      return titleOf(reader, "a");
    });
    await closed;
    expect(title).toBe("one");
    await expect(store.read((reader) => titleOf(reader, "a"))).rejects.toThrow(UnreachableError);
    await expect(setTitle(store, "a", "two")).rejects.toThrow(UnreachableError);
  });

  test("is the one before for a function that may run only once", async () => {
    const { reading, other } = await twoServers();
    await reading.read((reader) => titleOf(reader, "a"));
    let runs = 0;
    const titles = await reading.read(
      async (reader) => {
        runs += 1;
        const a = await titleOf(reader, "a");
        await setTitle(other, "b", "new");
        return [a, await titleOf(reader, "b")];
      },
      { once: true },
    );
    expect([runs, titles]).toEqual([1, ["one", undefined]]);
  });
});
