import { DamagedBodyError, type StoreFault } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";

/** Interval at which what is damaged is read again, so that a restored file soon counts as intact. In ms. */
const minute = 60_000;
/** Interval at which everything is checked, in ms. */
const day = 24 * 60 * minute;

/** Hears of damage. */
interface DamageReport {
  found: (fault: StoreFault) => void;
  repaired: (fault: StoreFault) => void;
  failed: (error: unknown) => void;
}

/**
 * Checks what the store keeps, now and once a day, and reads damaged texts and files again every minute. Reports each
 * fault once. The checks run one after another, and may take long. Returns a function that ends it.
 */
export function followDamage(
  context: Pick<Context, "store" | "damage" | "now">,
  checks: readonly ((signal: AbortSignal) => Promise<readonly StoreFault[]>)[],
  report: DamageReport,
): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let reported = new Map<string, StoreFault>();
  let nextCheck = -Infinity;
  let running: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    if (context.now().getTime() >= nextCheck) {
      const faults: StoreFault[] = [];
      for (const check of checks) faults.push(...(await check(signal)));
      context.damage.checked(faults);
      nextCheck = context.now().getTime() + day;
    } else await readAgain(context);
    const known = new Map(context.damage.faults.map((fault) => [JSON.stringify(fault), fault]));
    for (const [name, fault] of known) if (!reported.has(name)) report.found(fault);
    for (const [name, fault] of reported) if (!known.has(name)) report.repaired(fault);
    reported = known;
  };
  const start = (): void => {
    running ??= look()
      .catch((error: unknown) => {
        if (!signal.aborted) report.failed(error);
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

/** Reads the damaged texts and files again. The store notes those that are intact now. */
export async function readAgain({ store, damage }: Pick<Context, "store" | "damage">): Promise<void> {
  for (const { body } of damage.faults) {
    if (!body) continue;
    await store
      .read((reader) => reader.get(body.collection, body.id))
      .catch((error: unknown) => {
        if (!(error instanceof DamagedBodyError)) throw error;
      });
  }
}
