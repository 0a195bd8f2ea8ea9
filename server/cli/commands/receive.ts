import { type Command, Option } from "commander";
import { wordProposal } from "#core/compile/word-proposal.ts";
import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { countKinds } from "#core/discuss/annotation.ts";
import { clauseOfTarget } from "#core/discuss/target.ts";
import { dayText } from "#core/phrases/dates.ts";
import { markName, noticeText } from "#core/phrases/file-text.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { problemText } from "#core/phrases/problem-text.ts";
import { parseDraft } from "#core/text/schema.ts";
import type { SourceFile } from "../../services/comparison/read-files.ts";
import { heldProblem } from "../../services/contributions/held-problem.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { type Call, isProblem, withForum } from "../forum/call-operation.ts";
import type { Environment } from "../forum/config.ts";
import { commandText, type Terminal, UsageError, word } from "../output/terminal.ts";
import { RefusedFiles } from "../output/error-message.ts";
import { readSource } from "../output/files.ts";
import type { PrintOptions } from "../output/print-answer.ts";
import { formatOption, withDataOption } from "./command-options.ts";
import { receiveMail, type ReceiveMailOptions } from "./receive-mail.ts";

interface ReceiveOptions extends PrintOptions {
  organisation?: string;
  jointly?: string;
  by?: string;
  sent?: string;
  version?: string;
  handMarks?: "yes" | "no";
  unmarked?: "yes" | "no";
  take?: true;
}

/** A file that was refused. */
export interface RefusedFile {
  name: string;
  error: unknown;
}

/** Adds `receive`. */
export function addReceiveCommand(program: Command, terminal: Terminal): void {
  const { environment, write } = terminal;
  withDataOption(program.command("receive").description(commandText("cli-receive")))
    .argument("[files...]", commandText("cli-contribution"))
    .option("--mail", commandText("cli-receive-mail"))
    .option("--recipient <address>", commandText("cli-recipient"))
    .option("--organisation <organisation>", commandText("cli-organisation"))
    .option("--jointly <organisations>", commandText("cli-jointly"))
    .option("--by <participant>", commandText("cli-by"))
    .option("--sent <date>", commandText("cli-sent"))
    .option("--version <address>", commandText("cli-on-version"))
    .addOption(new Option("--hand-marks <answer>", commandText("cli-hand-marks")).choices(["yes", "no"]))
    .addOption(new Option("--unmarked <answer>", commandText("cli-unmarked")).choices(["yes", "no"]))
    .option("--take", commandText("cli-take"))
    .addOption(formatOption())
    .action(async (files: string[], { mail, recipient, ...options }: ReceiveOptions & ReceiveMailOptions) => {
      if (mail && files.length > 0) throw new UsageError("cli-mail-or-files");
      if (mail) {
        write(await receiveMail(terminal, { data: options.data, recipient }));
        return;
      }
      if (files.length === 0) throw new UsageError("cli-receive-nothing");
      const refused: RefusedFile[] = [];
      const refuse = (file: RefusedFile): void => void refused.push(file);
      // The error of the only file is the command's own.
      const several = files.length > 1 ? refuse : undefined;
      write(await receiveFiles(environment, files.map(readSource), options, several));
      if (refused.length > 0) throw new RefusedFiles(refused);
    });
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
  { data, format, ...options }: ReceiveOptions,
  refuse?: (refused: RefusedFile) => void,
): Promise<string> {
  return withForum(environment, { data }, async (call) => {
    const received: (Received & { file: string })[] = [];
    for (const file of files) {
      try {
        received.push({ ...(await receive(call, file, options)), file: file.name });
      } catch (error) {
        // Anything but a problem of the file ends the command.
        if (!refuse || !(error instanceof ProblemError)) throw error;
        refuse({ name: file.name, error });
      }
    }
    if (format === "json") return `${JSON.stringify(received.map(({ contribution }) => contribution))}\n`;
    const lines: string[] = [];
    for (const { contribution, isCopy, file } of received) {
      if (isCopy) lines.push(commandText("cli-received-again", { file }));
      lines.push(await describeContribution(call, contribution));
    }
    return lines.join("\n");
  });
}

interface Received {
  contribution: ShownContribution;
  /** Whether the file was received before. */
  isCopy: boolean;
}

/** Receives a file, or finds its contribution, and then answers the questions about it and imports it as asked. */
async function receive(
  call: Call,
  { name: fileName, bytes }: SourceFile,
  { organisation, jointly, by, sent, version, handMarks, unmarked, take }: ReceiveOptions,
): Promise<Received> {
  const query = { fileName, organisation, jointly, contributor: by, sentOn: sent, version };
  const { isCopy, ...found } = await call("receiveContribution", { query, file: bytes }).then(
    (kept) => ({ kept, isCopy: false }),
    async (error: unknown) => {
      if (!isProblem(error, "already-received")) throw error;
      const params = { contribution: String(error.params["contribution"]) };
      return { kept: await call("getContribution", { params }), isCopy: true };
    },
  );
  let { kept } = found;
  const params = { contribution: kept.id };
  const answers = {
    ...(handMarks !== undefined && kept.handMarks !== "none" && { handMarks }),
    ...(unmarked !== undefined && kept.unmarked !== "none" && { unmarked }),
    ...(isCopy && version !== undefined && { version }),
  };
  if (kept.state === "prepared" && Object.keys(answers).length > 0)
    kept = await call("editContribution", { params, body: { revision: kept.revision, ...answers } });
  if (kept.state === "prepared" && take === true)
    kept = await call("takeContribution", { params, body: { revision: kept.revision } });
  return { contribution: kept, isCopy };
}

/**
 * Reports a contribution: lines on the file, its version and its senders, then one line per annotation, set-aside
 * passage and notice.
 */
async function describeContribution(call: Call, contribution: ShownContribution): Promise<string> {
  const { timeZone } = await call("getForum");
  const { source, version, matches, organisations, sources, authors, items, held, setAside, state, id } = contribution;
  const page = version && (await call("getVersion", { params: { version: version.id } }));
  const [best, next] = matches.map((match) => `${match.version.address} ${match.score.toFixed(2)}`);
  const names = authors.map(({ name }) => name).join(", ");
  const shortNames = (those: typeof organisations): string[] => those.map(({ shortName }) => shortName);
  const bodies = sources.filter(({ isOwn }) => isOwn);
  const senders = [
    ...shortNames(organisations),
    ...bodies.map(({ name, count, organisations: own }) => `${shortNames(own).join(" & ") || name} (${String(count)})`),
  ].join(", ");
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
