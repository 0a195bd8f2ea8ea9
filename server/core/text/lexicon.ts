/** Continues a hash with one UTF-16 code unit (FNV-1a over 16-bit units). */
export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Initial value of a hash. */
export const hashSeed = 0x811c9dc5 | 0;

/**
 * Numbers distinct words from 0. A word has the same number in all texts read with one lexicon. Words are found by hash
 * and compared with their first occurrence, so that no string is created for them.
 */
export class Lexicon {
  /** Number of distinct words. */
  size = 0;
  /**
   * Hash and number by slot, side by side so that a look-up reads adjacent memory. The number of a free slot is `none`.
   */
  private slots = emptySlots(1 << 12);
  private starts = new Int32Array(1 << 11);
  private lengths = new Int32Array(1 << 11);
  private readonly sources: string[] = [];

  /** Returns the number of the word `source.slice(start, end)`, given its hash from `hashUnit`. */
  numberOf(source: string, start: number, end: number, hash: number): number {
    const { slots } = this;
    const mask = slots.length - 2;
    let slot = slotOf(hash) & mask;
    for (let candidate = slots[slot + 1] ?? none; candidate !== none; candidate = slots[slot + 1] ?? none) {
      if (slots[slot] === hash && this.isSame(candidate, source, start, end)) return candidate;
      slot = (slot + 2) & mask;
    }
    const id = this.size;
    if (id === this.starts.length) slot = this.grow(hash);
    this.slots[slot] = hash;
    this.slots[slot + 1] = id;
    this.starts[id] = start;
    this.lengths[id] = end - start;
    this.sources.push(source);
    this.size = id + 1;
    return id;
  }

  private isSame(id: number, source: string, start: number, end: number): boolean {
    const length = end - start;
    if (this.lengths[id] !== length) return false;
    const from = this.starts[id] ?? 0;
    const known = this.sources[id] ?? "";
    for (let i = 0; i < length; i += 1) {
      if (known.charCodeAt(from + i) !== source.charCodeAt(start + i)) return false;
    }
    return true;
  }

  /** Doubles the capacity and returns the free slot for a hash. */
  private grow(hash: number): number {
    const before = this.slots;
    const capacity = this.starts.length * 2;
    this.starts = widened(this.starts, capacity);
    this.lengths = widened(this.lengths, capacity);
    this.slots = emptySlots(before.length);
    for (let slot = 0; slot < before.length; slot += 2) {
      if (before[slot + 1] === none) continue;
      const free = this.freeSlot(before[slot] ?? 0);
      this.slots[free] = before[slot] ?? 0;
      this.slots[free + 1] = before[slot + 1] ?? none;
    }
    return this.freeSlot(hash);
  }

  private freeSlot(hash: number): number {
    const mask = this.slots.length - 2;
    let slot = slotOf(hash) & mask;
    while (this.slots[slot + 1] !== none) slot = (slot + 2) & mask;
    return slot;
  }
}

const none = -1;

function emptySlots(length: number): Int32Array<ArrayBuffer> {
  return new Int32Array(2 * length).fill(none);
}

function slotOf(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) << 1;
}

/** Copies the numbers into an array of the given length. */
export function widened(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer>;
export function widened(array: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer>;
export function widened(
  array: Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
  length: number,
): Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer> {
  const wider = array instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
  wider.set(array);
  return wider;
}
