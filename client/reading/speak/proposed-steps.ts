import type { Node } from "prosemirror-model";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { annotationKinds } from "#core/discuss/annotation.ts";
import { contentOf, fragmentOf, positionAt } from "#core/discuss/inline-content.ts";
import type { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { isSameTargets } from "#core/discuss/target.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import type { ClauseKind } from "#core/text/clause.ts";
import { textOf } from "#core/discuss/content-text.ts";
import { type AnnotationChange } from "../../annotations/annotation-change.ts";
import { targetClauses } from "../../annotations/target.ts";
import { kindAfter } from "../../reader/clause-editing.ts";
import { nothingProposed, OperationsShape, type Proposed, type Written } from "./written.ts";

type Subjects = Pick<Written, "target" | "also">;

/** Returns the operations of a composer's proposal, on its own draft; empty for a comment or if nothing is proposed. */
export function operationsOf(written: Written, draft: Node): ProposalOperation[] {
  return annotationKinds[written.kind].hasOperations ? stepsOf(written, draft) : [];
}

function stepsOf(written: Proposed & Subjects, draft: Node): ProposalOperation[] {
  const clauses = targetClauses(draft, written.target);
  const [first] = clauses;
  const last = clauses.at(-1);
  if (written.mode === "as-made") return written.steps;
  if (written.mode === "throughout") return replacedThroughout(written);
  if (!first || !last) return [];
  switch (written.mode) {
    case "delete":
      return clauses.map((clause) => ({ kind: "delete", clause: idOf(clause) }));
    case "insert":
      return inserted(written.insertion, last);
    case "move": {
      const { after } = written;
      return after === null ? [] : clauses.map((clause) => ({ kind: "move", clause: idOf(clause), after }));
    }
    case "merge":
      return written.mergedWith === null
        ? []
        : [
            ...operationsBetween(first, fragmentOf(written.contents[idOf(first)] ?? contentOf(first.content))),
            { kind: "delete", clause: written.mergedWith },
          ];
    case "split":
      return written.split === null ? [] : split(first, written.split);
    case "relabel": {
      const label = written.label?.trim() || null;
      return written.label === null || label === first.attrs["label"]
        ? []
        : [{ kind: "relabel", clause: idOf(first), label }];
    }
    case "reword":
      return clauses.flatMap((clause) => {
        const content = written.contents[idOf(clause)];
        return content ? operationsBetween(clause, fragmentOf(content)) : [];
      });
  }
}

/**
 * Returns the composer state for the operations of a proposal. Uses the first form that produces exactly these
 * operations. If none does, the operations are kept unchanged.
 */
export function proposedOf(operations: readonly ProposalOperation[], subjects: Subjects, draft: Node): Proposed {
  const contents = rewordedContents(draft, operations);
  const find = <K extends ProposalOperation["kind"]>(kind: K): Extract<ProposalOperation, { kind: K }> | undefined =>
    operations.find((step): step is Extract<ProposalOperation, { kind: K }> => step.kind === kind);
  const insertStep = find("insert");
  const replaceStep = find("replace");
  const forms: Partial<Proposed>[] = [
    ...(subjects.also.length > 0 && replaceStep
      ? [{ mode: "throughout", replacement: textOf(replaceStep.content) } as const]
      : []),
    { mode: "reword", contents },
    { mode: "delete" },
    {
      mode: "insert",
      insertion: {
        label: insertStep?.clause.label ?? "",
        text: insertStep ? textOf(insertStep.clause.content) : "",
      },
    },
    { mode: "move", after: find("move")?.after ?? null },
    { mode: "relabel", label: find("relabel")?.label ?? "" },
    { mode: "split", split: { at: replaceStep?.start.offset ?? 0, label: insertStep?.clause.label ?? "" } },
    ...(replaceStep ? [{ mode: "merge", contents, mergedWith: find("delete")?.clause ?? null } as const] : []),
  ];
  const expected = canonical(operations);
  for (const form of forms) {
    const proposed = { ...nothingProposed, ...form };
    if (canonical(stepsOf({ ...proposed, ...subjects }, draft)) === expected) return proposed;
  }
  return unchangedProposal(operations);
}

/** Returns the composer state for operations that stay unchanged. */
export function unchangedProposal(operations: readonly ProposalOperation[]): Proposed {
  return { ...nothingProposed, mode: "as-made", steps: [...operations] };
}

/** Checks whether two proposals have the same operations, in any order. */
export function hasSameSteps(a: readonly ProposalOperation[], b: readonly ProposalOperation[]): boolean {
  return canonical(a) === canonical(b);
}

/** Returns the text of two clauses joined in draft order: the initial text of a merge. */
export function mergedContent(draft: Node, clause: Node, other: Node): InlineContent {
  const order = draft.children.indexOf(other) < draft.children.indexOf(clause) ? [other, clause] : [clause, other];
  const [before, after] = order.map(({ content }) => contentOf(content));
  return [...(before ?? []), { type: "text", text: " " }, ...(after ?? [])];
}

/** Returns the offsets at which a clause can be split: the start of every word except the first. */
export function splitOffsets(clause: Node): number[] {
  return Array.from(clause.textContent.matchAll(/(?<=\s)\S/gu), ({ index }) => index);
}

function split(clause: Node, { at, label }: NonNullable<Proposed["split"]>): ProposalOperation[] {
  const text = clause.textContent;
  const head = text.slice(0, at).trimEnd();
  const tail = text.slice(at).trimStart();
  if (head === "" || tail === "") return [];
  const rest = clause.content.cut(positionAt(clause, text.length - tail.length, "before"));
  return [
    {
      kind: "replace",
      start: { clause: idOf(clause), offset: head.length },
      end: { clause: idOf(clause), offset: text.length },
      content: [],
    },
    {
      kind: "insert",
      after: idOf(clause),
      clause: {
        kind: clause.attrs["kind"] as ClauseKind,
        label: label.trim() || null,
        depth: Number(clause.attrs["depth"]),
        content: contentOf(rest),
      },
    },
  ];
}

function inserted({ label, text: typed }: Proposed["insertion"], after: Node): ProposalOperation[] {
  const text = typed.replace(/\s+/gu, " ").trim().normalize("NFC");
  if (text === "") return [];
  return [
    {
      kind: "insert",
      after: idOf(after),
      clause: {
        kind: kindAfter(String(after.attrs["kind"])),
        label: label.trim() || null,
        depth: Number(after.attrs["depth"]),
        content: [{ type: "text", text }],
      },
    },
  ];
}

/** Text is replaced only within one clause; a range across clauses is skipped. */
function replacedThroughout({ target, also, replacement }: Proposed & Subjects): ProposalOperation[] {
  if (replacement === null || also.length === 0) return [];
  const text = replacement.replace(/\s+/gu, " ").trim().normalize("NFC");
  return [target, ...also].flatMap((range) =>
    range.kind === "range" && range.start.clause === range.end.clause && range.quote.exact !== text
      ? [
          {
            kind: "replace" as const,
            start: range.start,
            end: range.end,
            content: text === "" ? [] : [{ type: "text", text }],
          },
        ]
      : [],
  );
}

/** Returns the proposed text of every reworded clause, by clause id. */
function rewordedContents(draft: Node, operations: readonly ProposalOperation[]): Proposed["contents"] {
  const touched = new Set(operations.flatMap((step) => (step.kind === "replace" ? [step.start.clause] : [])));
  const { draft: proposed } = applyOperations(
    draft,
    operations.filter(({ kind }) => kind === "replace"),
  );
  return Object.fromEntries(
    proposed.children
      .filter((clause) => touched.has(idOf(clause)))
      .map((clause) => [idOf(clause), contentOf(clause.content)]),
  );
}

function canonical(operations: readonly ProposalOperation[]): string {
  return JSON.stringify(OperationsShape(operations));
}

function idOf(clause: Node): string {
  return String(clause.attrs["id"]);
}

/**
 * Returns the changes to an annotation when a composer is saved. Targets and operations belong to the draft it was made
 * on, because their offsets refer to that text. On any other draft they stay as they are.
 */
export function editSent(written: Written, { annotation }: PlacedAnnotation, home: Node | null): AnnotationChange {
  const { kind, text, type, visibility, circle, target, also } = written;
  const targets = [target, ...also];
  return {
    text: text.trim(),
    type,
    visibility,
    circle,
    ...(home && !isSameTargets(targets, annotation.targets) && { targets }),
    ...(home && annotationKinds[kind].hasOperations && { operations: operationsOf(written, home) }),
  };
}
