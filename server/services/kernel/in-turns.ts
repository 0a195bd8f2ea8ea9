/** Time, in ms, that work in turns may take before others get theirs. */
const longestTurn = 15;

/** Waits until everything else that is ready has had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Gives others their turn in a long loop. */
export class Turns {
  #began = performance.now();

  /** Waits until others had their turn, if this one took long enough. */
  async pause(): Promise<void> {
    if (performance.now() - this.#began < longestTurn) return;
    await nextTurn();
    this.#began = performance.now();
  }
}

/**
 * Runs the steps of a generator and returns its result. Others get a turn in between, so that long work does not block
 * the server.
 */
export async function inTurns<Result>(steps: Iterator<unknown, Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < longestTurn) continue;
    await nextTurn();
    began = performance.now();
  }
}

/** Like `map`, but others get a turn in between. */
export function mapInTurns<From, To>(values: readonly From[], convert: (value: From) => To): Promise<To[]> {
  return inTurns(
    (function* steps() {
      const converted: To[] = [];
      for (const value of values) yield converted.push(convert(value));
      return converted;
    })(),
  );
}
