import type { Reader, Store } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { ProblemError } from "./problem.ts";

/** Limits on the bytes of uploaded files that are stored. 0 is no limit. */
export interface StorageLimits {
  person: number;
  organisation: number;
  forum: number;
}

/** A stored or new file. Drafts belong to the forum; a received file also to its receiver and to those who sent it. */
export interface OwnedFile {
  /** In bytes. */
  size: number;
  person: string | null;
  organisations: readonly string[];
}

/** Decides whether a file may still be stored. */
export interface StorageUse {
  /**
   * Runs the work that stores a file, if there is room for it. Until then, the room is reserved, so that files which
   * arrive together, on one server or several, do not take it twice.
   *
   * @throws ProblemError storage-full, with the owner, the space in use and the limit; any error from the work
   */
  admit: <T>(file: OwnedFile, store: () => Promise<T>) => Promise<T>;
}

/** For commands and tests: the operator's own machine is the limit. */
export const unlimitedStorage: StorageUse = { admit: (_file, store) => store() };

const megabyte = 1024 * 1024;

/**
 * Counts the bytes of uploaded files for each person, organisation and the forum. Reads the rows of files once, when the
 * server starts, and then follows the events, so that no upload reads whole collections. Logos are too small to count.
 */
export class CountedStorage implements StorageUse {
  readonly #store: Store;
  readonly #limits: StorageLimits;
  /** Files by the id of their version or contribution, or "template". */
  readonly #files = new Map<string, OwnedFile>();
  /** Bytes by owner. */
  readonly #used = new Map<string, number>();
  #counted: Promise<void> | null = null;
  readonly #held: Held;
  /** Number of the last event that is counted. */
  #heard = 0;
  #awaited: { seq: number; resolve: () => void }[] = [];

  constructor(store: Store, limits: StorageLimits) {
    this.#store = store;
    this.#held = new Held(store);
    this.#limits = limits;
  }

  /** Counts the stored files, once, if there are limits. `admit` tries again if it failed. */
  async count(): Promise<void> {
    const { person, organisation, forum } = this.#limits;
    if (person + organisation + forum === 0) return;
    this.#counted ??= this.#count().catch((error: unknown) => {
      this.#counted = null;
      throw error;
    });
    await this.#counted;
  }

  async admit<T>(file: OwnedFile, store: () => Promise<T>): Promise<T> {
    const { size } = file;
    const limited = ownersOf(file).filter(({ owner }) => this.#limits[owner] > 0);
    if (limited.length === 0) return store();
    await this.count();
    const held: string[] = [];
    try {
      const sums: number[] = [];
      for (const { key } of limited) {
        sums.push(await this.#held.hold(`storage of ${key}`, size));
        held.push(key);
      }
      // What another server no longer holds, it stored before: it is in the events by now.
      await this.#hearUpTo(await this.#store.read((reader) => reader.lastEvent()));
      limited.forEach(({ owner, key }, index) =>
        this.#check(owner, (this.#used.get(key) ?? 0) + (sums[index] ?? 0), size),
      );
      const result = await store();
      // The file is counted as used before it is no longer held.
      await this.#hearUpTo(await this.#store.read((reader) => reader.lastEvent()));
      return result;
    } finally {
      for (const key of held) this.#held.release(`storage of ${key}`, size);
    }
  }

  /** @throws ProblemError storage-full if the sum of what is used and held, with the new file, is above the limit */
  #check(owner: keyof StorageLimits, sum: number, size: number): void {
    const limit = this.#limits[owner];
    if (sum <= limit) return;
    const inMegabytes = (bytes: number): number => Math.ceil(bytes / megabyte);
    throw new ProblemError("storage-full", {
      owner,
      used: inMegabytes(sum - size),
      limit: inMegabytes(limit),
      size: inMegabytes(size),
    });
  }

  #hearUpTo(seq: number): Promise<void> {
    if (this.#heard >= seq) return Promise.resolve();
    return new Promise((resolve) => this.#awaited.push({ seq, resolve }));
  }

  async #count(): Promise<void> {
    // Events during the count are applied after it. One that the rows already contain changes nothing.
    const missed: StoredEvent[] = [];
    let follow = (event: StoredEvent): void => void missed.push(event);
    const unsubscribe = this.#store.subscribe((event) => follow(event));
    try {
      const { rows, last } = await this.#store.read(async (reader) => ({
        rows: await filesIn(reader),
        last: await reader.lastEvent(),
      }));
      this.#files.clear();
      this.#used.clear();
      for (const [id, file] of rows) this.#put(id, file);
      this.#heard = last;
      for (const event of missed) this.#hear(event);
      follow = (event) => this.#hear(event);
    } catch (error) {
      unsubscribe();
      throw error;
    }
  }

  #hear(event: StoredEvent): void {
    this.#apply(event);
    this.#heard = Math.max(this.#heard, event.seq);
    this.#awaited = this.#awaited.filter(({ seq, resolve }) => {
      if (seq <= this.#heard) resolve();
      return seq > this.#heard;
    });
  }

  #apply({ subject: { collection, id }, actor, after }: StoredEvent): void {
    if (collection === "forum") {
      const { template } = (after ?? {}) as { template?: { size: number } };
      this.#put("template", template ? ofForum(template.size) : null);
      return;
    }
    if (collection !== "versions" && collection !== "contributions") return;
    const kept = after as { source?: { size: number }; organisationIds?: readonly string[] } | null;
    if (kept === null) this.#put(id, null);
    else if (kept.source) {
      // Only the first event is that of the person who received the file.
      const person = collection === "versions" ? null : (this.#files.get(id)?.person ?? actor);
      this.#put(id, { size: kept.source.size, person, organisations: kept.organisationIds ?? [] });
    }
  }

  #put(id: string, file: OwnedFile | null): void {
    const earlier = this.#files.get(id);
    if (earlier) this.#add(earlier, -earlier.size);
    if (file) {
      this.#files.set(id, file);
      this.#add(file, file.size);
    } else this.#files.delete(id);
  }

  #add(file: OwnedFile, bytes: number): void {
    for (const { key } of ownersOf(file)) this.#used.set(key, (this.#used.get(key) ?? 0) + bytes);
  }
}

/** A file that belongs to the forum alone. */
export function ofForum(size: number): OwnedFile {
  return { size, person: null, organisations: [] };
}

function ownersOf({ person, organisations }: OwnedFile): { owner: keyof StorageLimits; key: string }[] {
  return [
    ...(person === null ? [] : [{ owner: "person" as const, key: `person ${person}` }]),
    ...organisations.map((id) => ({ owner: "organisation" as const, key: `organisation ${id}` })),
    { owner: "forum", key: "forum" },
  ];
}

async function filesIn(reader: Reader): Promise<[id: string, file: OwnedFile][]> {
  const versions = await reader.list("versions");
  const contributions = await reader.list("contributions");
  const templates = (await reader.list("forum")).flatMap(({ template }) => template ?? []);
  return [
    ...templates.map(({ size }): [string, OwnedFile] => ["template", ofForum(size)]),
    ...versions.map(({ id, source: { size } }): [string, OwnedFile] => [id, ofForum(size)]),
    ...contributions.map(({ id, source: { size }, receivedBy, organisationIds }): [string, OwnedFile] => [
      id,
      { size, person: receivedBy, organisations: organisationIds },
    ]),
  ];
}

/** Amounts that are held under keys for a while, such as open streams, on all servers of the forum together. */
export class Held {
  readonly #counts: Store["counts"];
  /** What this server holds, if it is the only one. */
  readonly #amounts = new Map<string, number>();

  constructor({ counts }: Pick<Store, "counts">) {
    this.#counts = counts;
  }

  /** Holds an amount under a key. Returns what is held under it, with this amount. */
  async hold(key: string, amount: number): Promise<number> {
    if (this.#counts) return this.#counts.hold(key, amount);
    const sum = (this.#amounts.get(key) ?? 0) + amount;
    this.#amounts.set(key, sum);
    return sum;
  }

  release(key: string, amount: number): void {
    if (this.#counts) {
      this.#counts.release(key, amount);
      return;
    }
    const rest = (this.#amounts.get(key) ?? 0) - amount;
    if (rest > 0) this.#amounts.set(key, rest);
    else this.#amounts.delete(key);
  }
}
