import type { Command } from "commander";
import { withDataOption } from "./command-options.ts";
import { sayCommand } from "./say-command.ts";
import type { Terminal } from "./print.ts";

/** Adds `invite`. */
export function addInviteCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("invite").description(sayCommand("cli-invite")))
    .argument("<participant>", sayCommand("cli-participant"))
    .action(async (participant: string, options: { data?: string }) => {
      const { inviteParticipant } = await import("./invite.ts");
      write(await inviteParticipant(environment, participant, options));
    });
}
