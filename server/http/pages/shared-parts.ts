import { LRUCache } from "lru-cache";

/** Maximum size of all kept pages, of all kept headers, and of one page, in bytes. */
const cacheSize = 32 * 1024 * 1024;
const headersSize = 8 * 1024 * 1024;
const largestPage = 4 * 1024 * 1024;

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
}

/**
 * Rendered pages without the parts that belong to one reader. The key is a hash of everything from which the rest is
 * rendered, as it was answered to the sender of this request. People thus share a page only if the server, with the
 * permissions of each, gives them the same answers.
 */
export class SharedParts {
  readonly #pages = new LRUCache<string, SharedPage>({ maxSize: cacheSize, sizeCalculation: ({ size }) => size });

  readonly #headers = new LRUCache<string, string>({
    maxSize: headersSize,
    sizeCalculation: ({ length }) => 2 * length,
  });

  /** Returns the header with this key, which is a hash of everything from which it is rendered. */
  header(key: string, render: () => string): string {
    const header = this.#headers.get(key) ?? render();
    this.#headers.set(key, header);
    return header;
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
    this.#pages.set(key, { facts, policy, size, htmlFor });
  }
}
