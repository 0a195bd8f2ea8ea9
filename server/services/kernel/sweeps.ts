const minute = 60_000;
/** Rows added between two sweeps, at most. */
const mostAdded = 1000;

/** Decides when to remove expired rows: each minute in which rows are added, and sooner if there are many. */
export class Sweeps {
  #last = 0;
  #added = 0;

  /** Notes that a row is added. Returns whether to remove the expired ones. Time is in ms. */
  isDue(now: number): boolean {
    this.#added += 1;
    // A clock that was set back must not stop the sweeps.
    if (Math.abs(now - this.#last) < minute && this.#added < mostAdded) return false;
    this.#last = now;
    this.#added = 0;
    return true;
  }
}
