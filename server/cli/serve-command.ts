import type { Command } from "commander";
import { allowedValues, describeSetting, settings, type SettingName } from "./forum/config.ts";
import { commandText } from "./output/command-text.ts";
import type { Terminal } from "./output/terminal.ts";

/** Adds `serve`, with an option for every setting. */
export function addServeCommand(program: Command, { environment, write, writeError }: Terminal): void {
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
