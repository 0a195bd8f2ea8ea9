import { type Command, Option } from "commander";
import type { CountedOrganisation } from "#core/contract/people-operations.ts";
import { callOperation, withForum } from "../forum/call-operation.ts";
import { everyEntry } from "../forum/known-records.ts";
import { commandText } from "../output/command-text.ts";
import { printRows, printUndo, type PrintOptions } from "../output/print-answer.ts";
import type { Terminal } from "../output/terminal.ts";
import { formatOption, withDataOption } from "./command-options.ts";
import { addFileCommands } from "./people.ts";

/** Adds `organisations`. */
export function addOrganisationsCommand(program: Command, terminal: Terminal): void {
  const { environment, write } = terminal;
  const organisations = program.command("organisations").description(commandText("cli-organisations"));
  withDataOption(organisations.command("list").description(commandText("cli-organisations-list")))
    .option("--search <text>", commandText("cli-search"))
    .addOption(new Option("--state <state>").choices(["active", "archived", "all"]).default("active"))
    .addOption(formatOption())
    .action(async ({ data, format, ...query }: PrintOptions & Record<string, string>) => {
      const listed = await withForum(environment, { data }, (call) =>
        everyEntry((part) => call("getOrganisations", { query: { ...query, ...part } })),
      );
      printRows(write, { format }, listed, listed.map(rowOf));
    });
  withDataOption(organisations.command("merge").description(commandText("cli-organisations-merge")))
    .argument("<organisation>", commandText("cli-merged"))
    .requiredOption("--into <organisation>", commandText("cli-merge-into"))
    .addOption(formatOption())
    .action(async (organisation: string, { into, ...options }: PrintOptions & { into: string }) => {
      const parts = { params: { organisation }, body: { into } };
      const { organisation: merged, change } = await callOperation(environment, options, "mergeOrganisations", parts);
      printRows(write, options, merged, [rowOf(merged)]);
      printUndo(write, options, change);
    });
  addFileCommands(organisations, terminal, { imports: "importOrganisations", exports: "exportOrganisations" });
}

/** Id, short name, name, group, number of people. */
function rowOf({ id, shortName, name, group, people }: CountedOrganisation): (string | number)[] {
  return [id, shortName, name, group, people];
}
