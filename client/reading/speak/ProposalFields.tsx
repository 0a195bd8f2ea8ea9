import type { Node } from "prosemirror-model";
import { type ReactNode, useDeferredValue, useLayoutEffect, useMemo, useRef } from "react";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import { composer as messages } from "#core/messages/catalogues.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { ProposedClauses } from "../../annotations/ProposedClauses.tsx";
import { targetClauses } from "../../annotations/target.ts";
import { Choices } from "../../components/Choices.tsx";
import { formatMessage, richMessage } from "../../page-parts/messages.ts";
import { mountProposalEditor } from "../../reader/proposal-editor.ts";
import { ClausePicker } from "./ClausePicker.tsx";
import { mergedContent, operationsOf, splitOffsets } from "./proposed-steps.ts";
import { type ChosenMode, modesFor, type Proposed, type Written } from "./written.ts";

/** Names of the modes, by the number of clauses. */
const modeNames: Record<ChosenMode, string> = {
  reword: messages.editText,
  insert: messages.insertClause,
  delete: messages.deleteClauses,
  move: messages.moveClauses,
  merge: messages.mergeClause,
  split: messages.splitClause,
  relabel: messages.changeNumber,
};

/** The part of a composer that edits a proposal and previews it. */
export function ProposalFields({
  written,
  draft,
  text,
  onChange,
}: {
  written: Written;
  draft: Node;
  text: VersionText;
  onChange: (change: Partial<Written>) => void;
}): ReactNode {
  const { mode, target } = written;
  const clauses = useMemo(() => targetClauses(draft, target), [draft, target]);
  // The typed letter is rendered first, and the preview when there is time.
  const settled = useDeferredValue(written);
  const proposed = useMemo(
    () =>
      settled.mode === "reword" || settled.mode === "merge"
        ? []
        : proposedClauses(draft, text, operationsOf(settled, draft)),
    [settled, draft, text],
  );
  const modes = modesFor(clauses);
  return (
    <>
      {mode === "as-made" && <p className="quiet">{messages.originalProposal}</p>}
      {mode !== "throughout" && mode !== "as-made" && (
        <Choices
          legend={messages.changeType}
          name="proposal-mode"
          values={modes}
          chosen={mode}
          labelOf={(choice) => richMessage(modeNames[choice], { count: clauses.length })}
          onChoose={(choice) => onChange({ mode: choice })}
        />
      )}
      {modes.length === 1 && <p className="quiet small">{messages.tableNote}</p>}
      <ModeFields written={written} clauses={clauses} draft={draft} text={text} onChange={onChange} />
      {proposed.length > 0 && (
        <div className="proposed-so-far">
          <ProposedClauses clauses={proposed} language={text.language} label={messages.yourProposal} />
        </div>
      )}
    </>
  );
}

interface ModeProps {
  written: Written;
  /** The clauses that the proposal is about. */
  clauses: readonly Node[];
  draft: Node;
  text: VersionText;
  onChange: (change: Partial<Written>) => void;
}

/** The fields of the chosen kind of change. */
function ModeFields(props: ModeProps): ReactNode {
  const { written, clauses, text, onChange } = props;
  const [first] = clauses;
  const clauseIds = useMemo(() => new Set(clauses.map(idOf)), [clauses]);
  switch (written.mode) {
    case "reword":
      return <RewordFields {...props} />;
    case "insert":
      return (
        <InsertionFields
          insertion={written.insertion}
          direction={directionOf(text.language)}
          onChange={(insertion) => onChange({ insertion })}
        />
      );
    case "move":
      return (
        <ClausePicker
          label={messages.moveAfter}
          text={text}
          value={written.after}
          without={clauseIds}
          front
          onChoose={(after) => onChange({ after })}
        />
      );
    case "merge":
      return first && <MergeFields {...props} first={first} without={clauseIds} />;
    case "split":
      return first && <SplitFields clause={first} split={written.split} onChange={(split) => onChange({ split })} />;
    case "relabel":
      return (
        first && (
          <label className="field insertion-label">
            <span className="field-label">{messages.numberField}</span>
            <input
              className="input"
              value={written.label ?? (first.attrs["label"] as string | null) ?? ""}
              onChange={({ target: { value } }) => onChange({ label: value })}
            />
          </label>
        )
      );
    case "throughout":
      return (
        <label className="field">
          <span className="field-label">{messages.replacementField}</span>
          <input
            className="input"
            dir={directionOf(text.language)}
            value={written.replacement ?? ""}
            onChange={({ target: { value } }) => onChange({ replacement: value })}
          />
        </label>
      );
    case "delete":
    case "as-made":
      return null;
  }
}

/** An editor for the text of each clause. */
function RewordFields({ written: { target, contents }, clauses, text, onChange }: ModeProps): ReactNode {
  return clauses.map((clause) => {
    const id = idOf(clause);
    const isWithinClause = target.kind === "range" && target.start.clause === id && target.end.clause === id;
    return (
      <ClauseEditor
        key={id}
        clause={clause}
        content={contents[id]}
        select={isWithinClause ? { start: target.start.offset, end: target.end.offset } : undefined}
        label={formatMessage(messages.proposedTextOf, { citation: citationIn(text, clause) })}
        direction={directionOf(text.language)}
        onChange={(content) => onChange({ contents: { ...contents, [id]: content } })}
      />
    );
  });
}

/** The label and text of a new clause. */
function InsertionFields({
  insertion,
  direction,
  onChange,
}: {
  insertion: Written["insertion"];
  direction: "ltr" | "rtl";
  onChange: (insertion: Written["insertion"]) => void;
}): ReactNode {
  return (
    <div className="insertion">
      <label className="field insertion-label">
        <span className="field-label">{messages.newClauseLabel}</span>
        <input
          value={insertion.label}
          placeholder={messages.labelExample}
          onChange={({ target: { value } }) => onChange({ ...insertion, label: value })}
        />
      </label>
      <label className="field">
        <span className="field-label">{messages.newClauseText}</span>
        <textarea
          className="insertion-text"
          dir={direction}
          value={insertion.text}
          onChange={({ target: { value } }) => onChange({ ...insertion, text: value })}
        />
      </label>
    </div>
  );
}

/** The clause to merge with, and an editor for the merged text. */
function MergeFields({
  written: { contents, mergedWith: mergedId },
  first,
  without,
  draft,
  text,
  onChange,
}: ModeProps & { first: Node; without: ReadonlySet<string> }): ReactNode {
  const direction = directionOf(text.language);
  const mergedWith = draft.children.find((clause) => idOf(clause) === mergedId);
  const next = nextFree(draft, first);
  const mergeWith = (other: Node | undefined): void => {
    if (!other) return;
    onChange({
      mergedWith: idOf(other),
      contents: { ...contents, [idOf(first)]: mergedContent(draft, first, other) },
    });
  };
  return (
    <>
      {next && next !== mergedWith && (
        <button type="button" className="button button-quiet merge-next" onClick={() => mergeWith(next)}>
          {richMessage(messages.mergeWithNext, { citation: <bdi>{citationIn(text, next)}</bdi> })}
        </button>
      )}
      <ClausePicker
        label={messages.mergeWith}
        text={text}
        value={mergedId}
        without={without}
        onChoose={(id) => mergeWith(draft.children.find((clause) => idOf(clause) === id))}
      />
      {mergedWith && (
        <>
          <ClauseEditor
            key={idOf(mergedWith)}
            clause={first}
            content={contents[idOf(first)]}
            label={formatMessage(messages.mergedText, { citation: citationIn(text, first) })}
            direction={direction}
            onChange={(content) => onChange({ contents: { ...contents, [idOf(first)]: content } })}
          />
          <p className="proposal-deleted" dir={direction}>
            <del>{mergedWith.textContent}</del>
          </p>
        </>
      )}
    </>
  );
}

/** Returns the next clause that is not a footnote, if it is of the same kind. */
function nextFree(draft: Node, clause: Node): Node | undefined {
  const next = draft.children
    .slice(draft.children.indexOf(clause) + 1)
    .find(({ attrs }) => attrs["kind"] !== "footnote");
  return next?.attrs["kind"] === clause.attrs["kind"] ? next : undefined;
}

function idOf(clause: Node): string {
  return String(clause.attrs["id"]);
}

function citationIn(text: VersionText, clause: Node): string {
  return clauseById(text, idOf(clause))?.citation ?? "";
}

/** Selects where to split a clause. A slider moves from word to word, and the chosen position is shown as text. */
function SplitFields({
  clause,
  split,
  onChange,
}: {
  clause: Node;
  split: Proposed["split"];
  onChange: (split: NonNullable<Proposed["split"]>) => void;
}): ReactNode {
  const offsets = useMemo(() => splitOffsets(clause), [clause]);
  if (offsets.length === 0) return <p className="quiet">{messages.cannotSplitWord}</p>;
  const text = clause.textContent;
  const index = split === null ? -1 : offsets.findIndex((offset) => offset >= split.at);
  const at = offsets[index];
  const change = (part: Partial<NonNullable<Proposed["split"]>>): void =>
    onChange({ at: offsets[0] ?? 0, label: "", ...split, ...part });
  return (
    <div className="split-fields stack">
      <label className="field">
        <span className="field-label">{messages.splitBefore}</span>
        <input
          type="range"
          min={0}
          max={offsets.length - 1}
          value={Math.max(0, index)}
          aria-valuetext={at === undefined ? messages.notChosen : text.slice(at, at + 32)}
          onChange={({ target }) => change({ at: offsets[Number(target.value)] ?? 0 })}
          // The slider shows the first word before anything is chosen, so a click there must choose it.
          onClick={() => split === null && change({})}
        />
        <output dir="auto">{at === undefined ? messages.moveSlider : `“${text.slice(at, at + 32)}…”`}</output>
      </label>
      <label className="field insertion-label">
        <span className="field-label">{messages.secondClauseNumber}</span>
        <input
          className="input"
          value={split?.label ?? ""}
          placeholder={messages.labelExample}
          onChange={({ target }) => change({ label: target.value })}
        />
      </label>
    </div>
  );
}

/** An editor of one clause's text that tracks changes. It takes the focus when it appears. */
function ClauseEditor({
  clause,
  content,
  select,
  label,
  direction,
  onChange,
}: {
  clause: Node;
  /** The initial content; undefined for the clause's own text. */
  content: InlineContent | undefined;
  /** The range selected at the start. */
  select?: { start: number; end: number } | undefined;
  label: string;
  direction: string;
  onChange: (content: InlineContent) => void;
}): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  const latest = useRef(onChange);
  const initial = useRef({ content, select });
  useLayoutEffect(() => {
    latest.current = onChange;
  });
  useLayoutEffect(() => {
    const element = container.current?.appendChild(document.createElement("div"));
    if (!element) return undefined;
    const { content: initialContent, select: selection } = initial.current;
    const destroy = mountProposalEditor(element, {
      clause,
      label,
      direction,
      ...(initialContent && { content: initialContent }),
      ...(selection && !initialContent && { select: selection }),
      onChange: (_operations, next) => latest.current(next),
    });
    // The margin has not positioned the form yet, so scrolling to it is the margin's job.
    element.focus({ preventScroll: true });
    return () => {
      destroy();
      element.remove();
    };
  }, [clause, label, direction]);
  return <div ref={container} />;
}
