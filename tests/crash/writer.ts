import { randomFrom } from "../support/random-from.ts";
import { type Act, type BodyPlan, type DocumentPlan, GivenUpError, markOf, perform } from "./act.ts";
import type { Say } from "./message.ts";
import { openPlace } from "./open-place.ts";

/** What a writing process starts from. */
export interface WriterOrder {
  /** A folder or a database. */
  place: string;
  seed: number;
  /** Begins the names of its acts. */
  prefix: string;
  /** Number of transactions at the same time. */
  together: number;
  /** Number of transactions after which it stops by itself. */
  most: number;
  snapshotAfter: number;
  /** The documents and passing rows that exist. */
  documents: DocumentPlan[];
  passing: string[];
  /** Acts that an earlier process began and lost. It repeats them first, as people do. */
  again: Act[];
}

/** The documents and rows that no transaction in progress concerns. */
interface Free {
  documents: DocumentPlan[];
  passing: string[];
}

/** Writes to a store with many transactions at the same time, says each before it begins and once it is acknowledged. */
export async function writeMany(order: WriterOrder, say: Say): Promise<void> {
  const { place, seed, prefix, together, most, snapshotAfter, again } = order;
  const store = await openPlace(place, { snapshotAfter });
  const random = randomFrom(seed);
  const free: Free = { documents: [...order.documents], passing: [...order.passing] };
  let count = 0;
  const worker = async (): Promise<void> => {
    while (count < most) {
      count += 1;
      const act = again.shift() ?? nextAct(random, free, `${prefix}.${count}`);
      // A retry concerns a document that may be free.
      free.documents = free.documents.filter(({ id }) => !act.documents.some((document) => document.id === id));
      free.passing = free.passing.filter((id) => id !== act.passing);
      say({ begin: act });
      await perform(store, act).catch((error: unknown) => {
        if (!(error instanceof GivenUpError)) throw error;
      });
      say({ done: act.name });
      if (act.kind === "add" || act.kind === "change") free.documents.push(...act.documents);
      if (act.kind === "pass" && act.passing !== undefined) free.passing.push(act.passing);
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  await store.close();
}

/** Invents the next transaction, about something that no other one concerns now. */
function nextAct(random: () => number, free: Free, name: string): Act {
  const dice = random();
  if (dice < 0.06) return { name, kind: "pass", documents: [], passing: `p${name}` };
  if (dice < 0.1) {
    const passing = takeOne(random, free.passing);
    if (passing !== undefined) return { name, kind: "end", documents: [], passing };
  }
  if (dice < 0.13) return { name, kind: "fail", documents: newDocuments(random, name, 2) };
  const kind = dice < 0.33 ? "change" : dice < 0.5 ? "remove" : dice < 0.54 ? "erase" : dice < 0.56 ? "rewrite" : "add";
  const known = kind === "add" ? undefined : takeOne(random, free.documents);
  if (!known) return { name, kind: "add", documents: newDocuments(random, name, random() < 0.2 ? 8 : 1) };
  const changed = { ...known, mark: markOf(name, "title"), size: sizeOf(random, 20_000) };
  return { name, kind, documents: [kind === "change" ? changed : known] };
}

function newDocuments(random: () => number, name: string, most: number): DocumentPlan[] {
  return Array.from({ length: 1 + Math.floor(random() * most) }, (_, index) => {
    const part = String(index);
    const body: BodyPlan | null =
      random() < 0.6
        ? null
        : {
            collection: random() < 0.5 ? "contents" : "originals",
            mark: markOf(name, `body ${part}`),
            size: sizeOf(random, 200_000),
          };
    return { id: `d${name}.${part}`, mark: markOf(name, `title ${part}`), size: sizeOf(random, 20_000), body };
  });
}

/** Returns a size up to a limit. Large ones are rare. */
function sizeOf(random: () => number, limit: number): number {
  return Math.floor(limit * random() ** 10);
}

function takeOne<T>(random: () => number, all: T[]): T | undefined {
  return all.splice(Math.floor(random() * all.length), 1)[0];
}
