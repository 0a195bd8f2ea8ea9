import { Argument, type Command } from "commander";
import type { CircleAct, CircleOptions } from "./circle.ts";
import { formatOption, withDataOption } from "./command-options.ts";
import { commandText } from "./command-text.ts";
import type { Terminal } from "./terminal.ts";

const acts = ["list", "make", "change", "leave", "dissolve"] as const satisfies CircleAct[];

/** Adds `circle`. */
export function addCircleCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("circle").description(commandText("cli-circle")))
    .addArgument(new Argument("[act]", commandText("cli-circle-act")).choices(acts).default("list"))
    .argument("[circle]", commandText("cli-circle-named"))
    .option("--by <participant>", commandText("cli-circle-by"))
    .option("--name <name>", commandText("cli-circle-name"))
    .option("--organisations <ids>", commandText("cli-circle-organisations"))
    .addOption(formatOption())
    .action(async (act: CircleAct, circle: string | undefined, options: CircleOptions) => {
      const { manageCircle } = await import("./circle.ts");
      write(await manageCircle(environment, act, circle, options));
    });
}
