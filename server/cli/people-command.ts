import { type Command, Option } from "commander";
import { roles } from "#core/access/people.ts";
import { formatOption, withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { PeopleOptions } from "./people.ts";
import type { SettingsOptions } from "./settings-output.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `people`. */
export function addPeopleCommand(program: Command, terminal: Terminal): void {
  const people = program.command("people").description(commandText("cli-people"));
  withDataOption(people.command("list").description(commandText("cli-people-list")))
    .option("--search <text>", commandText("cli-search"))
    .option("--organisation <id>", commandText("cli-of-organisation"))
    .addOption(new Option("--role <role>", commandText("cli-with-role")).choices(roles))
    .addOption(new Option("--state <state>").choices(["active", "deactivated", "all"]).default("active"))
    .addOption(formatOption())
    .action(async (options: PeopleOptions) => (await import("./people.ts")).listPeople(terminal, options));
  withDataOption(people.command("invite").description(commandText("cli-invite")))
    .argument("<person>", commandText("cli-participant"))
    .option("--print", commandText("cli-invite-print"))
    .action(async (person: string, options: SettingsOptions & { print?: boolean }) =>
      (await import("./people.ts")).invitePerson(terminal, person, options),
    );
  for (const act of ["deactivate", "reactivate"] as const) {
    withDataOption(people.command(act).description(commandText(`cli-people-${act}`)))
      .argument("<person>", commandText("cli-participant"))
      .addOption(formatOption())
      .action(async (person: string, options: SettingsOptions) =>
        (await import("./people.ts")).setActive(terminal, `${act}Person`, person, options),
      );
  }
  withDataOption(people.command("replace-address").description(commandText("cli-people-replace-address")))
    .argument("<person>", commandText("cli-participant"))
    .argument("<e-mail>", commandText("cli-new-address"))
    .addOption(formatOption())
    .action(async (person: string, email: string, options: SettingsOptions) =>
      (await import("./people.ts")).replaceAddress(terminal, person, email, options),
    );
  withDataOption(people.command("open-drafts").description(commandText("cli-people-open-drafts")))
    .argument("<person>", commandText("cli-participant"))
    .argument("<organisation>", commandText("cli-organisation-id"))
    .action(async (person: string, organisation: string, options: SettingsOptions) =>
      (await import("./people.ts")).openEarlierDrafts(terminal, { person, organisation }, options),
    );
  withDataOption(people.command("erase").description(commandText("cli-people-erase")))
    .argument("<person>", commandText("cli-participant"))
    .requiredOption("--reason <text>", commandText("cli-erase-reason"))
    .addOption(formatOption())
    .action(async (person: string, options: SettingsOptions & { reason: string }) =>
      (await import("./people.ts")).erasePerson(terminal, person, options),
    );
  addFileCommands(people, terminal, { imports: "importPeople", exports: "exportPeople" });
}

/** Adds the commands that import and export a CSV file. */
export function addFileCommands(
  parent: Command,
  terminal: Terminal,
  names:
    | { imports: "importPeople"; exports: "exportPeople" }
    | { imports: "importOrganisations"; exports: "exportOrganisations" },
): void {
  withDataOption(parent.command("import").description(commandText("cli-csv-import")))
    .argument("<file>", commandText("cli-csv"))
    .option("--dry-run", commandText("cli-dry-run"))
    .addOption(formatOption())
    .action(async (file: string, options: SettingsOptions & { dryRun?: boolean }) =>
      (await import("./people.ts")).importFile(terminal, names.imports, file, options),
    );
  withDataOption(parent.command("export").description(commandText("cli-csv-export")))
    .option("--out <file>", commandText("cli-out"))
    .action(async (options: SettingsOptions & { out?: string }) =>
      (await import("./people.ts")).exportFile(terminal, names.exports, options),
    );
}
