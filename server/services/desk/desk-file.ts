import type { Actor } from "#core/access/permissions.ts";
import { type DeskRevision, type DeskRow, type DeskTable, writeDeskRevision } from "#core/compile/desk-table.ts";
import { exportFormats } from "#core/compile/export-format.ts";
import type { Revisable } from "#core/discuss/revisable.ts";
import type { Decision } from "#core/outcome/decision.ts";
import { compileVersion } from "../exports/compile-version.ts";
import { unprinted, writeFile } from "../exports/write-file.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import { findForum } from "../versions/find-version.ts";
import { addressOf, earlierOf } from "../versions/version-order.ts";
import { type FoundDocument, namesOf, type Placed, readDeskDrafts } from "./desk.ts";

/** The records of the decisions on a comment. */
type Decided = Pick<KeptThread, "desk" | "decision">;

/**
 * Exports comments of the desk as an Excel file, in their order. `readDecisions` reads it again.
 * @throws ProblemError not-signed-in, not-allowed, not-found; its pieces throw the errors of `writeFile`
 */
export async function exportDesk(
  context: Context,
  actor: Actor,
  { ids }: { ids: readonly string[] },
  signal: AbortSignal | null,
): Promise<WrittenFile> {
  authorise(actor, "decide");
  const forum = await context.store.read((reader) => findForum(reader, actor));
  const drafts = await readDeskDrafts(context, actor, ids, signal);
  const assigned = drafts.flatMap(({ line }) => line.flatMap(({ thread }) => thread.desk?.current?.assignedTo ?? []));
  const names = await namesOf(context, new Set(assigned));
  const parts: DeskTable["parts"][number][] = [];
  for (const { found, line } of drafts) {
    const { document, versions, viewer } = found;
    const version = line[0]?.draft;
    if (!version) continue;
    const discussion = {
      ...{ threads: line.map(({ thread }) => thread), viewer },
      line: [...earlierOf(version, versions), version],
    };
    const input = { found: { forum, document, version, versions }, discussion, auditHead: "" };
    const compilation = await compileVersion(context, input, { filters: {}, sources: "shown", hasIds: true }, signal);
    parts.push({
      compilation,
      rows: Object.fromEntries(line.map((placed) => [placed.id, rowOf(found, placed, names)])),
    });
  }
  return {
    fileName: "desk.xlsx",
    mediaType: exportFormats.xlsx.mediaType,
    pieces: writeFile(context, { desk: { parts, order: ids }, format: "xlsx" }, unprinted, signal),
  };
}

function rowOf({ versions }: FoundDocument, { thread }: Placed, names: ReadonlyMap<string, string>): DeskRow {
  const { assignedTo, dueOn, tags = [] } = thread.desk?.current ?? {};
  const decision = decisionAt(thread, revisionOf(thread));
  const shown = versions.find(({ id }) => id === decision?.shownIn);
  return {
    decision: decision ? { ...decision, shownIn: shown ? addressOf(shown, versions) : null } : null,
    isReleased: decision === thread.decision?.current,
    decidedBy: decision?.by.name ?? "",
    assignedTo: names.get(assignedTo ?? "") ?? "",
    dueOn: dueOn ?? "",
    tags,
    revision: writeDeskRevision(revisionOf(thread)),
  };
}

/** Returns the present revisions of the decisions on a comment. */
export function revisionOf({ desk, decision }: Decided): DeskRevision {
  return { notes: desk?.revision ?? 0, decision: decision?.revision ?? 0 };
}

/**
 * Returns the decision on a comment that the desk showed at some revisions: the prepared one, or otherwise the released
 * one. Null if there was none; undefined if there are no such revisions.
 */
export function decisionAt({ desk, decision }: Decided, revision: DeskRevision): Decision | null | undefined {
  const [notes, released] = [statementAt(desk, revision.notes), statementAt(decision, revision.decision)];
  if (notes === undefined || released === undefined) return undefined;
  // Somebody else may have decided since it was prepared.
  return notes?.prepared?.revision === revision.decision ? notes.prepared : released;
}

function statementAt<Statement>(record: Revisable<Statement> | null, revision: number): Statement | null | undefined {
  if (revision === 0) return null;
  return revision === record?.revision ? record.current : record?.history[revision - 1]?.said;
}
