import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { randomFrom } from "../support/random-from.ts";
import type { Act, DocumentPlan } from "./act.ts";
import type { Work } from "./child.ts";
import { judge } from "./judge.ts";
import { Ledger } from "./ledger.ts";
import {
  contentLines,
  type Copy,
  copyOf,
  type Kill,
  killBackup,
  killErasure,
  killMigration,
  killRestore,
} from "./other-rounds.ts";
import { losePower } from "./power-loss.ts";
import { type Outcome, type Program, runChild } from "./run-child.ts";

/** What is killed in a round, and how often each kind is chosen. */
const weights = {
  write: 40,
  "loss of power": 12,
  start: 16,
  "form-1": 5,
  "form-2": 5,
  erasure: 6,
  backup: 8,
  restore: 8,
} as const;
export type RoundKind = keyof typeof weights;
export const roundKinds = Object.keys(weights) as RoundKind[];

/** The files at which a writing process kills itself. Empty for any. */
const placesOfWriter = { "": 50, snapshot: 40, originals: 10 } as const;
/** Number of operations on such files, about, before a process is complete. */
const stepsAt = { snapshot: 12, originals: 12, journal: 100 } as const;

/** Number of rounds that use one folder, crash upon crash. */
const roundsOfFolder = 25;

/** A violation of what the store promises. */
export interface Violation {
  seed: number;
  round: number;
  kind: RoundKind;
  faults: string[];
}

/** The sum of rounds. Those of several parts can be added. */
export interface Sum {
  rounds: number;
  /** Processes that were killed, by what they did. */
  kills: Record<string, number>;
  /** Processes that were complete before the moment came. */
  completed: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  /** Bytes that losses of power took. */
  powerless: number;
  seconds: number;
}

/** Rounds to run. */
export interface Plan {
  seed: number;
  /** The first round and the one after the last. */
  from: number;
  to: number;
  /** An empty folder for the data. */
  scratch: string;
  program: Program;
  /** Chooses from these kinds only, if given. */
  kinds?: readonly RoundKind[];
  violated: (violation: Violation) => void;
  /** Asked after each round. */
  isStopped?: () => boolean;
}

/** Runs rounds, each of which kills at least one process and judges what is left. */
export async function runRounds(plan: Plan): Promise<Sum> {
  const started = performance.now();
  const run = new Run(plan);
  for (let round = plan.from; round < plan.to && plan.isStopped?.() !== true; round += 1) await run.round(round);
  return { ...run.sum, seconds: Math.round((performance.now() - started) / 100) / 10 };
}

/** The folder that crash after crash happens to. */
class Life {
  readonly folder: string;
  readonly ledger = new Ledger();
  readonly first: number;
  documents: DocumentPlan[] = [];
  passing: string[] = [];
  again: Act[] = [];
  copy: Copy | null = null;

  constructor(scratch: string, first: number) {
    this.folder = path.join(mkdtempSync(path.join(scratch, "life-")), "data");
    this.first = first;
  }

  end(): void {
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }
}

class Run {
  readonly #plan: Plan;
  readonly sum: Sum = emptySum();
  /** Number of operations on files, and time in ms, of each kind of work when it was last completed. */
  readonly #spans = new Map<string, { steps: number; time: number }>();
  #life: Life | null = null;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  async round(round: number): Promise<void> {
    const { seed, kinds = roundKinds } = this.#plan;
    const random = randomFrom(seed * 1_000_003 + round);
    const kind = chosen(
      random,
      Object.fromEntries(kinds.map((one) => [one, weights[one]])) as Record<RoundKind, number>,
    );
    if (this.#life && round - this.#life.first >= roundsOfFolder) this.#endLife();
    const life = (this.#life ??= new Life(this.#plan.scratch, round));
    const scratch = mkdtempSync(path.join(this.#plan.scratch, "round-"));
    const faults = await this.#kill(kind, { random, round, life, scratch: path.join(scratch, "files") }).catch(
      (error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    );
    this.sum.rounds += 1;
    if (faults.length > 0) {
      this.#plan.violated({ seed, round, kind, faults });
      const kept = path.resolve("crash", `seed-${seed}-round-${round}`);
      for (const [name, from] of [
        ["data", life.folder],
        ["files", path.join(scratch, "files")],
      ] as const) {
        if (existsSync(from)) cpSync(from, path.join(kept, name), { recursive: true });
      }
      this.#endLife();
    }
    rmSync(scratch, { recursive: true, force: true });
    if (round + 1 === this.#plan.to) this.#endLife();
  }

  #endLife(): void {
    this.#life?.end();
    this.#life = null;
  }

  async #kill(
    kind: RoundKind,
    at: { random: () => number; round: number; life: Life; scratch: string },
  ): Promise<string[]> {
    const { random, life, scratch } = at;
    const kill: Kill = (work) => this.#run(work, kind, random, life.ledger);
    const times = 1 + Math.floor(random() * 3);
    if (kind === "form-1" || kind === "form-2") return killMigration(kind, kill, { scratch, times });
    if (kind === "erasure") return killErasure(random() < 0.5 ? "form-1" : "form-2", kill, { scratch });
    // An empty folder cannot be told from one that lost everything.
    if (kind === "backup" && (await contentLines(life.folder)).length === 0) await this.#write(at, kind);
    if (kind === "backup") {
      const faults = await killBackup(life.folder, kill, { scratch });
      return [...faults, ...(await this.#judge(life, random))];
    }
    if (kind === "restore") {
      if (!life.copy || random() < 0.3) {
        const file = path.join(path.dirname(life.folder), `copy-${at.round}.backup`);
        // An empty folder cannot be told from a restored one, so it gets something.
        if ((await contentLines(life.folder)).length === 0) await this.#write(at, kind);
        life.copy = await copyOf(life.folder, file);
      }
      return killRestore(life.copy, kill, { scratch });
    }
    const faults = await this.#write(at, kind);
    // What a process read and did not write itself may be lost with the power, too.
    for (let time = 1; kind === "loss of power" && time < times; time += 1) {
      Object.assign(life, { documents: [], passing: [], again: [] });
      faults.push(...(await this.#write({ ...at, round: `${at.round}-${time}` }, kind)));
    }
    if (kind === "loss of power") this.sum.powerless += losePower(life.folder, life.ledger.durable, random);
    for (let time = 0; kind === "start" && time < times; time += 1) {
      const { failure } = await kill({ work: "start", folder: life.folder });
      if (failure !== null) faults.push(failure);
    }
    return [...faults, ...(await this.#judge(life, random))];
  }

  /** Kills a process that writes. */
  async #write({ random, round, life }: { random: () => number; round: number | string; life: Life }, kind: RoundKind) {
    const order = {
      folder: life.folder,
      seed: Math.floor(random() * 2 ** 31),
      prefix: String(round),
      together: 1 + Math.floor(random() * 24),
      most: 400,
      snapshotAfter: 2000 + Math.floor(random() * 60_000),
      documents: life.documents,
      passing: life.passing,
      again: life.again,
    };
    const { failure } = await this.#run(
      { work: "write", order },
      kind === "start" ? "write" : kind,
      random,
      life.ledger,
    );
    return failure === null ? [] : [failure];
  }

  async #judge(life: Life, random: () => number): Promise<string[]> {
    const { faults, lost, doubled, documents, passing, dropped } = await judge(life.folder, life.ledger);
    this.sum.lost += lost;
    this.sum.doubled += doubled;
    Object.assign(life, { documents, passing });
    life.again = dropped.filter(({ kind }) => kind !== "fail" && random() < 0.7);
    return faults;
  }

  /** Runs a process and kills it: at an operation on a file, or from outside at some moment. */
  async #run(work: Work, kind: RoundKind, random: () => number, ledger: Ledger): Promise<Outcome> {
    const isWriting = work.work === "write";
    const span = this.#spans.get(work.work) ?? { steps: 60, time: 60 };
    const byItself = random() < 0.6;
    const only = !isWriting ? "" : kind === "loss of power" ? "journal" : chosen(random, placesOfWriter);
    const step = 1 + Math.floor(random() * (only === "" ? span.steps : stepsAt[only]));
    const interruption = {
      step: byItself ? step : 0,
      only: byItself ? only : "",
      at: random() < 0.4 ? "before" : random() < 0.5 ? "half" : "after",
    } as const;
    const blow = {
      acknowledged: isWriting ? Math.floor(random() * 120) : 0,
      delay: isWriting ? random() * 10 : span.time * random(),
    };
    const outcome = await runChild(
      this.#plan.program,
      { work, interruption },
      {
        blow: byItself ? null : blow,
        hear: (message) => {
          if (isWriting) ledger.hear(message);
          if ("done" in message) this.sum.acknowledged += 1;
        },
      },
    );
    if (outcome.wasKilled) this.sum.kills[kind] = (this.sum.kills[kind] ?? 0) + 1;
    else this.sum.completed += 1;
    if (outcome.steps !== null && only === "") this.#spans.set(work.work, { steps: outcome.steps, time: outcome.time });
    return outcome;
  }
}

/** Chooses a key by its weight. */
function chosen<Key extends string>(random: () => number, among: Readonly<Record<Key, number>>): Key {
  const entries = Object.entries<number>(among) as [Key, number][];
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return entries[0]![0];
}

/** Returns the sum of no rounds. */
function emptySum(): Sum {
  return { rounds: 0, kills: {}, completed: 0, acknowledged: 0, lost: 0, doubled: 0, powerless: 0, seconds: 0 };
}

/** Adds the sums of parts. */
export function added(sums: readonly Sum[]): Sum {
  const total = emptySum();
  for (const { kills, ...numbers } of sums) {
    for (const [kind, count] of Object.entries(kills)) total.kills[kind] = (total.kills[kind] ?? 0) + count;
    for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) total[name] += numbers[name];
  }
  return total;
}
