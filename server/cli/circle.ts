import { randomUUID } from "node:crypto";
import { CircleFields, type ShownCircle } from "#core/contract/circle-operations.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import type { Actor } from "#core/access/permissions.ts";
import { type DataOption, type Environment, participantActor, withData } from "./with-data.ts";
import { everyEntry } from "./settings-output.ts";
import { CommandError, UsageError } from "./command-text.ts";
import type { Context } from "../services/kernel/context.ts";
import { changeCircle, dissolveCircle, getCircles, leaveCircle, makeCircle } from "../services/people/circle.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { programActor } from "../services/kernel/authorise.ts";

/** Actions on circles. */
export type CircleAct = "list" | "make" | "change" | "leave" | "dissolve";

/** Command-line options for circles. */
export interface CircleOptions extends DataOption {
  /** Id of the acting participant. Defaults to the program itself, which has the secretariat's permissions. */
  by?: string;
  name?: string;
  /** Comma-separated ids of all the members after the change. */
  organisations?: string;
  format: "json" | "text";
}

/**
 * Lists, makes, changes, leaves or dissolves a circle of organisations. Returns the circles that the actor can then
 * see. The text format has one line per circle: id, name and organisation ids.
 */
export function manageCircle(
  environment: Environment,
  act: CircleAct,
  circle: string | undefined,
  options: CircleOptions,
): Promise<string> {
  return withData(environment, options, async (context) => {
    const actor = options.by === undefined ? programActor : await participantActor(context, options.by);
    if (act === "make") {
      const fields = read(CircleFields, fieldsOf(options));
      await makeCircle(context, actor, { ...fields, id: randomUUID() });
    } else if (act !== "list") {
      const { id } = await find(context, actor, circle);
      if (act === "change") {
        await changeCircle(context, actor, { circle: id, ...read(CircleFields.partial(), fieldsOf(options)) });
      }
      if (act === "leave") await leaveCircle(context, actor, { circle: id });
      if (act === "dissolve") await dissolveCircle(context, actor, { circle: id });
    }
    const circles = await everyCircle(context, actor);
    if (options.format === "json") return `${JSON.stringify(circles)}\n`;
    return circles
      .map(({ id, name, organisationIds }) => `${[id, name, organisationIds.join(",")].join("\t")}\n`)
      .join("");
  });
}

function fieldsOf({ name, organisations }: CircleOptions): object {
  return {
    ...(name !== undefined && { name }),
    ...(organisations !== undefined && { organisationIds: organisations.split(",").filter(Boolean) }),
  };
}

type Fields = typeof CircleFields | ReturnType<typeof CircleFields.partial>;

function read<S extends Fields>(schema: S, input: object): ReturnType<S["parse"]> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("body", parsed.error, input));
  return parsed.data as ReturnType<S["parse"]>;
}

function everyCircle(context: Context, actor: Actor): Promise<ShownCircle[]> {
  return everyEntry((query) => getCircles(context, actor, query));
}

/** Finds a circle visible to the actor by id or name. */
async function find(context: Context, actor: Actor, named: string | undefined): Promise<ShownCircle> {
  if (named === undefined) throw new UsageError("cli-which-circle");
  const circles = await everyCircle(context, actor);
  const [circle, another] = circles.filter(({ id, name }) => id === named || name === named);
  if (circle && !another) return circle;
  throw new CommandError(circle ? "cli-circle-by-id" : "cli-no-circle", {
    circle: named,
    known: (circle ? circles.filter(({ name }) => name === named) : circles).map(({ id }) => id).join(", ") || "–",
  });
}
