import { Argument, type Command, Option } from "commander";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { type Call, checkParticipant, findVersion, withForum } from "../forum/call-operation.ts";
import type { Environment } from "../forum/config.ts";
import { commandText, type Terminal, UsageError } from "../output/terminal.ts";
import { formatOption, moment, printing, withDataOption } from "./command-options.ts";
import { lineOf, type PrintOptions } from "../output/print-answer.ts";

/**
 * Actions on a consultation. `set` opens or changes it, `close` ends it now, and `undo` reverts the last of these
 * changes.
 */
const acts = ["show", "set", "close", "call-off", "undo"] as const;
type ConsultationAct = (typeof acts)[number];

/** Times are ISO 8601 with a time zone. */
interface ConsultOptions extends PrintOptions {
  /** Id of the acting participant. Not needed for `show`. */
  by?: string;
  /** Defaults to the current setting, or to now for a new consultation. */
  opens?: string;
  /** Defaults to the current setting. */
  closes?: string;
  /** Defaults to the current setting, or to "no" for a new consultation. */
  blind?: "yes" | "no";
}

/** Adds `consult`. */
export function addConsultCommand(program: Command, terminal: Terminal): void {
  withDataOption(program.command("consult").description(commandText("cli-consult")))
    .argument("<address>", commandText("cli-address"))
    .addArgument(new Argument("[act]", commandText("cli-consult-act")).choices(acts).default("show"))
    .option("--by <participant>", commandText("cli-consult-by"))
    .option("--opens <moment>", commandText("cli-opens"))
    .option("--closes <moment>", commandText("cli-closes"))
    .addOption(new Option("--blind <answer>", commandText("cli-blind")).choices(["yes", "no"]))
    .addOption(formatOption())
    .action(printing(terminal, consult));
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
  return withForum(environment, options, async (call) => {
    const { version: before } = await findVersion(call, address);
    const after = act === "show" ? before : await change(call, before, act, options);
    const { consultation } = after;
    if (options.format === "json") return `${JSON.stringify(consultation)}\n`;
    const terms = consultation?.terms;
    if (!terms) return lineOf(after.address, commandText("cli-no-consultation"));
    const blind = terms.blind ? [commandText("cli-runs-blind")] : [];
    return lineOf(after.address, consultation.state, terms.opensAt, terms.closesAt, ...blind);
  });
}

async function change(
  call: Call,
  { address, consultation }: ListedVersion,
  act: Exclude<ConsultationAct, "show">,
  { by, opens, closes, blind }: ConsultOptions,
): Promise<ListedVersion> {
  if (by === undefined) throw new UsageError("cli-by-whom");
  await checkParticipant(call, by);
  const { revision = 0, terms } = consultation ?? {};
  const parts = { params: { version: address }, by };
  if (act === "call-off") return call("callOffConsultation", { ...parts, body: { revision } });
  if (act === "undo") return call("undoConsultation", { ...parts, body: { revision } });
  // A consultation that has already closed keeps its closing time.
  if (act === "close" && consultation?.state !== "open")
    throw new ProblemError("wrong-state", { state: consultation?.state ?? "none" });
  const now = Date.now();
  // Comments submitted exactly at closing time still count. The end is therefore 1 ms before now.
  const ended = new Date(now - 1).toISOString();
  const body = {
    opensAt: opens === undefined ? (terms?.opensAt ?? new Date(now).toISOString()) : moment(opens),
    closesAt: act === "close" ? ended : closes === undefined ? terms?.closesAt : moment(closes),
    blind: blind === undefined ? (terms?.blind ?? false) : blind === "yes",
    revision,
  };
  return call("setConsultation", { ...parts, body });
}
