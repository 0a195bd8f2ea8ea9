import { Command, CommanderError } from "commander";
import { ConfigError } from "./config.ts";
import { addBackupCommands } from "./backup-command.ts";
import { addBarometerCommand } from "./barometer-command.ts";
import { addCircleCommand } from "./circle-command.ts";
import { addCarryCommand, addCompareCommand } from "./compare-command.ts";
import { addConsultCommand } from "./consult-command.ts";
import { addDecideCommand } from "./decide-command.ts";
import { addExportCommand, addRedlineCommand } from "./export-command.ts";
import { addForumCommand } from "./forum-command.ts";
import { addHistoryCommand, addOriginsCommand } from "./history-command.ts";
import { addImportCommand } from "./import-command.ts";
import { addInviteCommand } from "./invite-command.ts";
import { addOrganisationsCommand } from "./organisations-command.ts";
import { addPeopleCommand } from "./people-command.ts";
import { addRecoverCommand } from "./recover-command.ts";
import { addMigrateCommand } from "./migrate-command.ts";
import { addOpenCommand, addOutcomesCommand, addUptakeCommand } from "./outcomes-command.ts";
import { addReadCommand } from "./read-command.ts";
import { addReceiveCommand } from "./receive-command.ts";
import { commandText, UsageError } from "./command-text.ts";
import { addServeCommand } from "./serve-command.ts";
import type { Terminal } from "./terminal.ts";
import { addWorkingTextCommand } from "./working-text-command.ts";

/** Adds one command each, in the order of the help. They load what they need only when they run. */
const commands: readonly ((program: Command, terminal: Terminal) => void)[] = [
  addServeCommand,
  addReadCommand,
  addCompareCommand,
  addCarryCommand,
  addImportCommand,
  addExportCommand,
  addRedlineCommand,
  addHistoryCommand,
  addOriginsCommand,
  addOutcomesCommand,
  addUptakeCommand,
  addOpenCommand,
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
  addBackupCommands,
  addMigrateCommand,
];

/** 0 is success, 1 a failure with a reason, 2 wrong usage. */
type ExitCode = 0 | 1 | 2;

/** Runs one command and returns the process's exit code. A server that was started keeps running. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await programOf(terminal).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { errorMessage, isInvalidRequest } = await import("./error-message.ts");
    terminal.writeError(`rapporteur: ${errorMessage(error)}\n`);
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
