import { wordProposal } from "#core/compile/word-proposal.ts";
import { countKinds } from "#core/discuss/annotation.ts";
import { clauseOfTarget } from "#core/discuss/target.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import { ReceiveQuery, type ShownContribution, type ShownItem } from "#core/contract/contribution-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { dayText } from "#core/phrases/dates.ts";
import { markName } from "#core/phrases/mark-name.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { problemText } from "#core/phrases/problem-text.ts";
import { noticeText } from "#core/phrases/notice-text.ts";
import { parseDraft } from "#core/text/schema.ts";
import { withData, type DataOption, type Environment } from "./with-data.ts";
import { commandText, word } from "./command-text.ts";
import type { Context } from "../services/kernel/context.ts";
import { editContribution } from "../services/contributions/edit-contribution.ts";
import { getContribution } from "../services/contributions/contribution.ts";
import { getForum, getVersion } from "../services/forum/library.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { programActor } from "../services/kernel/authorise.ts";
import type { SourceFile } from "../services/comparison/read-files.ts";
import { receiveContribution } from "../services/contributions/receive-contribution.ts";
import { importContribution } from "../services/contributions/import-contribution.ts";
import { heldProblem } from "../services/contributions/row-sources.ts";

/** Command-line options for receiving contributions. */
export interface ReceiveOptions extends DataOption {
  organisation?: string;
  jointly?: string;
  by?: string;
  sent?: string;
  version?: string;
  handMarks?: "yes" | "no";
  unmarked?: "yes" | "no";
  take?: true;
  format: "json" | "text";
}

/** A file that was refused. */
export interface RefusedFile {
  name: string;
  error: unknown;
}

/**
 * Receives contributions from organisations and reports their items. Each is kept for review, or imported at once with
 * `take`. A file that was received before is not received again: the existing contribution is reported and imported.
 *
 * A file that is refused is passed to `refuse`, and the others are received. Without `refuse`, its error is thrown.
 */
export function receiveFiles(
  environment: Environment,
  files: readonly SourceFile[],
  { data, take, format, ...options }: ReceiveOptions,
  refuse?: (refused: RefusedFile) => void,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const received: ShownContribution[] = [];
    const copies = new Map<ShownContribution, string>();
    for (const file of files) {
      try {
        const { kept, isCopy } = await receiveOrFind(context, file, options);
        const answered = await answer(context, { kept, isCopy }, options);
        const { id: contribution, revision, state } = answered;
        const done =
          take === true && state === "prepared"
            ? await importContribution(context, programActor, { contribution, revision })
            : answered;
        received.push(done);
        if (isCopy) copies.set(done, file.name);
      } catch (error) {
        // Anything but a problem of the file ends the command.
        if (!refuse || !(error instanceof ProblemError)) throw error;
        refuse({ name: file.name, error });
      }
    }
    if (format === "json") return `${JSON.stringify(received)}\n`;
    const lines: string[] = [];
    for (const contribution of received) {
      const copy = copies.get(contribution);
      if (copy !== undefined) lines.push(commandText("cli-received-again", { file: copy }));
      lines.push(await describeContribution(context, contribution));
    }
    return lines.join("\n");
  });
}

async function receiveOrFind(
  context: Context,
  { name: fileName, bytes }: SourceFile,
  { organisation, jointly, by, sent, version }: Partial<ReceiveOptions>,
): Promise<{ kept: ShownContribution; isCopy: boolean }> {
  const query = { fileName, organisation, jointly, contributor: by, sentOn: sent, version };
  const parsed = ReceiveQuery.safeParse(query);
  if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("query", parsed.error, query));
  try {
    const kept = await receiveContribution(context, programActor, { bytes, ...parsed.data });
    return { kept, isCopy: false };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "already-received") throw error;
    const contribution = String(error.params["contribution"]);
    return { kept: await getContribution(context, programActor, { contribution }), isCopy: true };
  }
}

async function answer(
  context: Context,
  { kept, isCopy }: { kept: ShownContribution; isCopy: boolean },
  { handMarks, unmarked, version }: Partial<ReceiveOptions>,
): Promise<ShownContribution> {
  const answers = {
    ...(handMarks !== undefined && kept.handMarks !== "none" && { handMarks }),
    ...(unmarked !== undefined && kept.unmarked !== "none" && { unmarked }),
    ...(isCopy && version !== undefined && { version }),
  };
  if (kept.state !== "prepared" || Object.keys(answers).length === 0) return kept;
  const { id: contribution, revision } = kept;
  return editContribution(context, programActor, { contribution, revision, ...answers });
}

/**
 * Reports a contribution: lines on the file, its version and its senders, then one line per annotation, set-aside
 * passage and notice.
 */
async function describeContribution(context: Context, contribution: ShownContribution): Promise<string> {
  const { timeZone } = await getForum(context, programActor);
  const { source, version, matches, organisations, authors, items, held, setAside, state, id } = contribution;
  const page = version && (await getVersion(context, programActor, { version: version.id }));
  const [best, next] = matches.map((match) => `${match.version.address} ${match.score.toFixed(2)}`);
  const names = authors.map(({ name }) => name).join(", ");
  const senders = organisations.map(({ shortName }) => shortName).join(", ");
  const importable = items.filter(({ taken: isIncluded }) => isIncluded);
  const kinds = countKinds(importable);
  return [
    commandText(version ? "cli-received" : "cli-received-unplaced", {
      file: source.fileName,
      address: version?.address ?? "",
      best: best ?? "–",
      next: next ?? "–",
    }),
    commandText("cli-received-from", { senders: senders || "?", names: names || "–" }),
    ...items.map((item) => itemLine(item, page, timeZone)),
    ...setAside.map(({ code, params, words, marks }) =>
      line(
        "–",
        marks.map((mark) => markName(mark, "en")).join(", "),
        uncheckedText({ code: `set-aside-${code}`, params }, "en"),
        short(words),
      ),
    ),
    ...(held.length > 0 ? [line("!", "", problemText(heldProblem(held), "en").detail)] : []),
    ...contribution.notices.map((notice) => line("!", notice.place, noticeText(notice, "en"))),
    commandText(state === "taken" ? "cli-received-taken" : "cli-received-prepared", {
      id,
      proposals: kinds.proposal,
      comments: kinds.comment,
      waiting: items.length - importable.length,
    }),
    "",
  ].join("\n");
}

/**
 * Returns an item's line: "+" if it is to be imported or "?" if it waits for a person. Kind, origin, clause, author,
 * date and text follow.
 */
function itemLine(item: ShownItem, page: VersionPage | null, timeZone: string | undefined): string {
  const { kind, origin, targets, operations, author, at, text, doubt, replies } = item;
  const clause = targets[0] && clauseOfTarget(targets[0]);
  const citation = page?.text.clauses.find(({ id }) => id === clause)?.citation ?? "";
  const steps = page ? wordProposal(parseDraft(page.draft), operations).map((step) => uncheckedText(step, "en")) : [];
  const summary = [...steps, text, ...(targets.length === 0 ? [item.words] : [])].filter(Boolean).join(" ");
  return [
    line(
      item.taken ? "+" : "?",
      word(`kind-${kind}`),
      word(`origin-${origin}`),
      citation,
      author,
      at === null ? "" : dayText(at, "en", timeZone),
      short(summary),
      ...(doubt ? [uncheckedText({ ...doubt, code: `doubt-${doubt.code}` }, "en")] : []),
    ),
    ...replies.map((reply) => line("", "", "↳", reply.author, short(reply.text))),
  ].join("\n");
}

function line(...parts: string[]): string {
  return parts.join("\t");
}

/** Returns the text on one line, cut to 200 characters. */
function short(wording: string): string {
  const text = wording.replace(/\s+/gu, " ").trim();
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
