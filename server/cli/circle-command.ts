import { Argument, type Command } from "commander";
import type { CircleAct, CircleOptions } from "./circle.ts";
import { formatOption, withDataOption } from "./command-options.ts";
import { sayCommand } from "./say-command.ts";
import type { Terminal } from "./print.ts";

const acts = ["list", "make", "change", "leave", "dissolve"] as const satisfies CircleAct[];

/** Adds `circle`. */
export function addCircleCommand(program: Command, { environment, write }: Terminal): void {
  withDataOption(program.command("circle").description(sayCommand("cli-circle")))
    .addArgument(new Argument("[act]", sayCommand("cli-circle-act")).choices(acts).default("list"))
    .argument("[circle]", sayCommand("cli-circle-named"))
    .option("--by <participant>", sayCommand("cli-circle-by"))
    .option("--name <name>", sayCommand("cli-circle-name"))
    .option("--organisations <ids>", sayCommand("cli-circle-organisations"))
    .addOption(formatOption())
    .action(async (act: CircleAct, circle: string | undefined, options: CircleOptions) => {
      const { manageCircle } = await import("./circle.ts");
      write(await manageCircle(environment, act, circle, options));
    });
}
