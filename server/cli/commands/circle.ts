import { randomUUID } from "node:crypto";
import { Argument, type Command } from "commander";
import type { ShownCircle } from "#core/contract/circle-operations.ts";
import { checkParticipant, everyEntry, withForum } from "../forum/call-operation.ts";
import type { Environment } from "../forum/config.ts";
import { CommandError, commandText, type Terminal, UsageError } from "../output/terminal.ts";
import { lineOf, type PrintOptions } from "../output/print-answer.ts";
import { formatOption, printing, withDataOption } from "./command-options.ts";

/** Actions on circles. */
const acts = ["list", "make", "change", "leave", "dissolve"] as const;
type CircleAct = (typeof acts)[number];

interface CircleOptions extends PrintOptions {
  /** Id of the acting participant. Defaults to the program itself, which has the secretariat's permissions. */
  by?: string;
  name?: string;
  /** Comma-separated ids of all the members after the change. */
  organisations?: string;
}

/** Adds `circle`. */
export function addCircleCommand(program: Command, terminal: Terminal): void {
  withDataOption(program.command("circle").description(commandText("cli-circle")))
    .addArgument(new Argument("[act]", commandText("cli-circle-act")).choices(acts).default("list"))
    .argument("[circle]", commandText("cli-circle-named"))
    .option("--by <participant>", commandText("cli-circle-by"))
    .option("--name <name>", commandText("cli-circle-name"))
    .option("--organisations <ids>", commandText("cli-circle-organisations"))
    .addOption(formatOption())
    .action(printing(terminal, manageCircle));
}

/**
 * Lists, makes, changes, leaves or dissolves a circle of organisations. Returns the circles that the actor can then
 * see. The text format has one line per circle: id, name and organisation ids.
 */
export function manageCircle(
  environment: Environment,
  act: CircleAct,
  named: string | undefined,
  options: CircleOptions,
): Promise<string> {
  const { by, name, organisations } = options;
  const fields = { name, organisationIds: organisations?.split(",").filter(Boolean) };
  return withForum(environment, options, async (call) => {
    if (by !== undefined) await checkParticipant(call, by);
    const everyCircle = (): Promise<ShownCircle[]> => everyEntry((query) => call("getCircles", { query, by }));
    if (act === "make") await call("makeCircle", { body: { ...fields, id: randomUUID() }, by });
    else if (act !== "list") {
      const params = { circle: find(await everyCircle(), named).id };
      if (act === "change") await call("changeCircle", { params, body: fields, by });
      else await call(`${act}Circle`, { params, by });
    }
    const circles = await everyCircle();
    if (options.format === "json") return `${JSON.stringify(circles)}\n`;
    return circles.map(({ id, name, organisationIds }) => lineOf(id, name, organisationIds.join(","))).join("");
  });
}

/** Finds a circle visible to the actor by id or name. */
function find(circles: readonly ShownCircle[], named: string | undefined): ShownCircle {
  if (named === undefined) throw new UsageError("cli-which-circle");
  const [circle, another] = circles.filter(({ id, name }) => id === named || name === named);
  if (circle && !another) return circle;
  throw new CommandError(circle ? "cli-circle-by-id" : "cli-no-circle", {
    circle: named,
    known: (circle ? circles.filter(({ name }) => name === named) : circles).map(({ id }) => id).join(", ") || "–",
  });
}
