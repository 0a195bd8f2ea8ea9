import * as z from "zod";
import { consultationOperations } from "#core/contract/consultation-operations.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { type DataOption, type Environment, onVersion, participantActor, withData } from "./with-data.ts";
import { sayCommand, WrongUse } from "./say-command.ts";
import type { Context } from "../services/kernel/context.ts";
import { getVersion } from "../services/forum/library.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { callOffConsultation, setConsultation, undoConsultation } from "../services/publication/consultation.ts";

/** What can be done about a consultation: look at it; open or change it; end it now; call it off; undo the last of these. */
export type ConsultationAct = "show" | "set" | "close" | "call-off" | "undo";

/** A consultation as the command line has it. Moments are ISO 8601 with their zone. */
export interface ConsultOptions extends DataOption {
  /** Id of the participant who does it; only looking needs none. */
  by?: string;
  /** Left out, as it is; where none was set, now. */
  opens?: string;
  /** Left out, as it is. */
  closes?: string;
  /** Left out, as it is; where none was set, no. */
  blind?: "yes" | "no";
  format: "json" | "text";
}

/**
 * Shows, opens, changes, ends or calls off the consultation on a version. Answers with how it is then: as text a line of
 * the address, the state, when it opens and when it closes, and whether it runs blind.
 */
export function consult(
  environment: Environment,
  address: string,
  act: ConsultationAct,
  options: ConsultOptions,
): Promise<string> {
  return withData(environment, options, async (context) => {
    const { version: before } = await onVersion(context, address, () =>
      getVersion(context, programActor, { version: address }),
    );
    const after = act === "show" ? before : await change(context, before, act, options);
    const { consultation } = after;
    if (options.format === "json") return `${JSON.stringify(consultation)}\n`;
    const terms = consultation?.terms;
    if (!terms) return `${after.address}\t${sayCommand("cli-no-consultation")}\n`;
    const blind = terms.blind ? [sayCommand("cli-runs-blind")] : [];
    return `${[after.address, consultation.state, terms.opensAt, terms.closesAt, ...blind].join("\t")}\n`;
  });
}

async function change(
  context: Context,
  { address: version, consultation }: ListedVersion,
  act: Exclude<ConsultationAct, "show">,
  { by, ...asked }: ConsultOptions,
): Promise<ListedVersion> {
  if (by === undefined) throw new WrongUse("cli-by-whom");
  const actor = await participantActor(context, by);
  const revision = consultation?.revision ?? 0;
  if (act === "call-off") return callOffConsultation(context, actor, { version, revision });
  if (act === "undo") return undoConsultation(context, actor, { version, revision });
  const now = context.now();
  // What is submitted at its last moment is in time, so that lies just before now.
  const ended = new Date(now.getTime() - 1).toISOString();
  const held = consultation?.terms;
  // One that has closed keeps the moment at which it did.
  if (act === "close" && consultation?.state !== "open")
    throw new ProblemError("wrong-state", { state: consultation?.state ?? "none" });
  const terms = {
    opensAt: asked.opens === undefined ? (held?.opensAt ?? now.toISOString()) : moment(asked.opens),
    closesAt: act === "close" ? ended : asked.closes === undefined ? held?.closesAt : moment(asked.closes),
    blind: asked.blind === undefined ? (held?.blind ?? false) : asked.blind === "yes",
    revision,
  };
  const parsed = consultationOperations.setConsultation.body.safeParse(terms);
  if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("body", parsed.error, terms));
  return setConsultation(context, actor, { version, ...parsed.data });
}

/** A deadline that does not say in which zone it is means another moment to everybody who reads it. */
function moment(written: string): string {
  if (!z.iso.datetime({ offset: true }).safeParse(written).success) throw new WrongUse("cli-not-a-moment", { written });
  return new Date(written).toISOString();
}
