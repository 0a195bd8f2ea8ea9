import { isActive, type KeptOrganisation, type KeptParticipant } from "#core/access/kept-people.ts";
import type { KeptForum } from "#core/access/kept-forum.ts";
import type { Rows } from "../../store/collections.ts";
import { addressHash, type IndexName, indexesOf, keysIn, nameKey, type Scope } from "../../store/indexes.ts";
import { rememberingReader } from "../../store/store-over.ts";
import type { Reader } from "../../store/store.ts";
import { findKeptForum } from "../versions/find-version.ts";
import { isAccountInUse } from "./account.ts";

/**
 * The people and organisations of the forum with changes that are not stored yet, so that several changes are checked
 * against one another. Reads only those that are asked for, each once.
 */
export class Roster {
  forum: KeptForum;
  readonly people: ChangingRows<"participants">;
  readonly organisations: ChangingRows<"organisations">;
  readonly #reader: Reader;

  constructor(forum: KeptForum, reader: Reader) {
    this.forum = forum;
    this.#reader = rememberingReader(reader);
    this.people = new ChangingRows("participants", this.#reader);
    this.organisations = new ChangingRows("organisations", this.#reader);
  }

  /** Returns whether a person has ever signed in. */
  isInUse(id: string): Promise<boolean> {
    return isAccountInUse(this.#reader, id);
  }

  /** Returns the active people with a mail address. */
  async peopleAt(email: string): Promise<KeptParticipant[]> {
    return (await this.people.list("address", addressHash(email))).filter(isActive);
  }

  /** Returns the active people with a name, in any spelling that `nameKey` takes as the same. */
  async peopleNamed(name: string): Promise<KeptParticipant[]> {
    return (await this.people.list("name", nameKey(name))).filter(isActive);
  }

  /** Returns the organisations with an id, name or short name, in any spelling that `nameKey` takes as the same. */
  organisationsNamed(name: string): Promise<KeptOrganisation[]> {
    return this.organisations.list("name", nameKey(name));
  }
}

/**
 * Returns the roster of the forum.
 * @throws ProblemError not-found without a forum
 */
export async function readRoster(reader: Reader): Promise<Roster> {
  return new Roster(await findKeptForum(reader), reader);
}

/** The rows of a collection with changes that are not stored yet. */
class ChangingRows<C extends "participants" | "organisations"> {
  readonly #collection: C;
  readonly #reader: Reader;
  readonly #changed = new Map<string, Rows[C] | null>();
  /** The changed rows of each key, by index and key. */
  readonly #byKey = new Map<string, Map<string, Rows[C]>>();

  constructor(collection: C, reader: Reader) {
    this.#collection = collection;
    this.#reader = reader;
  }

  async get(id: string): Promise<Rows[C] | undefined> {
    const changed = this.#changed.get(id);
    return changed === undefined ? this.#reader.get(this.#collection, id) : (changed ?? undefined);
  }

  async has(id: string): Promise<boolean> {
    return (await this.get(id)) !== undefined;
  }

  /** Returns the stored rows with a key, without the changes. Sorted by id. */
  async stored(index: IndexName<C>, key: string): Promise<Rows[C][]> {
    const rows = await this.#reader.list(this.#collection, { [index]: key } as Scope<C>);
    return rows.sort(byId);
  }

  /** Returns the rows with a key. Sorted by id. */
  async list(index: IndexName<C>, key: string): Promise<Rows[C][]> {
    const stored = (await this.stored(index, key)).filter(({ id }) => !this.#changed.has(id));
    return [...stored, ...(this.#byKey.get(`${index} ${key}`)?.values() ?? [])].sort(byId);
  }

  /** Changes a row, or removes it if the value is null. */
  set(id: string, row: Rows[C] | null): void {
    const earlier = this.#changed.get(id);
    if (earlier) for (const key of this.#keysOf(earlier)) this.#byKey.get(key)?.delete(id);
    this.#changed.set(id, row);
    if (!row) return;
    for (const key of this.#keysOf(row)) {
      const rows = this.#byKey.get(key);
      if (rows) rows.set(id, row);
      else this.#byKey.set(key, new Map([[id, row]]));
    }
  }

  #keysOf(row: Rows[C]): string[] {
    return [...indexesOf(this.#collection)].flatMap(([index, keys]) =>
      keysIn(keys, row).map((key) => `${index} ${key}`),
    );
  }
}

function byId({ id: left }: { id: string }, { id: right }: { id: string }): number {
  return left < right ? -1 : 1;
}
