import type { Command } from "commander";
import { withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `recover`. */
export function addRecoverCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("recover").description(commandText("cli-recover")))
    .argument("<participant>", commandText("cli-participant"))
    .action(async (participant: string, options: { data?: string }) => {
      const { recoverParticipant } = await import("./recover.ts");
      write(await recoverParticipant(environment, participant, options));
    });
}
