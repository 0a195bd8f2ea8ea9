import type { Node } from "prosemirror-model";
import * as z from "zod";
import { annotationKinds, commentTypes, Visibility, type Annotation } from "#core/annotate/annotation.ts";
import { fragmentOf } from "#core/annotate/inline-content.ts";
import { operationsBetween } from "#core/annotate/operations-between.ts";
import { InlineContent, ProposalOperation } from "#core/annotate/proposal-operation.ts";
import { Speaker } from "#core/annotate/speaker.ts";
import { Target } from "#core/annotate/target.ts";
import { contentWords } from "./content-words.ts";
import type { Subject } from "./subject.ts";

/** What a proposal does to the clauses it speaks of. */
export const proposalModes = ["reword", "delete", "insert"] as const;

/** Everything typed into a composer, kept as it is until it is sent. */
export const Written = z.object({
  kind: z.enum(annotationKinds),
  target: Target,
  text: z.string(),
  type: z.enum(commentTypes),
  visibility: Visibility,
  /** Id of the circle that is to see it, for that visibility. */
  circle: z.string().nullable().default(null),
  capacity: Speaker.shape.capacity,
  jointly: z.array(z.string()),
  mode: z.enum(proposalModes),
  /** Proposed words, by clause id; clauses that stay as they are have none. */
  contents: z.record(z.string(), InlineContent),
  /** The label and words of a clause to come after. */
  insertion: z.object({ label: z.string(), text: z.string() }),
});
export type Written = z.infer<typeof Written>;

/** An empty composer for a subject, for somebody who speaks in a capacity. */
export function emptyWritten({ kind, target }: Subject, capacity: Written["capacity"]): Written {
  return {
    kind,
    target,
    text: "",
    type: kind === "proposal" ? "technical" : "general",
    visibility: "submitted",
    circle: null,
    capacity,
    jointly: [],
    mode: "reword",
    contents: {},
    insertion: { label: "", text: "" },
  };
}

/** What was kept of a composer; undefined where nothing was, or it was written by another version of this page. */
export function parseWritten(kept: string | undefined): Written | undefined {
  if (kept === undefined) return undefined;
  try {
    return Written.parse(JSON.parse(kept));
  } catch {
    return undefined;
  }
}

/** Whether anything was typed at all. */
export function isBlank({ text, mode, contents, insertion }: Written): boolean {
  return text.trim() === "" && mode !== "delete" && Object.keys(contents).length === 0 && insertion.text.trim() === "";
}

/** The steps a composer's proposal comes to, on the clauses it speaks of; none for a comment. */
export function operationsOf(written: Written, clauses: readonly Node[]): ProposalOperation[] {
  if (written.kind === "comment") return [];
  if (written.mode === "delete") {
    return clauses.map(({ attrs }) => ({ kind: "delete", clause: String(attrs["id"]) }));
  }
  if (written.mode === "insert") {
    const after = clauses.at(-1);
    const text = written.insertion.text.replace(/\s+/gu, " ").trim().normalize("NFC");
    if (!after || text === "") return [];
    return [
      {
        kind: "insert",
        after: String(after.attrs["id"]),
        clause: {
          kind: kindAfter(String(after.attrs["kind"])),
          label: written.insertion.label.trim() || null,
          depth: Number(after.attrs["depth"]),
          content: [{ type: "text", text }],
        },
      },
    ];
  }
  return clauses.flatMap((clause) => {
    const content = written.contents[String(clause.attrs["id"])];
    return content ? operationsBetween(clause, fragmentOf(content)) : [];
  });
}

/** The composer as it would have to be for an annotation that is being edited. */
export function writtenOf(annotation: Annotation, contents: Written["contents"]): Written {
  const inserted = annotation.operations.find(({ kind }) => kind === "insert");
  const insertion =
    inserted?.kind === "insert"
      ? {
          label: inserted.clause.label ?? "",
          text: contentWords(inserted.clause.content),
        }
      : { label: "", text: "" };
  const { kind, text, type, visibility, circleId, speaker, targets } = annotation;
  return {
    kind,
    target: targets[0] ?? { kind: "document" },
    text,
    type,
    visibility,
    circle: circleId,
    capacity: speaker.capacity,
    jointly: [...speaker.jointly, ...speaker.awaiting].map(({ id }) => id),
    mode: inserted ? "insert" : annotation.operations.some(({ kind: step }) => step === "delete") ? "delete" : "reword",
    contents,
    insertion,
  };
}

/**
 * Whether a composer can show all the steps of a proposal. One made through the API may move clauses, or reword one and
 * delete another: to edit such a one by what the form shows of it would change what is proposed.
 */
export function showsAllSteps(
  written: Written,
  clauses: readonly Node[],
  steps: readonly ProposalOperation[],
): boolean {
  const inOneOrder = (operations: readonly ProposalOperation[]): string =>
    JSON.stringify(z.array(ProposalOperation).parse(operations));
  return inOneOrder(operationsOf(written, clauses)) === inOneOrder(steps);
}

/** A clause after a title, an opening line, a verb or a heading is of the kind that usually follows it. */
function kindAfter(kind: string): "recital" | "operative" | "item" | "paragraph" {
  if (kind === "recital" || kind === "operative" || kind === "item") return kind;
  return kind === "verb" ? "recital" : "paragraph";
}
