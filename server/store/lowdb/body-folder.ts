import { mkdir, readdir, readFile, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { Low, type Adapter } from "lowdb";
import { bodyCollections, type Bodies, type BodyCollection, type Content } from "../collections.ts";
import { syncFolder, writeDurably } from "./durable-file.ts";
import type { BodyStore } from "../memory/transaction.ts";
import { NotKeptError } from "../store.ts";

/** Stores bodies as one file each, named by their hash. Contents are JSON; originals are the exact bytes. */
export class BodyFolder implements BodyStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Creates the folders, and deletes files that no row refers to: bodies from transactions that failed. */
  async sweep(isKnown: (collection: BodyCollection, id: string) => boolean): Promise<void> {
    for (const collection of bodyCollections) {
      const folder = path.join(this.#folder, collection);
      await mkdir(folder, { recursive: true });
      for (const name of await readdir(folder)) {
        if (!isKnown(collection, name.replace(/\.json$/u, ""))) await unlink(path.join(folder, name));
      }
    }
    await syncFolder(this.#folder);
  }

  async keep<C extends BodyCollection>(collection: C, body: Bodies[C]): Promise<void> {
    const file = this.#file(collection, body.id);
    if (await stat(file).catch(undefinedWhereMissing)) return;
    try {
      if ("bytes" in body) await writeDurably(file, body.bytes);
      else await new Low<Content | null>(contentFile(file), body).write();
    } catch (error) {
      throw new NotKeptError(`${file} could not be written`, { cause: error });
    }
  }

  async fetch<C extends BodyCollection>(collection: C, id: string): Promise<Bodies[C] | undefined> {
    const file = this.#file(collection, id);
    if (collection === "originals") {
      const bytes = await readFile(file).catch(undefinedWhereMissing);
      return bytes && ({ id, bytes: new Uint8Array(bytes) } as Bodies[BodyCollection] as Bodies[C]);
    }
    const low = new Low<Content | null>(contentFile(file), null);
    await low.read();
    return (low.data ?? undefined) as Bodies[C] | undefined;
  }

  async drop(collection: BodyCollection, id: string): Promise<void> {
    await unlink(this.#file(collection, id)).catch(undefinedWhereMissing);
  }

  #file(collection: BodyCollection, id: string): string {
    /** Ids become file names, so only a hash is allowed. */
    if (!/^[0-9a-f]{64}$/u.test(id)) throw new RangeError(`Not a hash: ${id}`);
    return path.join(this.#folder, collection, collection === "contents" ? `${id}.json` : id);
  }
}

function contentFile(file: string): Adapter<Content | null> {
  return {
    async read() {
      const json = await readFile(file, "utf8").catch(undefinedWhereMissing);
      return json === undefined ? null : (JSON.parse(json) as Content);
    },
    write: (content) => writeDurably(file, JSON.stringify(content)),
  };
}

function undefinedWhereMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
