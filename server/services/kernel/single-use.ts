/** More values than browsers hold at a time. More come only from an attack, and the oldest are then dropped. */
const most = 100_000;

/**
 * Values that one browser can take once, for a limited time. They stay in memory: anyone may make one, and after a
 * restart people begin again.
 */
export class SingleUse<Value> {
  readonly #kept = new Map<string, { value: Value; expiresAt: number }>();

  /** Keeps a value for the browser. Times are in ms. All values of one collection live equally long. */
  put(browser: string, key: string, value: Value, { expiresAt, now }: { expiresAt: number; now: number }): void {
    // Map entries are in the order in which they were set, so the old ones come first.
    for (const [old, { expiresAt: end }] of this.#kept) {
      if (end > now && this.#kept.size < most) break;
      this.#kept.delete(old);
    }
    this.#kept.set(`${browser} ${key}`, { value, expiresAt });
  }

  /** Takes a value of the browser. Null if it was taken, expired, or belongs to another browser. */
  take(browser: string, key: string, now: number): Value | null {
    const id = `${browser} ${key}`;
    const kept = this.#kept.get(id);
    this.#kept.delete(id);
    return kept && kept.expiresAt > now ? kept.value : null;
  }
}
