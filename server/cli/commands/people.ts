import { type Command, Option } from "commander";
import { roles } from "#core/access/people.ts";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { timeText } from "#core/phrases/dates.ts";
import { CommandError, commandText } from "../output/command-text.ts";
import type { DataOption, Environment } from "../forum/config.ts";
import { type Call, callOperation, withForum } from "../forum/call-operation.ts";
import { checkParticipant, everyEntry } from "../forum/known-records.ts";
import { readSource, writePieces } from "../output/files.ts";
import { printReport, printRows, printUndo, type PrintOptions } from "../output/print-answer.ts";
import type { Terminal } from "../output/terminal.ts";
import { formatOption, withDataOption } from "./command-options.ts";

/** Options that choose people. */
interface PeopleOptions extends PrintOptions {
  search?: string;
  organisation?: string;
  role?: string;
  state?: string;
}

/** Adds `invite`. */
export function addInviteCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("invite").description(commandText("cli-invite")))
    .argument("<participant>", commandText("cli-participant"))
    .action(async (participant: string, options: DataOption) => {
      write(await inviteParticipant(environment, participant, options));
    });
}

/** Adds `recover`. */
export function addRecoverCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("recover").description(commandText("cli-recover")))
    .argument("<participant>", commandText("cli-participant"))
    .action(async (participant: string, options: DataOption) => {
      write(await recoverParticipant(environment, participant, options));
    });
}

/** Adds `people`. */
export function addPeopleCommand(program: Command, terminal: Terminal): void {
  const people = program.command("people").description(commandText("cli-people"));
  withDataOption(people.command("list").description(commandText("cli-people-list")))
    .option("--search <text>", commandText("cli-search"))
    .option("--organisation <id>", commandText("cli-of-organisation"))
    .addOption(new Option("--role <role>", commandText("cli-with-role")).choices(roles))
    .addOption(new Option("--state <state>").choices(["active", "deactivated", "all"]).default("active"))
    .addOption(formatOption())
    .action((options: PeopleOptions) => listPeople(terminal, options));
  withDataOption(people.command("invite").description(commandText("cli-invite")))
    .argument("<person>", commandText("cli-participant"))
    .option("--print", commandText("cli-invite-print"))
    .action((person: string, options: PrintOptions & { print?: boolean }) => invitePerson(terminal, person, options));
  for (const act of ["deactivate", "reactivate"] as const) {
    withDataOption(people.command(act).description(commandText(`cli-people-${act}`)))
      .argument("<person>", commandText("cli-participant"))
      .addOption(formatOption())
      .action((person: string, options: PrintOptions) => setActive(terminal, `${act}Person`, person, options));
  }
  withDataOption(people.command("replace-address").description(commandText("cli-people-replace-address")))
    .argument("<person>", commandText("cli-participant"))
    .argument("<e-mail>", commandText("cli-new-address"))
    .addOption(formatOption())
    .action((person: string, email: string, options: PrintOptions) => replaceAddress(terminal, person, email, options));
  withDataOption(people.command("open-drafts").description(commandText("cli-people-open-drafts")))
    .argument("<person>", commandText("cli-participant"))
    .argument("<organisation>", commandText("cli-organisation-id"))
    .action((person: string, organisation: string, options: PrintOptions) =>
      openEarlierDrafts(terminal, { person, organisation }, options),
    );
  withDataOption(people.command("erase").description(commandText("cli-people-erase")))
    .argument("<person>", commandText("cli-participant"))
    .requiredOption("--reason <text>", commandText("cli-erase-reason"))
    .addOption(formatOption())
    .action((person: string, options: PrintOptions & { reason: string }) => erasePerson(terminal, person, options));
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
    .action((file: string, options: PrintOptions & { dryRun?: boolean }) =>
      importFile(terminal, names.imports, file, options),
    );
  withDataOption(parent.command("export").description(commandText("cli-csv-export")))
    .option("--out <file>", commandText("cli-out"))
    .action((options: PrintOptions & { out?: string }) => exportFile(terminal, names.exports, options));
}

/** Prints people: id, name, e-mail address, organisation, role. */
async function listPeople({ environment, write }: Terminal, options: PeopleOptions): Promise<void> {
  const { search, organisation, role, state } = options;
  const people = await withForum(environment, options, (call) =>
    everyEntry((part) => call("getPeople", { query: { search, organisation, role, state, ...part } })),
  );
  printRows(write, options, people, people.map(rowOf));
}

function rowOf({ id, name, email, organisation, role, deactivatedAt }: ListedPerson): (string | null | undefined)[] {
  return [id, name, email, organisation, role, deactivatedAt];
}

/**
 * Invites a person, and prints the one-time link if mail does not reach them. With `print`, it prints a link in any case
 * and sends none.
 * @throws CommandError if the message was not sent
 */
async function invitePerson(
  { environment, write }: Terminal,
  participant: string,
  { print = false, ...options }: PrintOptions & { print?: boolean },
): Promise<void> {
  if (print) {
    write(await inviteParticipant(environment, participant, options));
    return;
  }
  await withForum(environment, options, async (call) => {
    const { path, mail, expiresAt, reason } = await call("invite", { params: { participant } });
    if (mail === "failed")
      throw new CommandError("cli-invitation-failed", { participant, reason: reason ?? "unreachable" });
    if (path === null) write(`${commandText("cli-invitation-sent", { participant })}\n`);
    else write(await linkLines(call, { path, expiresAt }));
  });
}

/** Creates a one-time sign-in link, under the server's public URL if one is set. */
function inviteParticipant(environment: Environment, participant: string, options: DataOption): Promise<string> {
  return withForum(environment, options, async (call) => {
    await checkParticipant(call, participant);
    return linkLines(call, await call("makeLink", { params: { participant } }));
  });
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

/** Ends a person's access, or gives it back. */
async function setActive(
  { environment, write }: Terminal,
  name: "deactivatePerson" | "reactivatePerson",
  id: string,
  options: PrintOptions,
): Promise<void> {
  const { person, change } = await callOperation(environment, options, name, { params: { person: id } });
  printRows(write, options, person, [rowOf(person)]);
  printUndo(write, options, change);
}

/** Replaces the lost mail address of a person. */
async function replaceAddress(
  { environment, write }: Terminal,
  id: string,
  email: string,
  options: PrintOptions,
): Promise<void> {
  const answer = await callOperation(environment, options, "replaceAddress", {
    params: { person: id },
    body: { email },
  });
  printRows(write, options, answer, [rowOf(answer.person)]);
}

/** Opens an organisation's earlier drafts to a new colleague where nobody is left who may agree. */
async function openEarlierDrafts(
  { environment, write }: Terminal,
  { person: participant, organisation }: { person: string; organisation: string },
  options: PrintOptions,
): Promise<void> {
  await callOperation(environment, options, "openEarlierDrafts", { params: { participant, organisation } });
  write(`${commandText("cli-drafts-opened", { participant, organisation })}\n`);
}

/** Erases a person on legal demand. */
async function erasePerson(
  { environment, write }: Terminal,
  id: string,
  { reason, ...options }: PrintOptions & { reason: string },
): Promise<void> {
  const answer = await callOperation(environment, options, "erasePerson", { params: { person: id }, body: { reason } });
  printRows(write, options, answer, [[answer.replacement, answer.kept, answer.erased]]);
}

/** Imports people or organisations from a CSV file. */
async function importFile(
  { environment, write }: Terminal,
  name: "importPeople" | "importOrganisations",
  file: string,
  options: PrintOptions & { dryRun?: boolean },
): Promise<void> {
  const { name: fileName, bytes } = readSource(file);
  const query = { fileName, dryRun: String(options.dryRun ?? false) };
  printReport(write, options, await callOperation(environment, options, name, { query, file: bytes }));
}

/** Writes people or organisations as CSV to a file or standard output. */
function exportFile(
  { environment, write }: Terminal,
  name: "exportPeople" | "exportOrganisations",
  { out, ...options }: PrintOptions & { out?: string },
): Promise<void> {
  return withForum(environment, options, async (call) => {
    await writePieces((await call(name)).pieces, { file: out ?? null, write, reportProgress: null });
  });
}
