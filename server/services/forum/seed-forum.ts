import { readFile } from "node:fs/promises";
import path from "node:path";
import { ForumFile } from "#core/access/forum-file.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import { fieldProblemsText, problemText } from "#core/phrases/problem-text.ts";
import { rowCollections } from "../../store/collections.ts";
import { openMemoryStore } from "../../store/memory/memory.ts";
import type { Store } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { withChains } from "../kernel/public-chain.ts";
import { storeOrganisation, storeParticipant } from "../people/store-person.ts";
import { copyBodies } from "../versions/content.ts";
import { byTime, ForumFileError, seedSteps } from "./seed-steps.ts";
import { forumSeeded } from "./set-up.ts";

/**
 * Fills an empty store from a folder with a forum file (`forum.json`) and the files it names, and returns whether it
 * did. A store that already has a forum is left unchanged. Documents, versions and annotations are created through the
 * regular services with their checks, at the dates in the file.
 *
 * Documents and annotations of further folders join the forum of the first. Their people must be among its people.
 *
 * The work is done in memory first and then stored in one transaction. If the process ends early, the store remains
 * empty. Otherwise the next start would mistake half a forum for a complete one.
 * @throws ForumFileError naming the part of the file that is wrong
 */
export async function seedForum(context: Context, folder: string, ...further: readonly string[]): Promise<boolean> {
  const isEmpty = await context.store.read(async (reader) => (await reader.list("forum")).length === 0);
  if (!isEmpty) return false;
  return copyStore(await buildForum(context, [folder, ...further]), context.store);
}

/**
 * Builds a forum from its folders in memory.
 * @param onStep Called before each step with the number of steps done and of all. It ends the work by throwing.
 * @throws ForumFileError naming the part of the file that is wrong
 */
export async function buildForum(
  context: Context,
  [folder, ...further]: readonly [string, ...string[]],
  onStep?: (done: number, of: number) => Promise<void>,
): Promise<Store> {
  const first = await readFolder(folder);
  const others = await Promise.all(further.map(readFolder));
  const memory = withChains(openMemoryStore());
  const steps = [first, ...others].flatMap((forum) => forum.steps).toSorted(byTime);
  await settle({ ...context, store: memory }, first.fileName, first.file, steps[0]?.at ?? context.now().toISOString());

  let at = "";
  const seeding: Context = { ...context, store: memory, now: () => new Date(at) };
  for (const [done, step] of steps.entries()) {
    await onStep?.(done, steps.length);
    at = step.at;
    await named(step.fileName, step.name, () => step.run(seeding));
  }
  return memory;
}

/** Reads the forum file of a folder, with its steps. */
async function readFolder(folder: string) {
  const fileName = forumFileOf(folder);
  const file = await readForumFile(fileName);
  const steps = seedSteps(file, (source) => readFile(path.join(folder, source)));
  return { fileName, file, steps: steps.map((step) => ({ ...step, fileName })) };
}

/** @throws ForumFileError naming the part of the file for which the work failed */
async function named(file: string, part: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new ForumFileError("forum-file-part", { file, part, reason: reasonOf(error) }, { cause: error });
  }
}

/** Returns the path of a folder's forum file. */
export function forumFileOf(folder: string): string {
  return path.join(folder, "forum.json");
}

/**
 * Reads a forum file.
 * @throws ForumFileError if it is not JSON or does not match the schema of a forum file; names the first invalid
 *   fields.
 */
export async function readForumFile(file: string): Promise<ForumFile> {
  const text = await readFile(file, "utf8");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ForumFileError("forum-file-not-json", { file }, { cause: error });
  }
  const parsed = ForumFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const fields = fieldProblemsOf("forum", parsed.error, json);
  throw new ForumFileError("forum-file-fields", { file, fields: fieldProblemsText(fields, "en") });
}

function reasonOf(error: unknown): string {
  if (error instanceof ProblemError) return problemText(error, "en").detail;
  return error instanceof Error ? error.message : String(error);
}

/** Stores the forum with its organisations, participants and circles. */
async function settle(
  { store }: Pick<Context, "store">,
  fileName: string,
  { forum, organisations, participants, circles }: ForumFile,
  at: string,
): Promise<void> {
  await store.transact(async (writer) => {
    await writer.put("forum", forum);
    for (const organisation of organisations) {
      await named(fileName, `organisation ${organisation.id}`, () => storeOrganisation(writer, forum, organisation));
    }
    for (const participant of participants) {
      await named(fileName, `participant ${participant.id}`, () => storeParticipant(writer, forum, participant));
    }
    for (const circle of circles) await writer.put("circles", circle);
    await writer.append(forumSeeded(forum, at));
  });
}

/** Number of events to read at a time. */
const batch = 1000;

/**
 * Copies all data of a store, including its events, into an empty store in one transaction. Returns false if another
 * server has filled it meanwhile.
 */
async function copyStore(from: Store, to: Store): Promise<boolean> {
  return from.read((reader) =>
    to.transact(async (writer) => {
      if ((await writer.list("forum")).length > 0) return false;
      for (const collection of rowCollections) {
        for (const value of await reader.list(collection)) await writer.put(collection, value);
      }
      for (const version of await reader.list("versions")) await copyBodies(reader, writer, version);
      for (let after = 0; ; after += batch) {
        const events = await reader.events({ after, limit: batch });
        for (const { seq: _seq, id: _id, audit: _audit, ...event } of events) await writer.append(event);
        if (events.length < batch) return true;
      }
    }),
  );
}
