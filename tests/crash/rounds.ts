import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { Postgres } from "../support/postgres.ts";
import { randomFrom } from "../support/random-from.ts";
import type { Act, DocumentPlan } from "./act.ts";
import type { Work } from "./child.ts";
import { isHalfCompacted } from "./compaction.ts";
import { dropDatabase, judgeDatabase, killToDatabase, killToFolder } from "./database-rounds.ts";
import { judge } from "./judge.ts";
import { Ledger } from "./ledger.ts";
import type { Message } from "./message.ts";
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
import { copyOfForum, killMails, makeMailedForum } from "./mail-rounds.ts";
import { losePower } from "./power-loss.ts";
import { type Outcome, type Program, runChild } from "./run-child.ts";
import { emptySum, type Sum } from "./sum.ts";
import { killUploads, makeForumFolder } from "./upload-rounds.ts";

/** What is killed in a round, and how often each kind is chosen. */
const weights = {
  write: 30,
  compaction: 12,
  "loss of power": 10,
  start: 12,
  upload: 9,
  mails: 6,
  "form-1": 4,
  "form-2": 4,
  "form-3": 4,
  erasure: 6,
  backup: 7,
  restore: 7,
  /** Writes to a database. */
  database: 10,
  /** Migrations between a folder and a database. */
  "to database": 4,
  "to folder": 4,
  /** Three servers that mail. */
  "mails by three": 3,
} as const;
export type RoundKind = keyof typeof weights;
export const roundKinds = Object.keys(weights) as RoundKind[];

/** The kinds that need a PostgreSQL server. */
export const databaseKinds: readonly RoundKind[] = ["database", "to database", "to folder", "mails by three"];

/** Number of operations, about, before a process is complete, by what their names and paths contain. */
const stepsAt = { snapshot: 12, originals: 12, contents: 12, journal: 100, unlink: 12, socket: 150 } as const;

/** Number of messages to the database, about, of a migration. */
const messagesOfMigration = 90;

/** The operations at which a process kills itself, with weights. Empty for any, which is usual. */
const placesOf: Partial<Record<RoundKind, Partial<Record<keyof typeof stepsAt | "", number>>>> = {
  write: { "": 50, snapshot: 40, originals: 10 },
  start: { "": 50, snapshot: 40, originals: 10 },
  backup: { "": 50, snapshot: 40, originals: 10 },
  restore: { "": 50, snapshot: 40, originals: 10 },
  compaction: { snapshot: 70, unlink: 30 },
  "loss of power": { journal: 1 },
  upload: { "": 40, originals: 20, contents: 20, snapshot: 20 },
  database: { socket: 1 },
  "to database": { "": 30, socket: 70 },
  "to folder": { "": 70, socket: 30 },
};

/** Number of rounds that use one folder or database, crash upon crash. */
const roundsOfLife = 25;

/** A violation of what the store promises. */
export interface Violation {
  seed: number;
  round: number;
  kind: RoundKind;
  faults: string[];
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
  /** A server for the rounds that need one. They are left out if it is null. */
  postgres: Postgres | null;
  /** Chooses from these kinds only, if given. */
  kinds?: readonly RoundKind[];
  /** How often the servers of a round with mails are killed. 6 times if omitted. */
  mailKills?: number;
  violated: (violation: Violation) => void;
  /** Asked after each round. */
  isStopped?: () => boolean;
}

/** Runs rounds, each of which kills at least one process and judges what is left. */
export async function runRounds(plan: Plan): Promise<Sum> {
  const started = performance.now();
  const run = new Run(plan);
  for (let round = plan.from; round < plan.to && plan.isStopped?.() !== true; round += 1) await run.round(round);
  await run.end();
  return { ...run.sum, seconds: Math.round((performance.now() - started) / 100) / 10 };
}

/** The folder or database that crash after crash happens to. */
class Life {
  readonly place: string;
  readonly ledger = new Ledger();
  readonly first: number;
  documents: DocumentPlan[] = [];
  passing: string[] = [];
  again: Act[] = [];
  copy: Copy | null = null;
  readonly end: () => Promise<void> | void;

  constructor(place: string, first: number, end: () => Promise<void> | void) {
    this.place = place;
    this.first = first;
    this.end = end;
  }
}

/** A round. */
interface Round {
  random: () => number;
  round: number;
  kind: RoundKind;
  /** A folder that may be created for it. */
  scratch: string;
}

class Run {
  readonly #plan: Plan;
  readonly sum: Sum = emptySum();
  /** Number of operations, and time in ms, of each kind of work when it was last completed. */
  readonly #spans = new Map<string, { steps: number; time: number }>();
  #life: Life | null = null;
  #databaseLife: Life | null = null;
  #forum: Promise<string> | null = null;
  #mailed: Promise<string> | null = null;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  async round(round: number): Promise<void> {
    const { seed, postgres, kinds = roundKinds, scratch: all } = this.#plan;
    const random = randomFrom(seed * 1_000_003 + round);
    const possible = kinds.filter((one) => postgres || !databaseKinds.includes(one));
    const kind = chosen(
      random,
      Object.fromEntries(possible.map((one) => [one, weights[one]])) as Partial<Record<RoundKind, number>>,
    );
    const scratch = mkdtempSync(path.join(all, "round-"));
    const at = { random, round, kind, scratch: path.join(scratch, "files") };
    const faults = await (databaseKinds.includes(kind) ? this.#killDatabase(at) : this.#kill(at)).catch(
      (error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    );
    this.sum.rounds += 1;
    if (faults.length > 0) {
      this.#plan.violated({ seed, round, kind, faults });
      const kept = path.resolve("crash", `seed-${seed}-round-${round}`);
      for (const [name, from] of [
        ["data", this.#life?.place ?? ""],
        ["files", path.join(scratch, "files")],
      ] as const) {
        if (existsSync(from)) cpSync(from, path.join(kept, name), { recursive: true });
      }
      await this.end();
    }
    rmSync(scratch, { recursive: true, force: true });
  }

  /** Ends the lives of the folder and the database. */
  async end(): Promise<void> {
    await this.#life?.end();
    await this.#databaseLife?.end();
    this.#life = this.#databaseLife = null;
  }

  async #folderLife(round: number): Promise<Life> {
    if (this.#life && round - this.#life.first < roundsOfLife) return this.#life;
    await this.#life?.end();
    const parent = mkdtempSync(path.join(this.#plan.scratch, "life-"));
    const end = (): void => rmSync(parent, { recursive: true, force: true });
    return (this.#life = new Life(path.join(parent, "data"), round, end));
  }

  async #kill(at: Round): Promise<string[]> {
    const { random, round, kind, scratch } = at;
    const life = await this.#folderLife(round);
    const kill: Kill = (work, hear) => this.#run(work, at, hear);
    const times = 1 + Math.floor(random() * 3);
    if (kind === "form-1" || kind === "form-2" || kind === "form-3")
      return killMigration(kind, kill, { scratch, times });
    if (kind === "erasure") {
      const dice = random();
      return killErasure(dice < 0.35 ? "form-1" : dice < 0.7 ? "form-2" : "form-3", kill, { scratch });
    }
    if (kind === "upload") {
      const { faults, lost, doubled } = await killUploads(await this.#forumFolder(), kill, { scratch, times, random });
      this.sum.lost += lost;
      this.sum.doubled += doubled;
      return faults;
    }
    if (kind === "mails")
      return this.#killMails(copyOfForum(await this.#mailedFolder(), scratch), kill, { servers: 1, random });
    // An empty folder cannot be told from one that lost everything, or from a restored one.
    if ((kind === "backup" || kind === "restore") && (await contentLines(life.place)).length === 0) {
      await this.#write(at, life);
    }
    if (kind === "backup") {
      const faults = await killBackup(life.place, kill, { scratch });
      return [...faults, ...(await this.#judge(life, random))];
    }
    if (kind === "restore") {
      if (!life.copy || random() < 0.3) {
        life.copy = await copyOf(life.place, path.join(path.dirname(life.place), `copy-${round}.backup`));
      }
      return killRestore(life.copy, kill, { scratch });
    }
    const faults = await this.#write(at, life);
    // What a process read and did not write itself may be lost with the power, too.
    for (let time = 1; kind === "loss of power" && time < times; time += 1) {
      Object.assign(life, { documents: [], passing: [], again: [] });
      faults.push(...(await this.#write(at, life, `${round}-${time}`)));
    }
    if (kind === "loss of power") this.sum.powerless += losePower(life.place, life.ledger.durable, random);
    for (let time = 0; kind === "start" && time < times; time += 1) {
      const { failure } = await kill({ work: "start", folder: life.place });
      if (failure !== null) faults.push(failure);
    }
    return [...faults, ...(await this.#judge(life, random))];
  }

  async #killDatabase(at: Round): Promise<string[]> {
    const { random, round, kind, scratch } = at;
    const postgres = this.#plan.postgres!;
    const kill: Kill = (work, hear) => this.#run(work, at, hear);
    if (kind === "to database") {
      const life = await this.#folderLife(round);
      if ((await contentLines(life.place)).length === 0) await this.#write({ ...at, kind: "write" }, life);
      const url = await postgres.create();
      const faults = await killToDatabase(life.place, kill, url);
      await dropDatabase(url);
      return [...faults, ...(await this.#judge(life, random))];
    }
    if (kind === "mails by three") {
      const url = await postgres.create();
      await makeMailedForum(url);
      const faults = await this.#killMails(url, kill, { servers: 3, random });
      await dropDatabase(url);
      return faults;
    }
    if (this.#databaseLife && round - this.#databaseLife.first >= roundsOfLife) {
      await this.#databaseLife.end();
      this.#databaseLife = null;
    }
    const url = this.#databaseLife?.place ?? (await postgres.create());
    const life = (this.#databaseLife ??= new Life(url, round, () => dropDatabase(url)));
    if (kind === "to folder") {
      if ((await contentLines(url)).length === 0) await this.#write({ ...at, kind: "database" }, life);
      const faults = await this.#judge(life, random);
      return [...faults, ...(await killToFolder(url, kill, { scratch }))];
    }
    const first = this.#write(at, life);
    // A second process, which knows none of the documents of the first.
    const others = { place: url, ledger: life.ledger, documents: [], passing: [], again: [] };
    const second = random() < 0.4 ? this.#write(at, others, `${round}-2`) : [];
    const faults = [...(await first), ...(await second)];
    return [...faults, ...(await this.#judge(life, random))];
  }

  async #killMails(place: string, kill: Kill, how: { servers: number; random: () => number }): Promise<string[]> {
    const { faults, lost, doubled, mails } = await killMails(place, kill, { times: this.#plan.mailKills ?? 6, ...how });
    this.sum.lost += lost;
    this.sum.doubled += doubled;
    this.sum.mails += mails;
    return faults;
  }

  #mailedFolder(): Promise<string> {
    const folder = path.join(this.#plan.scratch, "mailed");
    return (this.#mailed ??= makeMailedForum(folder).then(() => folder));
  }

  #forumFolder(): Promise<string> {
    const folder = path.join(this.#plan.scratch, "forum");
    return (this.#forum ??= makeForumFolder(folder).then(() => folder));
  }

  /** Kills a process that writes. */
  async #write(
    at: Round,
    life: Pick<Life, "place" | "ledger" | "documents" | "passing" | "again">,
    prefix = String(at.round),
  ): Promise<string[]> {
    const { random, kind } = at;
    const order = {
      place: life.place,
      seed: Math.floor(random() * 2 ** 31),
      prefix,
      together: 1 + Math.floor(random() * 24),
      most: 400,
      snapshotAfter:
        (kind === "compaction" ? 500 : 2000) + Math.floor(random() * (kind === "compaction" ? 8000 : 60_000)),
      documents: life.documents,
      passing: life.passing,
      again: life.again,
    };
    const by = kind === "start" || kind === "backup" || kind === "restore" ? "write" : kind;
    const { failure } = await this.#run({ work: "write", order }, { ...at, kind: by }, (message) =>
      life.ledger.hear(message),
    );
    return failure === null ? [] : [failure];
  }

  async #judge(life: Life, random: () => number): Promise<string[]> {
    const isFolder = life === this.#life;
    const { faults, lost, doubled, documents, passing, dropped } = await (isFolder ? judge : judgeDatabase)(
      life.place,
      life.ledger,
    );
    this.sum.lost += lost;
    this.sum.doubled += doubled;
    Object.assign(life, { documents, passing });
    life.again = dropped.filter(({ kind }) => kind !== "fail" && random() < 0.7);
    return faults;
  }

  /** Runs a process and kills it: at an operation, or from outside at some moment. */
  async #run(
    work: Work,
    { kind, random }: Pick<Round, "kind" | "random">,
    hear: (message: Message) => void = () => undefined,
  ): Promise<Outcome> {
    const isStream = work.work === "write" || work.work === "upload" || work.work === "mail";
    const name = databaseKinds.includes(kind) ? kind : work.work;
    const span = this.#spans.get(name) ?? { steps: 60, time: 60 };
    const byItself = kind === "compaction" || random() < 0.6;
    const isMigration = work.work === "migrate";
    const only = isStream || isMigration ? chosen(random, placesOf[kind] ?? { "": 1 }) : "";
    const step =
      1 + Math.floor(random() * (only === "" ? span.steps : isMigration ? messagesOfMigration : stepsAt[only]));
    const interruption = {
      step: byItself ? step : 0,
      only: byItself ? only : "",
      at: random() < 0.4 ? "before" : random() < 0.5 ? "half" : "after",
    } as const;
    const blow = {
      acknowledged: isStream ? Math.floor(random() * (work.work === "upload" ? 40 : 120)) : 0,
      delay: isStream ? random() * 10 : span.time * random(),
    };
    const outcome = await runChild(
      this.#plan.program,
      { work, interruption },
      {
        blow: byItself ? null : blow,
        hear: (message) => {
          hear(message);
          if ("done" in message) this.sum.acknowledged += 1;
        },
      },
    );
    if (outcome.wasKilled) {
      this.sum.kills[kind] = (this.sum.kills[kind] ?? 0) + 1;
      const folder = work.work === "write" ? work.order.place : work.work === "upload" ? work.order.folder : "";
      if (isHalfCompacted(folder)) this.sum.compacting += 1;
    } else this.sum.completed += 1;
    if (outcome.steps !== null && only === "") this.#spans.set(name, { steps: outcome.steps, time: outcome.time });
    return outcome;
  }
}

/** Chooses a key by its weight. */
function chosen<Key extends string>(random: () => number, among: Readonly<Partial<Record<Key, number>>>): Key {
  const entries = Object.entries(among) as [Key, number][];
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return entries[0]![0];
}
