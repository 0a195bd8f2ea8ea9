import type { DamageReport } from "#core/contract/forum-operations.ts";
import type { Reader, StoreFault } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { isDamage, nameOf } from "../kernel/damage.ts";
import { nameVersions } from "../versions/version-order.ts";

/** Returns what is damaged and what needs it, or null if nothing is known to be damaged. */
export async function damageReport(context: Context): Promise<DamageReport | null> {
  const { faults } = context.damage;
  if (faults.length === 0) return null;
  const bodies = faults.flatMap((fault) => (fault.body ? [{ ...fault, body: fault.body }] : []));
  return {
    bodies: await Promise.all(bodies.map((fault) => describe(context, fault))),
    others: faults.length - bodies.length,
  };
}

type BodyFault = StoreFault & Required<Pick<StoreFault, "body">>;

async function describe(context: Context, fault: BodyFault): Promise<DamageReport["bodies"][number]> {
  const { collection, id } = fault.body;
  const { versions, contributions, organisations, isTemplate, isLogo } = await context.store.read(async (reader) =>
    collection === "contents"
      ? { ...noUses, versions: await reader.list("versions", { contentHash: id }) }
      : readUses(reader, id),
  );
  return {
    name: shownName(fault),
    kind: collection === "contents" ? "text" : "file",
    versions: await nameVersions(context, versions),
    contributions: contributions.map(({ id: contribution, source }) => ({
      id: contribution,
      fileName: source.fileName,
    })),
    organisations: organisations.map(({ shortName }) => shortName),
    isTemplate,
    isLogo,
  };
}

const noUses = { contributions: [], organisations: [], isTemplate: false, isLogo: false };

async function readUses(reader: Reader, hash: string) {
  const [versions, contributions, organisations, forums] = await Promise.all([
    reader.list("versions", { sourceHash: hash }),
    reader.list("contributions", { sourceHash: hash }),
    reader.list("organisations", { logoHash: hash }),
    reader.list("forum"),
  ]);
  const isTemplate = forums.some(({ template }) => template?.hash === hash);
  const isLogo = forums.some(({ logo }) => logo?.hash === hash);
  return { versions, contributions, organisations, isTemplate, isLogo };
}

/** Returns the path of a file below the data folder, or the table and id of a row. */
function shownName({ params, body }: BodyFault): string {
  const { file } = params;
  return typeof file === "string" ? file.split(/[/\\]/u).slice(-2).join("/") : nameOf(body);
}

/** Interval at which what is damaged is read again, so that a restored file soon counts as intact. In ms. */
const minute = 60_000;
/** Interval at which everything is checked, in ms. */
const day = 24 * 60 * minute;

/** Hears of damage. */
interface DamageListener {
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
  report: DamageListener & { failed: (error: unknown) => void },
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
  report: DamageListener,
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
