import type { Node } from "prosemirror-model";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import type { InlineContent } from "#core/annotate/proposal-operation.ts";
import { mountProposalEditor } from "../reader/proposal-editor.ts";
import { proposalModes, type Written } from "./written.ts";

const modeNames: Record<Written["mode"], string> = {
  reword: "Change the words",
  delete: "Delete the clause",
  insert: "Add a clause after",
};

/** The part of a composer where wording is proposed: other words, no clause, or one more. */
export function ProposalFields({
  written,
  clauses,
  citations,
  direction,
  onChange,
}: {
  written: Written;
  clauses: readonly Node[];
  /** Of the clauses, in their order. */
  citations: readonly string[];
  direction: string;
  onChange: (change: Partial<Written>) => void;
}): ReactNode {
  const several = clauses.length > 1;
  const { mode, insertion, target, contents } = written;
  return (
    <>
      <fieldset className="choices">
        <legend className="visually-hidden">What you propose</legend>
        {proposalModes.map((choice) => (
          <label key={choice} className={choice === mode ? "choice is-chosen" : "choice"}>
            <input
              type="radio"
              className="visually-hidden"
              name="proposal-mode"
              checked={choice === mode}
              onChange={() => onChange({ mode: choice })}
            />
            {several && choice === "delete" ? "Delete the clauses" : modeNames[choice]}
          </label>
        ))}
      </fieldset>
      {mode === "reword" &&
        clauses.map((clause, index) => {
          const id = String(clause.attrs["id"]);
          const words = target.kind === "range" && target.start.clause === id && target.end.clause === id;
          return (
            <ClauseEditor
              key={id}
              clause={clause}
              content={contents[id]}
              select={words ? { start: target.start.offset, end: target.end.offset } : undefined}
              label={`Proposed words of ${citations[index] ?? ""}`}
              direction={direction}
              onChange={(content) => onChange({ contents: { ...contents, [id]: content } })}
            />
          );
        })}
      {mode === "delete" && (
        <p className="proposal-deleted" dir={direction}>
          {clauses.map((clause) => (
            <del key={String(clause.attrs["id"])}>{clause.textContent}</del>
          ))}
        </p>
      )}
      {mode === "insert" && (
        <div className="insertion">
          <label className="field insertion-label">
            <span className="field-label">Label</span>
            <input
              value={insertion.label}
              placeholder="a) bis"
              onChange={({ target: { value } }) => onChange({ insertion: { ...insertion, label: value } })}
            />
          </label>
          <label className="field">
            <span className="field-label">Words of the new clause</span>
            <textarea
              className="insertion-text"
              dir={direction}
              value={insertion.text}
              onChange={({ target: { value } }) => onChange({ insertion: { ...insertion, text: value } })}
            />
          </label>
        </div>
      )}
    </>
  );
}

function ClauseEditor({
  clause,
  content,
  select,
  label,
  direction,
  onChange,
}: {
  clause: Node;
  content: InlineContent | undefined;
  select: { start: number; end: number } | undefined;
  label: string;
  direction: string;
  onChange: (content: InlineContent) => void;
}): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onChange);
  const initial = useRef({ content, select });
  useLayoutEffect(() => {
    latest.current = onChange;
  });
  useLayoutEffect(() => {
    const element = place.current?.appendChild(document.createElement("div"));
    if (!element) return undefined;
    const { content: kept, select: words } = initial.current;
    const destroy = mountProposalEditor(element, {
      clause,
      label,
      direction,
      ...(kept && { content: kept }),
      ...(words && !kept && { select: words }),
      onChange: (_operations, next) => latest.current(next),
    });
    // The margin has not placed the form yet: scrolling to it is the margin's to do.
    element.focus({ preventScroll: true });
    return () => {
      destroy();
      element.remove();
    };
  }, [clause, label, direction]);
  return <div ref={place} />;
}
