import type { Version } from "#core/text/version.ts";
import { type Collection, erasedHash, isBodyCollection, type Records } from "../../store/collections.ts";
import { type BodyName, DamagedBodyError, type Reader, type Store, type StoreFault } from "../../store/store.ts";
import { storeOver } from "../../store/store-over.ts";

/**
 * The damage of the store that is known: from the last check, and from reading texts and files since then. A text that
 * is read again after its file was restored is no longer damaged.
 *
 * Whatever needs a damaged text fails with DamagedBodyError. Work over several drafts leaves damaged ones out and says
 * so, because only they are affected.
 */
export class KnownDamage {
  /** Faults of texts and files, by their name. */
  readonly #bodies = new Map<string, StoreFault & { body: BodyName }>();
  #others: readonly StoreFault[] = [];
  #revision = 0;

  /** A number that changes with the damaged texts and files. Results that depend on them are not kept longer. */
  get revision(): number {
    return this.#revision;
  }

  get faults(): readonly StoreFault[] {
    return [...this.#bodies.values(), ...this.#others];
  }

  /** Takes over the faults that a check of the whole store found. */
  checked(faults: readonly StoreFault[]): void {
    this.#bodies.clear();
    this.#others = faults.filter(({ body }) => body === undefined);
    for (const { body, ...fault } of faults) if (body) this.#bodies.set(nameOf(body), { ...fault, body });
    this.#revision += 1;
  }

  /** Returns the drafts whose text is not known to be damaged. */
  intact<V extends Pick<Version, "contentHash">>(versions: readonly V[]): V[] {
    return versions.filter((version) => !this.has(version));
  }

  /** Whether a draft's text is known to be damaged. */
  has({ contentHash: id }: Pick<Version, "contentHash">): boolean {
    return this.#bodies.has(nameOf({ collection: "contents", id }));
  }

  /**
   * Runs work that only reads. If it finds a damaged text that was not known before, runs it again, so that it can leave
   * that text out.
   *
   * @throws DamagedBodyError if the work needs the damaged text
   */
  async leavingOut<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      const before = this.#revision;
      try {
        return await work();
      } catch (error) {
        if (!isDamage(error) || this.#revision === before) throw error;
      }
    }
  }

  /** Returns a store that notes the damage that its readers find. */
  watch(store: Store): Store {
    return storeOver(store, {
      read: (look, options) => store.read((reader) => look(this.#watched(reader)), options),
      transact: (work, options) => store.transact((writer) => work(this.#watched(writer)), options),
    });
  }

  #watched<R extends Reader>(reader: R): R {
    const get = async <C extends Collection>(collection: C, id: string): Promise<Records[C] | undefined> => {
      if (!isBodyCollection(collection)) return reader.get(collection, id);
      const body: BodyName = { collection, id };
      try {
        const value: Records[C] | undefined = await reader.get<C>(collection, id);
        if (value === undefined && (await isUsed(reader, body)))
          throw new DamagedBodyError({ code: "reference-missing", params: { missing: nameOf(body), value: "" }, body });
        if (this.#bodies.delete(nameOf(body))) this.#revision += 1;
        return value;
      } catch (error) {
        if (isDamage(error) && !this.#bodies.has(nameOf(body))) {
          this.#bodies.set(nameOf(body), error.fault);
          this.#revision += 1;
        }
        throw error;
      }
    };
    return { ...reader, get };
  }
}

/** Whether work failed because a stored text or file is damaged. */
export function isDamage(error: unknown): error is DamagedBodyError {
  return error instanceof DamagedBodyError;
}

/** Returns the name of a body, which is its path in a data folder or its row in a database: "originals/3f2a…". */
export function nameOf({ collection, id }: BodyName): string {
  return `${collection}/${id}`;
}

/** Whether a record that exists needs a text or file. A database may lack its row, and a folder does not open without it. */
async function isUsed(reader: Reader, { collection, id }: BodyName): Promise<boolean> {
  if (id === erasedHash) return false;
  if (collection === "contents") return (await reader.count("versions", { contentHash: id })) > 0;
  return (await usesOfFile(reader, id)) > 0;
}

/** Returns the number of drafts, contributions, logos and templates that are read from an uploaded file. */
export async function usesOfFile(reader: Reader, hash: string): Promise<number> {
  const uses = await Promise.all([
    reader.count("versions", { sourceHash: hash }),
    reader.count("contributions", { sourceHash: hash }),
    reader.count("organisations", { logoHash: hash }),
    reader
      .list("forum")
      .then(
        (forums) =>
          forums.flatMap(({ template, logo }) => [template, logo]).filter((file) => file?.hash === hash).length,
      ),
  ]);
  return uses.reduce((sum, count) => sum + count, 0);
}
