import type { StoredEvent } from "../../store/stored-event.ts";
import type { Reader, Store } from "../../store/store.ts";
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
   * arrive together do not take it twice. Several servers do not know one another's reservations.
   *
   * @throws ProblemError storage-full, with the owner, the space in use and the limit; any error from the work
   */
  admit: <T>(file: OwnedFile, store: () => Promise<T>) => Promise<T>;
}

/** For commands and tests: the operator's own machine is the limit. */
export const unlimitedStorage: StorageUse = { admit: (_file, store) => store() };

const megabyte = 1024 * 1024;
const forumOwner = "forum";

/**
 * Counts the bytes of uploaded files for each person, organisation and the forum. Reads the rows of files once, at the
 * first upload, and then follows the events, so that no upload reads whole collections. Logos are too small to count.
 */
export class CountedStorage implements StorageUse {
  readonly #store: Store;
  readonly #limits: StorageLimits;
  /** Files by the id of their version or contribution. */
  readonly #files = new Map<string, OwnedFile>();
  /** Bytes by owner. */
  readonly #used = new Map<string, number>();
  #counted: Promise<void> | null = null;

  constructor(store: Store, limits: StorageLimits) {
    this.#store = store;
    this.#limits = limits;
  }

  async admit<T>(file: OwnedFile, store: () => Promise<T>): Promise<T> {
    const { person, organisation, forum } = this.#limits;
    if (person + organisation + forum === 0) return store();
    this.#counted ??= this.#count().catch((error: unknown) => {
      this.#counted = null;
      throw error;
    });
    await this.#counted;
    const { size } = file;
    if (file.person !== null) this.#check("person", `person ${file.person}`, size, person);
    for (const id of file.organisations) this.#check("organisation", `organisation ${id}`, size, organisation);
    this.#check("forum", forumOwner, size, forum);
    this.#add(file, size);
    try {
      return await store();
    } finally {
      // The event of a stored file has been heard by now, and counted it.
      this.#add(file, -size);
    }
  }

  #check(owner: keyof StorageLimits, key: string, size: number, limit: number): void {
    const used = this.#used.get(key) ?? 0;
    if (limit === 0 || used + size <= limit) return;
    const inMegabytes = (bytes: number): number => Math.ceil(bytes / megabyte);
    throw new ProblemError("storage-full", {
      owner,
      used: inMegabytes(used),
      limit: inMegabytes(limit),
      size: inMegabytes(size),
    });
  }

  async #count(): Promise<void> {
    // Events during the count are applied after it. One that the rows already contain changes nothing.
    const missed: StoredEvent[] = [];
    let follow = (event: StoredEvent): void => void missed.push(event);
    const unsubscribe = this.#store.subscribe((event) => follow(event));
    try {
      const rows = await this.#store.read(filesIn);
      this.#files.clear();
      this.#used.clear();
      for (const [id, file] of rows) this.#put(id, file);
      for (const event of missed) this.#hear(event);
      follow = (event) => this.#hear(event);
    } catch (error) {
      unsubscribe();
      throw error;
    }
  }

  #hear({ subject: { collection, id }, actor, after }: StoredEvent): void {
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

  #add({ person, organisations }: OwnedFile, bytes: number): void {
    const people = person === null ? [] : [`person ${person}`];
    for (const key of [...people, ...organisations.map((id) => `organisation ${id}`), forumOwner]) {
      this.#used.set(key, (this.#used.get(key) ?? 0) + bytes);
    }
  }
}

async function filesIn(reader: Reader): Promise<[id: string, file: OwnedFile][]> {
  const versions = await reader.list("versions");
  const contributions = await reader.list("contributions");
  return [
    ...versions.map(({ id, source: { size } }): [string, OwnedFile] => [id, { size, person: null, organisations: [] }]),
    ...contributions.map(({ id, source: { size }, receivedBy, organisationIds }): [string, OwnedFile] => [
      id,
      { size, person: receivedBy, organisations: organisationIds },
    ]),
  ];
}
