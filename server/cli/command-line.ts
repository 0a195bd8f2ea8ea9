import { Command, CommanderError } from "commander";
import { addCircleCommand } from "./commands/circle.ts";
import { addCarryCommand, addCompareCommand, addReadCommand } from "./commands/compare.ts";
import { addConsultCommand } from "./commands/consult.ts";
import { addDecideCommand } from "./commands/decide.ts";
import { addExportCommand, addRedlineCommand } from "./commands/export.ts";
import { addBackupCommands, addForumCommand } from "./commands/forum.ts";
import { addHistoryCommands } from "./commands/history.ts";
import { addImportCommand } from "./commands/import.ts";
import { addMailCommand } from "./commands/mail.ts";
import { addBarometerCommand, addOutcomesCommands } from "./commands/outcomes.ts";
import { addInviteCommand, addOrganisationsCommand, addPeopleCommand, addRecoverCommand } from "./commands/people.ts";
import { addReceiveCommand } from "./commands/receive.ts";
import { addWorkingTextCommand } from "./commands/working-text.ts";
import { allowedValues, ConfigError, describeSetting, type SettingName, settings } from "./forum/config.ts";
import { commandText, DeferredMail, type Terminal, UsageError } from "./output/terminal.ts";

/** Adds `serve`, with an option for every setting. */
function addServeCommand(program: Command, { environment, write, writeError }: Terminal): void {
  const command = program.command("serve").description(commandText("cli-serve"));
  for (const name of Object.keys(settings) as SettingName[]) {
    command.option(
      `--${name.toLowerCase().replaceAll("_", "-")} <value>`,
      commandText("cli-setting", { about: describeSetting(name), allowed: allowedValues(name), name }),
    );
  }
  command.action(async () => {
    const [{ serve }, { readConfig }] = await Promise.all([import("./serve.ts"), import("./forum/config.ts")]);
    const config = readConfig({ ...environment, ...settingsOf(command) });
    await serve(
      config,
      (line) => write(`${line}\n`),
      (line) => writeError(`rapporteur: ${line}\n`),
    );
  });
}

/** Returns the command's options as settings: "dataDir" -> "DATA_DIR". */
function settingsOf(command: Command): Partial<Record<SettingName, string>> {
  return Object.fromEntries(
    Object.entries(command.opts()).map(([option, value]) => [
      option.replace(/[A-Z]/gu, (letter) => `_${letter}`).toUpperCase(),
      String(value),
    ]),
  );
}

/** Adds the commands in the order of the help. Those that need much load it only when they run. */
const commands: readonly ((program: Command, terminal: Terminal) => void)[] = [
  addServeCommand,
  addReadCommand,
  addCompareCommand,
  addCarryCommand,
  addImportCommand,
  addExportCommand,
  addRedlineCommand,
  addHistoryCommands,
  addOutcomesCommands,
  addBarometerCommand,
  addReceiveCommand,
  addWorkingTextCommand,
  addDecideCommand,
  addConsultCommand,
  addCircleCommand,
  addInviteCommand,
  addForumCommand,
  addOrganisationsCommand,
  addPeopleCommand,
  addRecoverCommand,
  addMailCommand,
  addBackupCommands,
];

/** 0 is success, 1 a failure with a reason, 2 wrong usage, 75 a mail that should be delivered again later. */
type ExitCode = 0 | 1 | 2 | 75;

/** Runs one command and returns the process's exit code. A server that was started keeps running. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await programOf(terminal).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { errorMessage, isInvalidRequest } = await import("./output/error-message.ts");
    terminal.writeError(`rapporteur: ${errorMessage(error)}\n`);
    if (error instanceof DeferredMail) return 75;
    return error instanceof UsageError || error instanceof ConfigError || isInvalidRequest(error) ? 2 : 1;
  }
}

function programOf(terminal: Terminal): Command {
  const program = new Command("rapporteur")
    .description(commandText("cli-about"))
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.writeError });
  for (const addCommand of commands) addCommand(program, terminal);
  return program;
}
