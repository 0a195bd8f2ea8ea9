import { LRUCache } from "lru-cache";
import type { Actor } from "#core/access/permissions.ts";
import { type Audience, isAmong } from "./audience.ts";
import { type GzipPiece, gzipPiece, joinGzip, smallGzipPiece } from "./gzip-pieces.ts";

/** Maximum size of all kept pages, and of one, in bytes. Compressed, they take about a quarter more. */
const cacheSize = 32 * 1024 * 1024;
const largestPage = 4 * 1024 * 1024;
/** Maximum number of places, and of audiences of one: roles, and in part organisations. */
const mostPlaces = 500;
const mostAudiences = 50;

/** The parts of a page that belong to one reader, and the key of the rest. */
export interface OwnParts {
  key: string;
  /** In the order of the page. */
  markup: readonly string[];
}

/** A rendered page without the parts that belong to one reader. */
interface SharedPage {
  /** Hash of everything from which it is rendered. */
  facts: string;
  /** The security policy, which allows its styles. */
  policy: string;
  /** Size in bytes. */
  size: number;
  /** Returns the page with the parts of a reader. */
  htmlFor: (markup: readonly string[]) => Buffer;
  /** Returns it in gzip format. Only the parts of the reader are compressed for them. */
  gzipFor: (markup: readonly string[]) => Promise<Buffer>;
}

/**
 * Rendered pages without the parts that belong to one reader. The key is a hash of everything from which the rest is
 * rendered, as it was answered to the sender of this request. People thus share a page only if the server, with the
 * permissions of each, gives them the same answers.
 */
export class SharedParts {
  readonly #pages = new LRUCache<string, SharedPage>({ maxSize: cacheSize, sizeCalculation: ({ size }) => size });

  /** The keys of pages by their place, each with the audience to which the answers belong. */
  readonly #places = new LRUCache<string, readonly { audience: Audience; key: string }[]>({ max: mostPlaces });

  /**
   * Returns the key of the page that was kept at a place for the actor's audience. Undefined if nobody in this audience
   * has asked for it yet. `place` is an address with the state of the forum.
   */
  keyFor(place: string, actor: Actor): string | undefined {
    return this.#places.get(place)?.find(({ audience }) => isAmong(actor, audience))?.key;
  }

  /** Notes the audience to which the page at a place belongs. Null if its answers may belong to one person. */
  know(place: string, audience: Audience | null, key: string): void {
    if (audience === null) return;
    this.#places.set(place, [{ audience, key }, ...(this.#places.get(place) ?? [])].slice(0, mostAudiences));
  }

  get(key: string): SharedPage | undefined {
    return this.#pages.get(key);
  }

  /** Keeps a page that was sent to one reader. `at` are the places of their own parts, in UTF-16 code units. */
  keep(
    { key, markup }: OwnParts,
    { html, facts, policy, at }: Pick<SharedPage, "facts" | "policy"> & { html: string; at: readonly number[] },
  ): void {
    if (html.length > largestPage || !markup.every((own, index) => html.startsWith(own, at[index]))) return;
    const ends = markup.map(({ length }, index) => (at[index] ?? 0) + length);
    const parts = [0, ...ends].map((start, index) => Buffer.from(html.slice(start, at[index])));
    const size = parts.reduce((sum, { length }) => sum + length, 0);
    const htmlFor = (others: readonly string[]): Buffer =>
      Buffer.concat(parts.flatMap((part, index) => [part, Buffer.from(others[index] ?? "")]));
    let pieces: Promise<GzipPiece[]> | undefined;
    const gzipFor = async (others: readonly string[]): Promise<Buffer> => {
      const shared = await (pieces ??= Promise.all(parts.map(gzipPiece)));
      return joinGzip(shared.flatMap((piece, index) => [piece, smallGzipPiece(others[index] ?? "")]));
    };
    this.#pages.set(key, { facts, policy, size, htmlFor, gzipFor });
  }
}
