import { randomUUID } from "node:crypto";
import { CircleFields, type ShownCircle } from "#core/contract/circle-operations.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import type { Actor } from "#core/access/permissions.ts";
import { type DataOption, type Environment, participantActor, withData } from "./with-data.ts";
import { Refusal, WrongUse } from "./say-command.ts";
import type { Context } from "../services/kernel/context.ts";
import { changeCircle, dissolveCircle, getCircles, leaveCircle, makeCircle } from "../services/people/circle.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { programActor } from "../services/kernel/authorise.ts";

/** What can be done about circles. */
export type CircleAct = "list" | "make" | "change" | "leave" | "dissolve";

/** A circle as the command line has it. */
export interface CircleOptions extends DataOption {
  /** Id of the participant who does it; left out, the program itself, which may what the secretariat may. */
  by?: string;
  name?: string;
  /** Ids separated by commas: all that are in it then. */
  organisations?: string;
  format: "json" | "text";
}

/**
 * Lists, makes, changes, leaves or dissolves a circle of organisations. Answers with the circles whoever asks may know of
 * then: as text one a line, its id, its name and the ids of its organisations.
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
    const circles = await getCircles(context, actor);
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

function read<S extends Fields>(schema: S, asked: object): ReturnType<S["parse"]> {
  const parsed = schema.safeParse(asked);
  if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("body", parsed.error, asked));
  return parsed.data as ReturnType<S["parse"]>;
}

/** One that the actor knows of, by its id or its name. */
async function find(context: Context, actor: Actor, named: string | undefined): Promise<ShownCircle> {
  if (named === undefined) throw new WrongUse("cli-which-circle");
  const circles = await getCircles(context, actor);
  const [found, another] = circles.filter(({ id, name }) => id === named || name === named);
  if (found && !another) return found;
  throw new Refusal(found ? "cli-circle-by-id" : "cli-no-circle", {
    circle: named,
    known: (found ? circles.filter(({ name }) => name === named) : circles).map(({ id }) => id).join(", ") || "–",
  });
}
