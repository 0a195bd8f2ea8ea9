import type { State } from "../../../server/store/memory/state.ts";
import { stateOf } from "../../../server/store/memory/state.ts";
import { documentCreated, documentOf } from "../document-event.ts";
import type { StoredEvent } from "../../../server/store/stored-event.ts";

/** Returns a change that stores some documents, with one event for each. */
function changeOf(count: number): Parameters<State["apply"]>[0] {
  const ids = Array.from({ length: count }, (_, at) => `d${String(at)}`);
  return {
    puts: ids.map((id) => ["documents", documentOf(id)]),
    removes: [],
    events: ids.map((id, at) => ({ ...documentCreated(id), seq: at + 1, id }) as StoredEvent),
    forget: [],
  };
}

/** Applies a change and returns how many turns others had meanwhile, and the counts of documents that they saw. */
async function turnsDuring(count: number): Promise<{ turns: number; seen: Set<number> }> {
  const state = stateOf({}, []);
  const seen = new Set<number>();
  let [turns, isDone] = [0, false];
  const look = (): void => {
    if (isDone) return;
    turns += 1;
    const view = state.view();
    seen.add(view.count("documents", {}));
    state.release(view);
    setImmediate(look);
  };
  const applying = state.applyInTurns(changeOf(count));
  setImmediate(look);
  await applying;
  isDone = true;
  const view = state.view();
  expect(view.count("documents", {})).toBe(count);
  state.release(view);
  return { turns, seen };
}

test("others get their turn after every 200 values and events of a large change, and see nothing of it", async () => {
  const { turns, seen } = await turnsDuring(500);
  expect(turns).toBeGreaterThanOrEqual(4);
  expect(turns).toBeLessThanOrEqual(6);
  expect([...seen]).toEqual([0]);
});

test("a small change is applied at once", async () => {
  expect((await turnsDuring(100)).turns).toBe(0);
});
