import { moment } from "./moment.ts";
import { consultationOperations } from "#core/contract/consultation-operations.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { type DataOption, type Environment, onVersion, participantActor, withData } from "./with-data.ts";
import { commandText, UsageError } from "./command-text.ts";
import type { Context } from "../services/kernel/context.ts";
import { getVersion } from "../services/forum/library.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { callOffConsultation, setConsultation, undoConsultation } from "../services/publication/consultation.ts";

/**
 * Actions on a consultation. `set` opens or changes it, `close` ends it now, and `undo` reverts the last of these
 * changes.
 */
export type ConsultationAct = "show" | "set" | "close" | "call-off" | "undo";

/** Command-line options for a consultation. Times are ISO 8601 with a time zone. */
export interface ConsultOptions extends DataOption {
  /** Id of the acting participant. Not needed for `show`. */
  by?: string;
  /** Defaults to the current setting, or to now for a new consultation. */
  opens?: string;
  /** Defaults to the current setting. */
  closes?: string;
  /** Defaults to the current setting, or to "no" for a new consultation. */
  blind?: "yes" | "no";
  format: "json" | "text";
}

/**
 * Shows, opens, changes, closes or removes the consultation on a version. Returns its new state. The text format is one
 * line: address, state, opening and closing times, and whether it is blind.
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
    if (!terms) return `${after.address}\t${commandText("cli-no-consultation")}\n`;
    const blind = terms.blind ? [commandText("cli-runs-blind")] : [];
    return `${[after.address, consultation.state, terms.opensAt, terms.closesAt, ...blind].join("\t")}\n`;
  });
}

async function change(
  context: Context,
  { address: version, consultation }: ListedVersion,
  act: Exclude<ConsultationAct, "show">,
  { by, ...input }: ConsultOptions,
): Promise<ListedVersion> {
  if (by === undefined) throw new UsageError("cli-by-whom");
  const actor = await participantActor(context, by);
  const revision = consultation?.revision ?? 0;
  if (act === "call-off") return callOffConsultation(context, actor, { version, revision });
  if (act === "undo") return undoConsultation(context, actor, { version, revision });
  const now = context.now();
  // Comments submitted exactly at closing time still count. The end is therefore 1 ms before now.
  const ended = new Date(now.getTime() - 1).toISOString();
  const currentTerms = consultation?.terms;
  // A consultation that has already closed keeps its closing time.
  if (act === "close" && consultation?.state !== "open")
    throw new ProblemError("wrong-state", { state: consultation?.state ?? "none" });
  const terms = {
    opensAt: input.opens === undefined ? (currentTerms?.opensAt ?? now.toISOString()) : moment(input.opens),
    closesAt: act === "close" ? ended : input.closes === undefined ? currentTerms?.closesAt : moment(input.closes),
    blind: input.blind === undefined ? (currentTerms?.blind ?? false) : input.blind === "yes",
    revision,
  };
  const parsed = consultationOperations.setConsultation.body.safeParse(terms);
  if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("body", parsed.error, terms));
  return setConsultation(context, actor, { version, ...parsed.data });
}
