import { inTurns, mapInTurns, Turns } from "../../../server/services/kernel/in-turns.ts";

/** The time in ms, as the work sees it. A busy machine must not make short steps long. */
let time = 0;
jest.spyOn(performance, "now").mockImplementation(() => time);

/** Lets time pass without giving others a turn. */
function busy(milliseconds: number): void {
  time += milliseconds;
}

/** Counts the turns that others get while work is done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = (): void => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await work().finally(() => (isDone = true));
  return turns;
}

test("gives others their turn between long steps, and returns the result", async () => {
  const steps = function* (): Generator<undefined, string> {
    for (let step = 0; step < 6; step += 1) {
      busy(20);
      yield undefined;
    }
    return "done";
  };
  let result = "";
  expect(await turnsDuring(async () => (result = await inTurns(steps())))).toBeGreaterThanOrEqual(6);
  expect(result).toBe("done");
});

test("runs short steps in one turn", async () => {
  expect(await turnsDuring(() => mapInTurns([1, 2, 3], (value) => value * 2))).toBe(0);
  expect(await mapInTurns([1, 2, 3], (value) => value * 2)).toEqual([2, 4, 6]);
});

test("pauses a loop only after a long turn", async () => {
  const turns = new Turns();
  expect(await turnsDuring(() => turns.pause())).toBe(0);
  busy(20);
  expect(await turnsDuring(() => turns.pause())).toBe(1);
});

test("rejects with the error of a step", async () => {
  await expect(mapInTurns([1], () => JSON.parse("{") as unknown)).rejects.toThrow(SyntaxError);
});
