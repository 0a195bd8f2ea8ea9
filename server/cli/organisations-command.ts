import { type Command, Option } from "commander";
import { formatOption, withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import { addFileCommands } from "./people-command.ts";
import type { SettingsOptions } from "./settings-output.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `organisations`. */
export function addOrganisationsCommand(program: Command, terminal: Terminal): void {
  const organisations = program.command("organisations").description(commandText("cli-organisations"));
  withDataOption(organisations.command("list").description(commandText("cli-organisations-list")))
    .option("--search <text>", commandText("cli-search"))
    .addOption(new Option("--state <state>").choices(["active", "archived", "all"]).default("active"))
    .addOption(formatOption())
    .action(async (options: SettingsOptions & { search?: string; state?: string }) =>
      (await import("./organisations.ts")).listOrganisations(terminal, options),
    );
  withDataOption(organisations.command("merge").description(commandText("cli-organisations-merge")))
    .argument("<organisation>", commandText("cli-merged"))
    .requiredOption("--into <organisation>", commandText("cli-merge-into"))
    .addOption(formatOption())
    .action(async (organisation: string, options: SettingsOptions & { into: string }) =>
      (await import("./organisations.ts")).mergeOrganisation(terminal, organisation, options),
    );
  addFileCommands(organisations, terminal, { imports: "importOrganisations", exports: "exportOrganisations" });
}
