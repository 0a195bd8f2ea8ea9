import type { Actor } from "#core/access/permissions.ts";
import { type ReadDeskColumn, readDeskColumns, readDeskRevision } from "#core/compile/desk-table.ts";
import { NewDecision } from "#core/contract/decision-operations.ts";
import { type DecisionsOfFile, type ImportedDecision, mostDeskRows } from "#core/contract/desk-operations.ts";
import { type FieldProblem, fieldProblemsOf } from "#core/contract/field-problem.ts";
import { exports, inLanguage, translatedLanguages } from "#core/messages/catalogues.ts";
import { type Decision, type DecisionOutcome, decisionOutcomes } from "#core/outcome/decision.ts";
import { wordIn } from "#core/phrases/message-text.ts";
import { codesOf } from "#core/text/closed-list.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { Turns } from "../kernel/in-turns.ts";
import { ProblemError } from "../kernel/problem.ts";
import { checkDecision } from "../outcome/decision.ts";
import { versionAmong } from "../versions/find-version.ts";
import { readOrRefuse } from "../versions/read-upload.ts";
import { type FoundDocument, type Placed, deskItem, readDeskDrafts } from "./desk.ts";
import { decisionAt, revisionOf } from "./desk-file.ts";

type Cells = Partial<Record<ReadDeskColumn, string>>;
type Refusal = Pick<FieldProblem, "code" | "params">;

/** The effect of a row: a decision to prepare, none, or a refusal. */
type Effect = Omit<ImportedDecision, "row"> | "unchanged" | "undecided" | Refusal;

type ComparedDecision = Pick<Decision, "outcome" | "reason" | "shownIn" | "mergedWith">;

/** A comment on the desk, with its document. */
interface OnDesk {
  found: FoundDocument;
  placed: Placed;
}

/**
 * Reads the decisions of an Excel file that `exportDesk` wrote and somebody filled in, and compares each with the decision
 * on the desk and with that of the time of the export. Stores nothing. Rows are found by id alone.
 * @throws ProblemError not-signed-in, not-allowed, not-this-format, file-empty, file-damaged, file-too-large, server-busy
 */
export async function readDecisions(
  context: Context,
  actor: Actor,
  { bytes, fileName }: { bytes: Uint8Array; fileName: string },
  signal: AbortSignal | null,
): Promise<DecisionsOfFile> {
  authorise(actor, "decide");
  const wanted = { headings: headings(), required: ["id", "outcome", "reason"], mostRows: mostDeskRows };
  const { rows, badRows } = await readOrRefuse(fileName, () => context.files.readColumns(bytes, wanted));
  const ids = new Set(rows.map(({ cells }) => cells["id"] ?? ""));
  const drafts = await readDeskDrafts(context, actor, [...ids], signal);
  const onDesk = new Map(
    drafts.flatMap(({ found, line }) => line.map((placed): [string, OnDesk] => [placed.id, { found, placed }])),
  );
  return context.store.read(async (reader) => {
    const result: DecisionsOfFile = { decisions: [], unchanged: 0, undecided: 0, refused: [] };
    const turns = new Turns();
    const rowOf = new Map<string, number>();
    for (const { row, cells } of rows) {
      const { id = "" } = cells;
      const earlier = rowOf.get(id);
      if (id !== "") rowOf.set(id, earlier ?? row);
      const effect: Effect = badRows.includes(row)
        ? refusal("row-unreadable")
        : earlier === undefined
          ? await effectOf(reader, cells, onDesk.get(id))
          : refusal("decision-twice", { row: earlier });
      if (typeof effect === "string") result[effect] += 1;
      else if ("code" in effect) result.refused.push({ row, code: effect.code, params: effect.params });
      else result.decisions.push({ row, ...effect });
      await turns.pause();
    }
    return result;
  });
}

function refusal(code: FieldProblem["code"], params: FieldProblem["params"] = {}): Refusal {
  return { code, params };
}

/** Returns the headings of the columns in every language. */
function headings(): Record<string, string[]> {
  return Object.fromEntries(
    readDeskColumns.map((column) => [
      column,
      translatedLanguages.map((language) => inLanguage(exports, language)[`export-desk-${column}`]),
    ]),
  );
}

async function effectOf(reader: Reader, cells: Cells, onDesk: OnDesk | undefined): Promise<Effect> {
  const { id = "", outcome: named = "" } = cells;
  const reason = plainReason(cells.reason ?? "");
  const isEmpty = named === "" && reason === "";
  if (id === "") return refusal("decision-without-id");
  if (!onDesk) return isEmpty ? "undecided" : refusal("decision-of-unknown");
  const { found, placed } = onDesk;
  const { thread } = placed;
  const at = readDeskRevision(cells.revision ?? "");
  const before = at ? decisionAt(thread, at) : undefined;
  const current = decisionAt(thread, revisionOf(thread)) ?? null;
  if (named === "") return isEmpty && !before ? "undecided" : refusal("decision-without-outcome");
  const outcome = outcomeNamed(named);
  if (!outcome) return refusal("outcome-unknown", { outcome: named, choices: codesOf(decisionOutcomes).join(", ") });
  const { shown, merged } = cells;
  const earlier = before ?? current;
  const version = shown ? versionAmong(found.document.id, found.versions, shown) : undefined;
  const given = {
    outcome,
    reason,
    // A column that the file lacks changes nothing.
    shownIn: shown === undefined ? (earlier?.shownIn ?? null) : (version?.id ?? (shown || null)),
    mergedWith: decisionOutcomes[outcome].namesAnother ? (merged ?? earlier?.mergedWith ?? "") || null : null,
  };
  if (isSame(before, given) || isSame(current, given)) return "unchanged";
  const amendedBy = current?.outcome === outcome ? current.amendedBy : null;
  const input = { ...given, amendedBy, revision: thread.decision?.revision ?? 0 };
  const parsed = NewDecision.safeParse(input);
  if (!parsed.success) return fieldProblemsOf("", parsed.error, input)[0] ?? refusal("field-not-of-this-form");
  const fault = await faultOf(reader, onDesk, parsed.data);
  if (fault) return fault;
  const isAsExported = before === undefined ? current === null : before === current || isSame(before, current);
  return {
    kind: !isAsExported ? "conflict" : current ? "changed" : "new",
    item: deskItem(found, placed),
    prepared: parsed.data,
    current: current && { outcome: current.outcome, reason: current.reason, by: current.by.name },
  };
}

/** Returns why a decision cannot be prepared. Null if it can. */
async function faultOf(reader: Reader, { found, placed }: OnDesk, decision: NewDecision): Promise<Refusal | null> {
  const { annotation, replies } = placed.thread;
  const version = found.versions.find(({ id }) => id === annotation.versionId) ?? placed.draft;
  try {
    await checkDecision(reader, { ...found, version, annotation, replies }, decision);
    return null;
  } catch (error) {
    const [problem] = error instanceof ProblemError ? error.errors : [];
    if (!problem) throw error;
    return { code: problem.code, params: problem.params };
  }
}

function isSame(one: ComparedDecision | null | undefined, other: ComparedDecision | null): boolean {
  const plain = ({ outcome, reason, shownIn, mergedWith }: ComparedDecision): string =>
    JSON.stringify([outcome, plainReason(reason), shownIn, mergedWith]);
  return Boolean(one && other && plain(one) === plain(other));
}

/** Returns a reason without the differences that a spreadsheet makes: line ends and control characters. */
function plainReason(text: string): string {
  return text
    .replace(/\r\n?/gu, "\n")
    .replace(/[^\P{Cc}\t\n]/gu, "")
    .trim();
}

/** Returns an outcome by its name in any language, or by its code. */
function outcomeNamed(name: string): DecisionOutcome | undefined {
  const wanted = folded(name);
  return codesOf(decisionOutcomes).find((code) =>
    [code, ...translatedLanguages.map((language) => wordIn(language)(`decision-${code}`))].some(
      (known) => folded(known) === wanted,
    ),
  );
}

/** Letter case, spaces and hyphens make no difference. */
function folded(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s-]+/gu, " ")
    .trim();
}
