import type { ListedPerson } from "#core/contract/people-operations.ts";
import { callOperation } from "./call-operation.ts";
import { CommandError, commandText } from "./command-text.ts";
import { readConfig } from "./config.ts";
import { deliver, readSource } from "./files.ts";
import { inviteParticipant, linkLines } from "./invite.ts";
import { linkBaseOf } from "./listen.ts";
import { everyEntry, printReport, printRows, printUndo, type SettingsOptions } from "./settings-output.ts";
import type { Terminal } from "./terminal.ts";

/** Options that choose people. */
export interface PeopleOptions extends SettingsOptions {
  search?: string;
  organisation?: string;
  role?: string;
  state?: string;
}

/** Prints people: id, name, e-mail address, organisation, role. */
export async function listPeople({ environment, write }: Terminal, options: PeopleOptions): Promise<void> {
  const { search, organisation, role, state } = options;
  const people = await everyEntry((part) =>
    callOperation(environment, options, "getPeople", { query: { search, organisation, role, state, ...part } }),
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
export async function invitePerson(
  { environment, write }: Terminal,
  participant: string,
  { print = false, ...options }: SettingsOptions & { print?: boolean },
): Promise<void> {
  if (print) {
    write(await inviteParticipant(environment, participant, options));
    return;
  }
  const answer = await callOperation(environment, options, "invite", { params: { participant } });
  const { path, mail, expiresAt } = answer;
  if (mail === "failed") {
    const reason = answer.reason ?? "unreachable";
    throw new CommandError("cli-invitation-failed", { participant, reason });
  }
  if (path === null) write(`${commandText("cli-invitation-sent", { participant })}\n`);
  else {
    const forum = await callOperation(environment, options, "getForumSettings", {});
    write(linkLines(linkBaseOf(readConfig(environment)), { path, expiresAt }, forum));
  }
}

/** Ends a person's access, or gives it back. */
export async function setActive(
  { environment, write }: Terminal,
  name: "deactivatePerson" | "reactivatePerson",
  id: string,
  options: SettingsOptions,
): Promise<void> {
  const { person, change } = await callOperation(environment, options, name, { params: { person: id } });
  printRows(write, options, person, [rowOf(person)]);
  printUndo(write, options, change);
}

/** Replaces the lost mail address of a person. */
export async function replaceAddress(
  { environment, write }: Terminal,
  id: string,
  email: string,
  options: SettingsOptions,
): Promise<void> {
  const answer = await callOperation(environment, options, "replaceAddress", {
    params: { person: id },
    body: { email },
  });
  printRows(write, options, answer, [rowOf(answer.person)]);
}

/** Opens an organisation's earlier drafts to a new colleague where nobody is left who may agree. */
export async function openEarlierDrafts(
  { environment, write }: Terminal,
  { person: participant, organisation }: { person: string; organisation: string },
  options: SettingsOptions,
): Promise<void> {
  await callOperation(environment, options, "openEarlierDrafts", { params: { participant, organisation } });
  write(`${commandText("cli-drafts-opened", { participant, organisation })}\n`);
}

/** Erases a person on legal demand. */
export async function erasePerson(
  { environment, write }: Terminal,
  id: string,
  { reason, ...options }: SettingsOptions & { reason: string },
): Promise<void> {
  const answer = await callOperation(environment, options, "erasePerson", { params: { person: id }, body: { reason } });
  printRows(write, options, answer, [[answer.replacement, answer.kept, answer.erased]]);
}

/** Imports people or organisations from a CSV file. */
export async function importFile(
  { environment, write }: Terminal,
  name: "importPeople" | "importOrganisations",
  file: string,
  options: SettingsOptions & { dryRun?: boolean },
): Promise<void> {
  const { name: fileName, bytes } = readSource(file);
  const query = { fileName, dryRun: String(options.dryRun ?? false) };
  printReport(write, options, await callOperation(environment, options, name, { query, file: bytes }));
}

/** Writes people or organisations as CSV to a file or standard output. */
export async function exportFile(
  { environment, write }: Terminal,
  name: "exportPeople" | "exportOrganisations",
  options: SettingsOptions & { out?: string },
): Promise<void> {
  deliver(await callOperation(environment, options, name, {}), options.out, write);
}
