import { type Command, Option } from "commander";
import { roles } from "#core/access/people.ts";
import type { CountedOrganisation, ListedPerson } from "#core/contract/people-operations.ts";
import { timeText } from "#core/phrases/dates.ts";
import { type Call, callOperation, checkParticipant, everyEntry, withForum } from "../forum/call-operation.ts";
import type { DataOption, Environment } from "../forum/config.ts";
import { readSource, writePieces } from "../output/files.ts";
import { type PrintOptions, printReport, printRows, printUndo } from "../output/print-answer.ts";
import { CommandError, commandText, type Terminal } from "../output/terminal.ts";
import { formatOption, printing, withDataOption } from "./command-options.ts";

/** Adds `invite`. */
export function addInviteCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("invite").description(commandText("cli-invite")))
    .argument("<participant>", commandText("cli-participant"))
    .action((participant: string, options: DataOption) =>
      withForum(environment, options, async (call) => write(await invited(call, participant))),
    );
}

/** Adds `recover`. */
export function addRecoverCommand(program: Command, terminal: Terminal): void {
  withDataOption(program.command("recover").description(commandText("cli-recover")))
    .argument("<participant>", commandText("cli-participant"))
    .action(printing(terminal, recoverParticipant));
}

/** Adds `people`. */
export function addPeopleCommand(program: Command, terminal: Terminal): void {
  const { environment, write } = terminal;
  const people = program.command("people").description(commandText("cli-people"));
  withDataOption(people.command("list").description(commandText("cli-people-list")))
    .option("--search <text>", commandText("cli-search"))
    .option("--organisation <id>", commandText("cli-of-organisation"))
    .addOption(new Option("--role <role>", commandText("cli-with-role")).choices(roles))
    .addOption(new Option("--state <state>").choices(["active", "deactivated", "all"]).default("active"))
    .addOption(formatOption())
    .action(async ({ data, format, ...query }: PrintOptions & Record<string, string>) => {
      const listed = await withForum(environment, { data }, (call) =>
        everyEntry((part) => call("getPeople", { query: { ...query, ...part } })),
      );
      printRows(write, { format }, listed, listed.map(personRow));
    });
  withDataOption(people.command("invite").description(commandText("cli-invite")))
    .argument("<person>", commandText("cli-participant"))
    .option("--print", commandText("cli-invite-print"))
    .action((person: string, { print = false, ...options }: DataOption & { print?: boolean }) =>
      withForum(environment, options, async (call) => write(await (print ? invited : mailed)(call, person))),
    );
  for (const act of ["deactivate", "reactivate"] as const) {
    withDataOption(people.command(act).description(commandText(`cli-people-${act}`)))
      .argument("<person>", commandText("cli-participant"))
      .addOption(formatOption())
      .action(async (id: string, options: PrintOptions) => {
        const { person, change } = await callOperation(environment, options, `${act}Person`, {
          params: { person: id },
        });
        printRows(write, options, person, [personRow(person)]);
        printUndo(write, options, change);
      });
  }
  withDataOption(people.command("replace-address").description(commandText("cli-people-replace-address")))
    .argument("<person>", commandText("cli-participant"))
    .argument("<e-mail>", commandText("cli-new-address"))
    .addOption(formatOption())
    .action(async (person: string, email: string, options: PrintOptions) => {
      const parts = { params: { person }, body: { email } };
      const answer = await callOperation(environment, options, "replaceAddress", parts);
      printRows(write, options, answer, [personRow(answer.person)]);
    });
  withDataOption(people.command("open-drafts").description(commandText("cli-people-open-drafts")))
    .argument("<person>", commandText("cli-participant"))
    .argument("<organisation>", commandText("cli-organisation-id"))
    .action(async (participant: string, organisation: string, options: DataOption) => {
      const params = { participant, organisation };
      await callOperation(environment, options, "openEarlierDrafts", { params });
      write(`${commandText("cli-drafts-opened", params)}\n`);
    });
  withDataOption(people.command("erase").description(commandText("cli-people-erase")))
    .argument("<person>", commandText("cli-participant"))
    .requiredOption("--reason <text>", commandText("cli-erase-reason"))
    .addOption(formatOption())
    .action(async (person: string, { reason, ...options }: PrintOptions & { reason: string }) => {
      const answer = await callOperation(environment, options, "erasePerson", { params: { person }, body: { reason } });
      printRows(write, options, answer, [[answer.replacement, answer.kept, answer.erased]]);
    });
  addFileCommands(people, terminal, { imports: "importPeople", exports: "exportPeople" });
}

/** Id, name, e-mail address, organisation, role, and the time when the access ended. */
function personRow({
  id,
  name,
  email,
  organisation,
  role,
  deactivatedAt,
}: ListedPerson): (string | null | undefined)[] {
  return [id, name, email, organisation, role, deactivatedAt];
}

/** Adds the commands that import and export a CSV file. */
function addFileCommands(
  parent: Command,
  { environment, write }: Terminal,
  names:
    | { imports: "importPeople"; exports: "exportPeople" }
    | { imports: "importOrganisations"; exports: "exportOrganisations" },
): void {
  withDataOption(parent.command("import").description(commandText("cli-csv-import")))
    .argument("<file>", commandText("cli-csv"))
    .option("--dry-run", commandText("cli-dry-run"))
    .addOption(formatOption())
    .action(async (file: string, { dryRun = false, ...options }: PrintOptions & { dryRun?: boolean }) => {
      const { name: fileName, bytes } = readSource(file);
      const parts = { query: { fileName, dryRun: String(dryRun) }, file: bytes };
      printReport(write, options, await callOperation(environment, options, names.imports, parts));
    });
  withDataOption(parent.command("export").description(commandText("cli-csv-export")))
    .option("--out <file>", commandText("cli-out"))
    .action(({ out, ...options }: DataOption & { out?: string }) =>
      withForum(environment, options, async (call) => {
        await writePieces((await call(names.exports)).pieces, { file: out ?? null, write, reportProgress: null });
      }),
    );
}

/**
 * Invites a person by mail. Returns the one-time link if mail does not reach them.
 * @throws CommandError if the message was not sent
 */
async function mailed(call: Call, participant: string): Promise<string> {
  const { path, mail, expiresAt, reason } = await call("invite", { params: { participant } });
  if (mail === "failed")
    throw new CommandError("cli-invitation-failed", { participant, reason: reason ?? "unreachable" });
  if (path === null) return `${commandText("cli-invitation-sent", { participant })}\n`;
  return linkLines(call, { path, expiresAt });
}

/** Creates a one-time sign-in link to hand over, under the server's public URL if one is set. */
async function invited(call: Call, participant: string): Promise<string> {
  await checkParticipant(call, participant);
  return linkLines(call, await call("makeLink", { params: { participant } }));
}

/** Recovers the account of a person who lost their passkeys. The one-time link is under the server's public URL. */
export function recoverParticipant(
  environment: Environment,
  participant: string,
  options: DataOption,
): Promise<string> {
  return withForum(environment, options, async (call) => {
    await checkParticipant(call, participant);
    const { removed, ...link } = await call("recoverByLink", { params: { participant } });
    return `${commandText("cli-recovered", { removed })}\n${await linkLines(call, link)}`;
  });
}

/** Returns the lines that hand over a one-time link: its address, and how long it works. */
async function linkLines(call: Call, { path, expiresAt }: { path: string; expiresAt: string }): Promise<string> {
  const { linkBase } = await call("getLinkBase");
  const { timeZone } = await call("getForum");
  return `${linkBase}${path}\n${commandText("cli-invited", { time: timeText(expiresAt, "en", timeZone) })}\n`;
}

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
      printRows(write, { format }, listed, listed.map(organisationRow));
    });
  withDataOption(organisations.command("merge").description(commandText("cli-organisations-merge")))
    .argument("<organisation>", commandText("cli-merged"))
    .requiredOption("--into <organisation>", commandText("cli-merge-into"))
    .addOption(formatOption())
    .action(async (organisation: string, { into, ...options }: PrintOptions & { into: string }) => {
      const parts = { params: { organisation }, body: { into } };
      const { organisation: merged, change } = await callOperation(environment, options, "mergeOrganisations", parts);
      printRows(write, options, merged, [organisationRow(merged)]);
      printUndo(write, options, change);
    });
  addFileCommands(organisations, terminal, { imports: "importOrganisations", exports: "exportOrganisations" });
}

/** Id, short name, name, group, number of people. */
function organisationRow({ id, shortName, name, group, people }: CountedOrganisation): (string | number)[] {
  return [id, shortName, name, group, people];
}
