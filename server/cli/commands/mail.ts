import fs from "node:fs";
import { buffer } from "node:stream/consumers";
import type { Command } from "commander";
import { readBounce } from "../../mail/read-bounce.ts";
import { type Call, withForum } from "../forum/call-operation.ts";
import type { DataOption } from "../forum/config.ts";
import { readSource } from "../output/files.ts";
import { commandText, type Terminal } from "../output/terminal.ts";
import { withDataOption } from "./command-options.ts";

/** Adds `mail`. */
export function addMailCommand(program: Command, { environment, write }: Terminal): void {
  const mail = program.command("mail").description(commandText("cli-mail"));
  withDataOption(mail.command("bounce").description(commandText("cli-mail-bounce")))
    .argument("[file]", commandText("cli-mail-bounce-file"), "-")
    .action(async (file: string, options: DataOption) => {
      const bytes = file === "-" ? await buffer(fs.createReadStream("", { fd: 0 })) : readSource(file).bytes;
      write(await withForum(environment, options, (call) => recorded(call, bytes)));
    });
}

/**
 * Records what a mail reports, and returns a line on it. A mail that reports nothing about this forum is no failure: the
 * mail server that hands it over would answer it.
 */
async function recorded(call: Call, mail: Uint8Array): Promise<string> {
  const bounces = await readBounce(mail);
  if (bounces.length === 0) return `${commandText("cli-no-bounce")}\n`;
  const lines: string[] = [];
  for (const bounce of bounces) {
    const { result, person } = await call("recordBounce", { body: bounce });
    lines.push(commandText(`cli-mail-${result}`, { person: person ?? "", status: bounce.status }));
  }
  return `${lines.join("\n")}\n`;
}
