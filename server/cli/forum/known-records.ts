import type { VersionPage } from "#core/contract/version-operations.ts";
import { CommandError } from "../output/command-text.ts";
import { type Call, isProblem } from "./call-operation.ts";

/** Waits for a call about a version. If the version does not exist, the error lists the existing ones. */
export async function onVersion<T>(call: Call, address: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isProblem(error, "not-found") ? await noVersion(call, address) : error;
  }
}

/** Returns a version with its text. If it does not exist, the error lists the existing ones. */
export function findVersion(call: Call, address: string): Promise<VersionPage> {
  return onVersion(call, address, call("getVersion", { params: { version: address } }));
}

async function noVersion(call: Call, address: string): Promise<CommandError> {
  const { documents } = await call("getLibrary", { query: { size: 100 } }).catch((error: unknown) => {
    // There is no forum yet.
    if (isProblem(error, "not-found")) return { documents: [] };
    throw error;
  });
  const addresses = documents.flatMap(({ versions }) => versions.map((version) => version.address));
  return addresses.length > 0
    ? new CommandError("cli-no-version", { address, known: addresses.join(", ") })
    : new CommandError("cli-no-versions", { address });
}

/**
 * Checks that somebody named on the command line exists.
 *
 * @throws CommandError if there is no participant with this id
 */
export async function checkParticipant(call: Call, id: string): Promise<void> {
  const people = await everyEntry((query) => call("getPeople", { query: { state: "all", ...query } }));
  const ids = people.map((person) => person.id).toSorted();
  if (ids.includes(id)) return;
  throw ids.length > 0
    ? new CommandError("cli-no-participant", { participant: id, known: ids.join(", ") })
    : new CommandError("cli-no-participants", { participant: id });
}

/** Calls a list part by part, and returns all entries. */
export async function everyEntry<Item>(
  part: (query: { after?: string; size: number }) => Promise<{ items: Item[]; next: string | null }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let next: string | null | undefined; next !== null;) {
    const answer = await part({ size: 100, ...(next !== undefined && { after: next }) });
    all.push(...answer.items);
    ({ next } = answer);
  }
  return all;
}
