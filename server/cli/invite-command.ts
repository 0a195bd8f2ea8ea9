import type { Command } from "commander";
import { withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `invite`. */
export function addInviteCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("invite").description(commandText("cli-invite")))
    .argument("<participant>", commandText("cli-participant"))
    .action(async (participant: string, options: { data?: string }) => {
      const { inviteParticipant } = await import("./invite.ts");
      write(await inviteParticipant(environment, participant, options));
    });
}
