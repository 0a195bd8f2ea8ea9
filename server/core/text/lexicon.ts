/** Continues a hash over one UTF-16 code unit (FNV-1a over 16-bit units). */
export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Where a hash begins. */
export const hashSeed = 0x811c9dc5 | 0;

/**
 * Gives every distinct word a small number, the same for every text it reads, without making a string of each word:
 * a word is looked up by its hash and compared with the place where it was first seen.
 */
export class Lexicon {
  #slots = new Int32Array(1 << 12).fill(-1);
  #hashes = new Int32Array(1 << 11);
  #starts = new Int32Array(1 << 11);
  #lengths = new Int32Array(1 << 11);
  readonly #sources: string[] = [];

  /** How many distinct words have been numbered. */
  get size(): number {
    return this.#sources.length;
  }

  /** The number of the word `source.slice(start, end)`, whose hash from `hashUnit` is given. */
  numberOf(source: string, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & mask;
    for (;;) {
      const known = this.#slots[slot] ?? -1;
      if (known < 0) break;
      if (this.#hashes[known] === hash && this.#same(known, source, start, end)) return known;
      slot = (slot + 1) & mask;
    }
    const id = this.#sources.length;
    if (id === this.#hashes.length) this.#grow();
    this.#hashes[id] = hash;
    this.#starts[id] = start;
    this.#lengths[id] = end - start;
    this.#sources.push(source);
    if (this.#slots.length > mask + 1) this.#place(id);
    else this.#slots[slot] = id;
    return id;
  }

  /** The word a number stands for, folded. */
  wordOf(id: number): string {
    const start = this.#starts[id] ?? 0;
    return this.#sources[id]?.slice(start, start + (this.#lengths[id] ?? 0)) ?? "";
  }

  #same(id: number, source: string, start: number, end: number): boolean {
    const length = end - start;
    if (this.#lengths[id] !== length) return false;
    const from = this.#starts[id] ?? 0;
    const known = this.#sources[id] ?? "";
    for (let i = 0; i < length; i += 1) {
      if (known.charCodeAt(from + i) !== source.charCodeAt(start + i)) return false;
    }
    return true;
  }

  #grow(): void {
    const capacity = this.#hashes.length * 2;
    this.#hashes = widened(this.#hashes, capacity);
    this.#starts = widened(this.#starts, capacity);
    this.#lengths = widened(this.#lengths, capacity);
    this.#slots = new Int32Array(capacity * 2).fill(-1);
    for (let id = 0; id < this.#sources.length; id += 1) this.#place(id);
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1;
    const hash = this.#hashes[id] ?? 0;
    let slot = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & mask;
    while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id;
  }
}

/** The same numbers in an array of the given length. */
export function widened(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length);
  wider.set(array);
  return wider;
}
