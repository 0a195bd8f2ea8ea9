import type * as z from "zod";
import type { ForumFile } from "#core/access/forum-file.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Target } from "#core/discuss/target.ts";
import { forumFiles } from "#core/messages/catalogues.ts";
import type { ParamsOf } from "#core/phrases/format-message.ts";
import { messageTextFrom } from "#core/phrases/message-text.ts";
import { describe } from "#core/place/anchor.ts";
import { type Clause, ClauseKind, type VersionText } from "#core/text/clause.ts";

type FileAnnotation = z.infer<typeof ForumFile>["annotations"][number];
type FileTarget = FileAnnotation["targets"][number];
type FileOperation = FileAnnotation["operations"][number];
type ExportedTexts = Extract<FileTarget, { quote: string }>;

/**
 * Converts an annotation's target in a forum file to a target on its version.
 *
 * A verb and its only recital share one citation. A section target then means the verb, a clause target the recital,
 * and a quote the clause that contains it.
 * @throws ForumFileError if the version has no such clause or quote
 */
export function targetFromCitations(text: VersionText, target: FileTarget): Target {
  if ("document" in target) return { kind: "document" };
  if ("section" in target) {
    const [first] = clausesCited(text, target.section);
    return { kind: "section", clause: first.id };
  }
  if ("clause" in target) return { kind: "clause", clause: lastCited(text, target.clause).id };
  const [from, to] = "from" in target ? [target.from, target.to] : [target, target];
  return describe(text, locate(text, from).start, locate(text, to).end);
}

/**
 * Converts a proposal's step in a forum file to a step on its version.
 * @throws ForumFileError if the version has no such clause or quote, or the kind of clause does not exist
 */
export function operationFromCitations(text: VersionText, operation: FileOperation): ProposalOperation {
  switch (operation.kind) {
    case "replace": {
      const { start, end, clause } = locate(text, operation);
      return {
        kind: "replace",
        start: { clause: clause.id, offset: start - clause.start },
        end: { clause: clause.id, offset: end - clause.start },
        content: contentOf(operation.by),
      };
    }
    case "insert": {
      const after = operation.after === "" ? undefined : lastCited(text, operation.after);
      const kind = ClauseKind.safeParse(operation.clauseKind);
      if (!kind.success) throw new ForumFileError("forum-file-no-kind", { kind: operation.clauseKind });
      return {
        kind: "insert",
        after: after?.id ?? "",
        clause: {
          kind: kind.data,
          label: operation.label,
          depth: depthAfter(after, kind.data),
          content: contentOf(operation.text),
        },
      };
    }
    case "delete":
      return { kind: "delete", clause: lastCited(text, operation.citation).id };
    case "move":
      return {
        kind: "move",
        clause: lastCited(text, operation.citation).id,
        after: operation.after === "" ? "" : lastCited(text, operation.after).id,
      };
  }
}

/**
 * Returns the depth of a new clause. It is that of the clause before it, or one deeper for an item that follows a
 * clause of another kind.
 */
function depthAfter(after: Clause | undefined, kind: ClauseKind): number {
  if (!after) return 0;
  return kind === "item" && after.kind !== "item" ? after.depth + 1 : after.depth;
}

function contentOf(text: string): Record<string, unknown>[] {
  return text === "" ? [] : [{ type: "text", text }];
}

function locate(text: VersionText, quotation: ExportedTexts): { clause: Clause; start: number; end: number } {
  for (const clause of clausesCited(text, quotation.citation)) {
    const clauseText = text.text.slice(clause.start, clause.end);
    let at = -1;
    for (let count = 0; count < quotation.occurrence; count += 1) {
      at = clauseText.indexOf(quotation.quote, at + 1);
      if (at === -1) break;
    }
    if (at !== -1) return { clause, start: clause.start + at, end: clause.start + at + quotation.quote.length };
  }
  const { quote, citation, occurrence: times } = quotation;
  throw new ForumFileError("forum-file-no-words", { quote, citation, times });
}

function lastCited(text: VersionText, citation: string): Clause {
  const cited = clausesCited(text, citation);
  return cited.at(-1) ?? cited[0];
}

function clausesCited({ clauses }: VersionText, citation: string): [Clause, ...Clause[]] {
  const [first, ...others] = clauses.filter((clause) => clause.citation === citation);
  if (!first) throw new ForumFileError("forum-file-no-clause", { citation });
  return [first, ...others];
}

/** An error in a forum file. The message names the part of the file and the problem. */
export class ForumFileError<Code extends keyof typeof forumFiles = keyof typeof forumFiles> extends Error {
  override name = "ForumFileError";

  constructor(code: Code, params: Readonly<ParamsOf<(typeof forumFiles)[Code]>>, options?: ErrorOptions) {
    super(messageTextFrom(forumFiles, { code, params }, "en"), options);
  }
}
