import fc from "fast-check";
import type { Organisation } from "../../../server/core/access/people.ts";
import { folded, organisationsIn } from "../../../server/services/contributions/named-sources.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import type { Store } from "../../../server/store/store.ts";
import { documentCreated } from "../../store/document-event.ts";
import { countReads } from "../../support/counted-reads.ts";
import { everyStore } from "../../support/stores.ts";

/** Texts of few different characters, so that names are often in others and in a cover. */
const texts = fc.array(fc.constantFrom("a", "b", "É", "e", " ", "’", "'", "中", "𝒜", "e\u0301"), { maxLength: 24 });
const names = fc
  .array(texts, { minLength: 1, maxLength: 2 })
  .map((parts) => parts.flat().join(""))
  .filter((name) => folded(name) !== "");
const covers = fc.tuple(texts, fc.array(names, { maxLength: 3 }), texts);

function organisationOf(name: string, number: number): Organisation {
  return { id: `o${String(number)}`, name, shortName: `O${String(number)}`, group: "other" };
}

async function storing(store: Store, organisations: readonly Organisation[]): Promise<void> {
  await store.transact(async (writer) => {
    for (const { id } of await writer.list("organisations")) await writer.remove("organisations", id);
    for (const organisation of organisations) await writer.put("organisations", organisation);
    await writer.append(documentCreated("x"));
  });
}

async function namesIn(store: Store, text: string): Promise<string[]> {
  return (await store.read((reader) => organisationsIn(reader, text))).map(({ name }) => name);
}

describe.each(everyStore())("%s", (kind, open) => {
  let store: Store;
  beforeAll(async () => (store = await open()));
  afterAll(() => store.close());

  test("finds the organisations that reading all of them finds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(names, { maxLength: 6 }), covers, async (all, [before, named, after]) => {
        const organisations = all.map(organisationOf);
        await storing(store, organisations);
        // Some of the names in the text are those of organisations.
        const cover = [before.join(""), ...named, ...all.slice(0, 2), after.join("")].join(" ");
        const read = organisations.filter(({ name }) => folded(cover).includes(folded(name)));
        const found = await store.read((reader) => organisationsIn(reader, cover));
        expect(found.map(({ id }) => id).toSorted()).toEqual(read.map(({ id }) => id).toSorted());
      }),
      { numRuns: kind === "memory" ? 200 : 10 },
    );
  });

  test("finds names of every length", async () => {
    const all = [1, 3, 4, 5, 8, 31, 32, 127, 128, 199, 200].map((length) => "x".repeat(length - 1) + "y");
    await storing(store, all.map(organisationOf));
    expect((await namesIn(store, `z${all.at(-1)!}z`)).toSorted()).toEqual(all.toSorted());
    // Decomposed, a name of 200 characters may be longer.
    const long = `${"x".repeat(199)} ${"y".repeat(40)}`;
    await storing(store, [organisationOf(long, 1), organisationOf(`${long}y`, 2)]);
    expect(await namesIn(store, `z${long}z`)).toEqual([long]);
  });

  test("lists them in the order of the text", async () => {
    await storing(store, ["Registry Group", "North Administration", "Oman"].map(organisationOf));
    const text = "Submitted by NORTH  ADMINISTRATION and Régistry Group";
    expect(await namesIn(store, text)).toEqual(["North Administration", "Registry Group"]);
  });
});

test("reads only the organisations that a text names", async () => {
  const store = openMemoryStore();
  const ministries = Array.from({ length: 300 }, (_, number) => `Ministry of Communications of ${String(number)}`);
  await storing(store, ministries.map(organisationOf));
  const counted = countReads(store);
  expect(await namesIn(counted.store, "From the Ministry of Communications of 299, on behalf of")).toHaveLength(3);
  expect(counted.count()).toBe(3);
});
