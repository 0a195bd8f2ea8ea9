import type { CountedOrganisation } from "#core/contract/people-operations.ts";
import { callOperation } from "./call-operation.ts";
import { everyEntry, printRows, printUndo, type SettingsOptions } from "./settings-output.ts";
import type { Terminal } from "./terminal.ts";

/** Prints organisations: id, short name, name, group, number of people. */
export async function listOrganisations(
  { environment, write }: Terminal,
  options: SettingsOptions & { search?: string; state?: string },
): Promise<void> {
  const { search, state } = options;
  const organisations = await everyEntry((part) =>
    callOperation(environment, options, "getOrganisations", { query: { search, state, ...part } }),
  );
  printRows(write, options, organisations, organisations.map(rowOf));
}

/** Merges an organisation into another one. */
export async function mergeOrganisation(
  { environment, write }: Terminal,
  organisation: string,
  options: SettingsOptions & { into: string },
): Promise<void> {
  const parts = { params: { organisation }, body: { into: options.into } };
  const { organisation: merged, change } = await callOperation(environment, options, "mergeOrganisations", parts);
  printRows(write, options, merged, [rowOf(merged)]);
  printUndo(write, options, change);
}

function rowOf({ id, shortName, name, group, people }: CountedOrganisation): (string | number)[] {
  return [id, shortName, name, group, people];
}
