import type { ChainHead } from "#core/audit/chain-line.ts";
import { type ChainHeads, commitmentTo, emptyHeads, factsDigest, headsAfter, linkOf } from "./audit-chain.ts";
import { boundRecord, isBound } from "./bound-records.ts";
import { bodyCollections, type Collection, type Identified, rowCollections } from "./collections.ts";
import { partsOf, sealOf } from "./seals.ts";
import type { Reader, StoreFault } from "./store.ts";
import { type Chain, chains, type StoredEvent } from "./stored-event.ts";

/** A place at which a chain is not as it was written. */
export interface ChainFault {
  /**
   * - `chain-broken`: an event was removed, inserted, moved, or changed in what its line reveals.
   * - `chain-altered`: the facts of an event are not those that were recorded, or not those that an erasure left.
   */
  code: "chain-broken" | "chain-altered";
  chain: Chain;
  /** The first position that is wrong. */
  position: number;
  /** The number of the event there. */
  seq: number;
}

/** The digest of a record, null if it was removed, and the number of the event that binds it. */
interface Binding {
  digest: string | null;
  seq: number;
}

/**
 * Checks the chains of a store, event by event, and collects what they say of each record: the digest that its latest
 * event binds. The facts of an event are those of its commitment, or those that the last erasure of it left.
 */
export class ChainCheck {
  #heads = emptyHeads;
  readonly #faults = new Map<string, ChainFault>();
  /** The position of each event, by its number. */
  readonly #positions = new Map<number, Omit<ChainFault, "code">>();
  /** The facts of events that are not those of their commitment. An erasure may have left them. */
  readonly #changed = new Map<number, string>();
  /** The facts that the last erasure of an event left. */
  readonly #replaced = new Map<number, string>();
  /** What the latest event on each record binds, by the key of the record. */
  readonly records = new Map<string, Binding>();

  /** Checks the next event. */
  add(event: StoredEvent): void {
    const { chain, audit, seq } = event;
    const { position, link } = this.#heads[chain];
    const where = { chain, position: position + 1, seq };
    this.#positions.set(seq, where);
    const isNext = audit.position === position + 1 && linkOf(link, event) === audit.link;
    if (!isNext) this.#report({ code: "chain-broken", ...where });
    this.#heads = headsAfter(this.#heads, event);
    const { facts: recorded = audit.commitment, records = [], replaced = [] } = audit;
    const isBinding = [audit.facts, audit.records, audit.replaced].some((part) => part !== undefined);
    if (isBinding && commitmentTo(recorded, audit) !== audit.commitment)
      this.#report({ code: "chain-altered", ...where });
    const facts = audit.salt === null ? "" : factsDigest(event, audit.salt);
    if (facts !== recorded) this.#changed.set(seq, facts);
    for (const [of, digest] of replaced) this.#replaced.set(of, digest);
    for (const [key, digest] of records) this.records.set(key, { digest, seq });
  }

  /** The heads after all events so far. */
  get heads(): ChainHeads {
    return this.#heads;
  }

  /** Returns the faults, once all events were added. Only the first of each kind in a chain is reported. */
  faults(): ChainFault[] {
    const numbers = new Set([...this.#changed.keys(), ...this.#replaced.keys()]);
    for (const seq of [...numbers].toSorted((one, other) => one - other)) {
      const where = this.#positions.get(seq);
      const isAsLeft = this.#changed.get(seq) === this.#replaced.get(seq);
      if (where && !isAsLeft) this.#report({ code: "chain-altered", ...where });
    }
    return [...this.#faults.values()];
  }

  #report(fault: ChainFault): void {
    const key = `${fault.code} ${fault.chain}`;
    const first = this.#faults.get(key);
    if (!first || fault.position < first.position) this.#faults.set(key, fault);
  }
}

/** Number of events to read at a time. */
const batch = 500;

/** A function that gives others their turn, called between small steps. */
type Pause = () => Promise<void>;

/**
 * Checks that the chains determine what a reader sees: that no event was changed or removed, that each row and body is
 * the one that its latest event binds, that none is missing, and that none is there without an event.
 *
 * @param noted Heads of the public chain that somebody noted earlier. The chain must contain them.
 */
export async function auditFaults(
  reader: Reader,
  { noted = [], pause = () => Promise.resolve() }: { noted?: readonly ChainHead[]; pause?: Pause } = {},
): Promise<StoreFault[]> {
  const { check, faults } = await checkEvents(reader, noted, pause);
  for (const chain of chains) {
    const { position, link } = await reader.chainHead(chain);
    const isHead = check.heads[chain].position === position && check.heads[chain].link === link;
    if (!isHead) faults.push({ code: "head-other", params: { chain, found: check.heads[chain].position, position } });
  }
  return [...faults, ...(await recordFaults(reader, check.records, pause))];
}

async function checkEvents(
  reader: Reader,
  noted: readonly ChainHead[],
  pause: Pause,
): Promise<{ check: ChainCheck; faults: StoreFault[] }> {
  const check = new ChainCheck();
  const faults: StoreFault[] = [];
  const wanted = new Map(noted.filter(({ position }) => position > 0).map((head) => [head.position, head.link]));
  for (let after = 0; ;) {
    const events = await reader.events({ after, limit: batch });
    for (const event of events) {
      const isOther = event.kind === "private-chain-published" && isOtherHead(event.after, check.heads.private);
      if (isOther) faults.push({ code: "published-head-other", params: { at: event.at } });
      check.add(event);
      const { position, link } = event.audit;
      const expected = event.chain === "public" ? wanted.get(position) : undefined;
      if (expected !== undefined && expected !== link) faults.push({ code: "noted-head-other", params: { position } });
      await pause();
    }
    after = events.at(-1)?.seq ?? after;
    if (events.length < batch) break;
  }
  const { public: last, private: hidden } = check.heads;
  for (const position of wanted.keys())
    if (position > last.position)
      faults.push({ code: "noted-head-beyond", params: { position, found: last.position } });
  const kept = await reader.get("publishedHeads", "private");
  if (kept && hidden.position < kept.position)
    faults.push({ code: "chain-cut", params: { found: hidden.position, expected: kept.position } });
  return { check, faults: [...check.faults().map(({ code, ...params }) => ({ code, params })), ...faults] };
}

/** Whether a head that was published is not the one that the chain had. */
function isOtherHead(published: unknown, { position, link }: ChainHead): boolean {
  const head = published as ChainHead | null;
  return head !== null && (head.position !== position || head.link !== link);
}

/** Compares each record with its digest. `expected` is emptied of the records that are there. */
async function recordFaults(reader: Reader, expected: Map<string, Binding>, pause: Pause): Promise<StoreFault[]> {
  const faults: StoreFault[] = [];
  const compare = (collection: Collection, record: Identified): void => {
    const { key } = partsOf(sealOf(record) ?? "");
    const bound = expected.get(key);
    expected.delete(key);
    const params = { record: `${collection}/${record.id}` };
    if (!bound || bound.digest === null) faults.push({ code: "record-unrecorded", params });
    else if (boundRecord(collection, record)[1] !== bound.digest) faults.push({ code: "record-altered", params });
  };
  for (const collection of rowCollections.filter(isBound)) {
    for await (const row of reader.everyRow(collection)) {
      compare(collection, row);
      await pause();
    }
  }
  for (const collection of bodyCollections) {
    for (const row of await reader.bodies(collection)) {
      compare(collection, row);
      await pause();
    }
  }
  for (const { digest, seq } of expected.values())
    if (digest !== null) faults.push({ code: "record-missing", params: { seq } });
  return faults;
}
