import { cpSync, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Version } from "../../server/core/text/version.ts";
import { verifyStore } from "../../server/services/forum/backup.ts";
import { bodyCollections } from "../../server/store/collections.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import type { Reader } from "../../server/store/store.ts";
import { openForum } from "../support/forum.ts";
import { faultsOf, straysIn } from "./judge.ts";
import type { Message } from "./message.ts";
import type { Kill } from "./other-rounds.ts";
import { bytesOf, type UploadStep } from "./uploader.ts";

/** The state of an uploaded file's version. */
type FileState = "absent" | "prepared" | "published";

const stateAfter = { upload: "prepared", publish: "published", discard: "absent" } as const satisfies Record<
  UploadStep["kind"],
  FileState
>;

/** Files as this side of the pipe knows them. */
class UploadLedger {
  /** The states that the version of each file may have. */
  readonly files = new Map<string, readonly FileState[]>();

  hear(message: Message): void {
    if ("step" in message) {
      const { file, kind } = message.step;
      this.files.set(file, [...(this.files.get(file) ?? ["absent"]), stateAfter[kind]]);
    }
    if ("done" in message) {
      const [kind, file = ""] = message.done.split(" ") as [UploadStep["kind"], string?];
      this.files.set(file, [stateAfter[kind]]);
    }
  }
}

/** Creates a forum with one document in a folder. */
export async function makeForumFolder(folder: string): Promise<void> {
  const store = await openLowdbStore({ folder });
  await openForum({}, store);
  await store.close();
}

/** The findings on a folder with uploads. */
interface UploadVerdict {
  faults: string[];
  lost: number;
  doubled: number;
}

/** Judges a folder with uploads: each version has its file and text, or neither it nor they are there. */
async function judgeUploads(folder: string, ledger: UploadLedger): Promise<UploadVerdict> {
  const faults = await faultsOf(folder, "before it is opened");
  const store = await openLowdbStore({ folder });
  try {
    const verdict = await store.read((reader) => judgeVersions(reader, folder, ledger));
    faults.push(...verdict.faults);
    const { faults: broken } = await verifyStore({ store });
    faults.push(...broken.map(({ code, params }) => `${code} ${JSON.stringify(params)}`));
    return { ...verdict, faults };
  } finally {
    await store.close();
    faults.push(...(await faultsOf(folder, "after it was closed")));
    faults.push(...straysIn(folder).map((name) => `${name} was left`));
  }
}

async function judgeVersions(reader: Reader, folder: string, { files }: UploadLedger): Promise<UploadVerdict> {
  const faults: string[] = [];
  let [lost, doubled] = [0, 0];
  const versions = await reader.list("versions");
  for (const [file, states] of files) {
    const [version, ...more] = versions.filter(({ source }) => source.fileName === file);
    if (more.length > 0) {
      doubled += 1;
      faults.push(`${file} has ${more.length + 1} versions`);
    }
    const state = (version?.state ?? "absent") as FileState;
    if (!states.includes(state)) {
      lost += 1;
      faults.push(`${file} is ${state} instead of ${states.join(" or ")}`);
    }
    files.set(file, [state]);
    if (version) faults.push(...(await faultsOfVersion(reader, version)));
  }
  const known = new Set(files.keys());
  for (const { source } of versions)
    if (!known.has(source.fileName)) faults.push(`${source.fileName} was never uploaded`);
  const named = {
    contents: new Set(versions.map(({ contentHash }) => `${contentHash}.json`)),
    originals: new Set(versions.flatMap(({ source, lines }) => [source.hash, lines?.hash ?? ""])),
  };
  for (const collection of bodyCollections) {
    const inFolder = path.join(folder, collection);
    for (const name of existsSync(inFolder) ? readdirSync(inFolder) : []) {
      if (!named[collection].has(name)) faults.push(`${collection}/${name} belongs to no version`);
    }
  }
  return { faults, lost, doubled };
}

async function faultsOfVersion(reader: Reader, { source, contentHash, lines }: Version): Promise<string[]> {
  const numbered = await reader.get("originals", lines?.hash ?? "").catch(String);
  const original = await reader.get("originals", source.hash).catch(String);
  const content = await reader.get("contents", contentHash).catch(String);
  const isWhole =
    typeof original === "object" &&
    isDeepStrictEqual(Buffer.from(original.bytes), Buffer.from(bytesOf(source.fileName)));
  return [
    ...(isWhole ? [] : [`${source.fileName} has a version, and its file cannot be read as it was uploaded`]),
    ...(typeof content === "object" ? [] : [`${source.fileName} has a version without a text`]),
    ...(typeof numbered === "object" ? [] : [`${source.fileName} has a version without its lines`]),
  ];
}

/** Kills uploads to a copy of a forum, one process after another, and judges the folder after each. */
export async function killUploads(
  forum: string,
  kill: Kill,
  { scratch, times, random }: { scratch: string; times: number; random: () => number },
): Promise<UploadVerdict> {
  const folder = path.join(scratch, "killed");
  cpSync(forum, folder, { recursive: true });
  const ledger = new UploadLedger();
  const sum: UploadVerdict = { faults: [], lost: 0, doubled: 0 };
  for (let time = 1; time <= times; time += 1) {
    const order = {
      folder,
      seed: Math.floor(random() * 2 ** 31),
      prefix: String(time),
      together: 1 + Math.floor(random() * 4),
      most: 40,
    };
    const { failure } = await kill({ work: "upload", order }, (message) => ledger.hear(message));
    if (failure !== null) sum.faults.push(failure);
    const { faults, lost, doubled } = await judgeUploads(folder, ledger);
    sum.faults.push(...faults);
    sum.lost += lost;
    sum.doubled += doubled;
  }
  return sum;
}
