import { type Command, Option } from "commander";
import type { CountedOrganisation } from "#core/contract/people-operations.ts";
import { commandText } from "../output/command-text.ts";
import { callOperation, withForum } from "../forum/call-operation.ts";
import { everyEntry } from "../forum/known-records.ts";
import { printRows, printUndo, type PrintOptions } from "../output/print-answer.ts";
import type { Terminal } from "../output/terminal.ts";
import { formatOption, withDataOption } from "./command-options.ts";
import { addFileCommands } from "./people.ts";

/** Adds `organisations`. */
export function addOrganisationsCommand(program: Command, terminal: Terminal): void {
  const organisations = program.command("organisations").description(commandText("cli-organisations"));
  withDataOption(organisations.command("list").description(commandText("cli-organisations-list")))
    .option("--search <text>", commandText("cli-search"))
    .addOption(new Option("--state <state>").choices(["active", "archived", "all"]).default("active"))
    .addOption(formatOption())
    .action((options: PrintOptions & { search?: string; state?: string }) => listOrganisations(terminal, options));
  withDataOption(organisations.command("merge").description(commandText("cli-organisations-merge")))
    .argument("<organisation>", commandText("cli-merged"))
    .requiredOption("--into <organisation>", commandText("cli-merge-into"))
    .addOption(formatOption())
    .action((organisation: string, options: PrintOptions & { into: string }) =>
      mergeOrganisation(terminal, organisation, options),
    );
  addFileCommands(organisations, terminal, { imports: "importOrganisations", exports: "exportOrganisations" });
}

/** Prints organisations: id, short name, name, group, number of people. */
async function listOrganisations(
  { environment, write }: Terminal,
  options: PrintOptions & { search?: string; state?: string },
): Promise<void> {
  const { search, state } = options;
  const organisations = await withForum(environment, options, (call) =>
    everyEntry((part) => call("getOrganisations", { query: { search, state, ...part } })),
  );
  printRows(write, options, organisations, organisations.map(rowOf));
}

/** Merges an organisation into another one. */
async function mergeOrganisation(
  { environment, write }: Terminal,
  organisation: string,
  options: PrintOptions & { into: string },
): Promise<void> {
  const parts = { params: { organisation }, body: { into: options.into } };
  const { organisation: merged, change } = await callOperation(environment, options, "mergeOrganisations", parts);
  printRows(write, options, merged, [rowOf(merged)]);
  printUndo(write, options, change);
}

function rowOf({ id, shortName, name, group, people }: CountedOrganisation): (string | number)[] {
  return [id, shortName, name, group, people];
}
