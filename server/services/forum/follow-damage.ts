import type { StoreFault } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { isDamage } from "../kernel/damage.ts";

/** Interval at which what is damaged is read again, so that a restored file soon counts as intact. In ms. */
const minute = 60_000;
/** Interval at which everything is checked, in ms. */
const day = 24 * 60 * minute;

/** Hears of damage. */
interface DamageReport {
  found: (fault: StoreFault) => void;
  repaired: (fault: StoreFault) => void;
}

/** A check of something that is kept. */
type Check = (signal: AbortSignal) => Promise<readonly StoreFault[]>;

/**
 * Checks what the store keeps, now and once a day, and reads damaged texts and files again every minute. Reports each
 * fault once. The checks run one after another, and may take long. Returns a function that ends it.
 */
export function followDamage(
  context: Pick<Context, "store" | "damage" | "now">,
  checks: readonly Check[],
  report: DamageReport & { failed: (error: unknown) => void },
): () => void {
  const ended = new AbortController();
  const look = looking(context, checks, report);
  let running: Promise<void> | null = null;
  const start = (): void => {
    running ??= look(ended.signal)
      .catch((error: unknown) => {
        if (!ended.signal.aborted) report.failed(error);
      })
      .finally(() => (running = null));
  };
  const timer = setInterval(start, minute);
  timer.unref();
  start();
  return () => {
    clearInterval(timer);
    ended.abort();
  };
}

/** Returns a function that checks everything if that is due, otherwise only what is damaged. */
export function looking(
  { store, damage, now }: Pick<Context, "store" | "damage" | "now">,
  checks: readonly Check[],
  report: DamageReport,
): (signal: AbortSignal) => Promise<void> {
  let reported = new Map<string, StoreFault>();
  let nextCheck = -Infinity;
  return async (signal) => {
    if (now().getTime() >= nextCheck) {
      const faults: StoreFault[] = [];
      for (const check of checks) faults.push(...(await check(signal)));
      damage.checked(faults);
      nextCheck = now().getTime() + day;
    } else await readAgain({ store, damage });
    const known = new Map(damage.faults.map((fault) => [JSON.stringify(fault), fault]));
    for (const [name, fault] of known) if (!reported.has(name)) report.found(fault);
    for (const [name, fault] of reported) if (!known.has(name)) report.repaired(fault);
    reported = known;
  };
}

/** Reads the damaged texts and files again. The store notes those that are intact now. */
async function readAgain({ store, damage }: Pick<Context, "store" | "damage">): Promise<void> {
  for (const { body } of damage.faults) {
    if (!body) continue;
    await store
      .read((reader) => reader.get(body.collection, body.id))
      .catch((error: unknown) => {
        if (!isDamage(error)) throw error;
      });
  }
}
