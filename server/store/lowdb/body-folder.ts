import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, unlink } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { jsonPieces } from "#core/text/pieces.ts";
import { parsingDraftJson } from "#core/text/parsing-draft.ts";
import { digestOf } from "../seals.ts";
import { bodyCollections, type Bodies, type BodyCollection, type BodyRow, type Content } from "../collections.ts";
import type { BodyStore } from "../memory/transaction.ts";
import { DamagedBodyError, NotKeptError, type StoreFault } from "../store.ts";
import { dropCopies } from "./aside-folder.ts";
import { DataFolderError, type DataFolderFault } from "./data-folder-error.ts";
import { writeDurably } from "./durable-file.ts";

/** A text or an uploaded file is missing, or is not as it was stored. */
export class BodyDamagedError extends DataFolderError {
  override name = "BodyDamagedError";
}

/**
 * Stores bodies as one file each, named by their id. Contents are JSON; originals are the exact bytes. Each is checked
 * against the digest in its row whenever it is read.
 */
export class BodyFolder implements BodyStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async keep<C extends BodyCollection>(collection: C, body: Bodies[C]): Promise<BodyRow> {
    const file = bodyFile(this.#folder, collection, body.id);
    const bytes = "bytes" in body ? body.bytes : await contentBytes(body);
    const row = { id: body.id, digest: digestOf(bytes) };
    // A failed transaction may have left a file, complete or not.
    const earlier = await readFile(file).catch(undefinedWhereMissing);
    if (earlier && digestOf(earlier) === row.digest) return row;
    try {
      await writeDurably(file, bytes);
    } catch (error) {
      throw new NotKeptError(`${file} could not be written`, { cause: error });
    }
    return row;
  }

  async fetch<C extends BodyCollection>(collection: C, row: BodyRow): Promise<Bodies[C]> {
    const file = bodyFile(this.#folder, collection, row.id);
    const checked = await checkedBytes(file, row).catch((error: unknown) => {
      if (!(error instanceof BodyDamagedError)) throw error;
      const { code, params } = error;
      throw new DamagedBodyError({ code, params, body: { collection, id: row.id } });
    });
    if (collection === "originals") {
      const bytes = new Uint8Array(checked);
      return { id: row.id, bytes } as Bodies[BodyCollection] as Bodies[C];
    }
    return (await contentOf(checked)) as Bodies[BodyCollection] as Bodies[C];
  }

  async drop(collection: BodyCollection, id: string): Promise<void> {
    await unlink(bodyFile(this.#folder, collection, id)).catch(undefinedWhereMissing);
    await dropCopies(this.#folder, collection, id);
  }
}

/** Creates the folders of bodies, and returns the ids of the bodies in them. */
export async function bodiesIn(folder: string): Promise<Record<BodyCollection, Set<string>>> {
  const ids = { contents: new Set<string>(), originals: new Set<string>() };
  for (const collection of bodyCollections) {
    await mkdir(path.join(folder, collection), { recursive: true, mode: 0o700 });
    for (const name of await readdir(path.join(folder, collection))) ids[collection].add(name.replace(/\.json$/u, ""));
  }
  return ids;
}

/**
 * Returns the path of a body's file.
 *
 * @throws RangeError if the id is not a hash, because ids become file names
 */
export function bodyFile(folder: string, collection: BodyCollection, id: string): string {
  if (!/^[0-9a-f]{64}$/u.test(id)) throw new RangeError(`Not a hash: ${id}`);
  return path.join(folder, collection, collection === "contents" ? `${id}.json` : id);
}

/**
 * Reads a body's file.
 *
 * @throws BodyDamagedError if the file is missing or has another digest
 */
export async function checkedBytes(file: string, { digest }: BodyRow): Promise<Buffer> {
  const bytes = await readFile(file).catch(undefinedWhereMissing);
  if (!bytes) throw new BodyDamagedError("body-missing", { file });
  if (digestOf(bytes) !== digest) throw new BodyDamagedError("body-damaged", { file });
  return bytes;
}

/**
 * Checks a body's file. It is read in small pieces, so that others get their turn. Returns its fault, or null if the
 * file is intact.
 */
export async function faultOf(
  folder: string,
  collection: BodyCollection,
  { id, digest }: BodyRow,
): Promise<StoreFault | null> {
  const file = bodyFile(folder, collection, id);
  const hash = createHash("sha256");
  const fault = (code: DataFolderFault): StoreFault => ({ code, params: { file }, body: { collection, id } });
  try {
    for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  } catch (error) {
    undefinedWhereMissing(error);
    return fault("body-missing");
  }
  return hash.digest("hex") === digest ? null : fault("body-damaged");
}

/** Returns the JSON of a content. Others get their turn while a long one is written. */
async function contentBytes(content: Content): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (const piece of jsonPieces(content)) {
    pieces.push(Buffer.from(piece));
    if (pieces.length > 1) await nextTurn();
  }
  return Buffer.concat(pieces);
}

/** Parses the JSON of a content. Others get their turn during a long one. */
async function contentOf(bytes: Buffer): Promise<Content> {
  await nextTurn();
  const steps = parsingDraftJson(bytes.toString("utf8"), (content) => (content as Content).draft);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value as Content;
    await nextTurn();
  }
}

function undefinedWhereMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
