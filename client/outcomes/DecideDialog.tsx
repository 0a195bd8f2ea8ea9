import { useQuery } from "@tanstack/react-query";
import { memo, type ReactNode, useId, useMemo, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { quotedText, annotationText } from "#core/discuss/annotation-text.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { amendments as amendmentMessages, outcomesPage as messages } from "#core/messages/catalogues.ts";
import { type DecisionOutcome, decisionOutcomes } from "#core/outcome/decision.ts";
import { amendedTexts, isRejection } from "#core/propose/amendment.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { AmendedText } from "../annotations/AmendedText.tsx";
import { clauseOfTarget } from "../annotations/target.ts";
import { annotationsQuery } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { FilteredList, type ListedChoice } from "../components/FilteredList.tsx";
import { plainText } from "../components/plain-text.ts";
import { formatMessage, headWord, word } from "../page-parts/messages.ts";
import { sourceName } from "../components/format.tsx";
import { useDecisionWrites } from "./use-decision-writes.ts";

/**
 * Records the decision of an annotation, its reason and the draft that shows it. For the secretariat and the chair.
 */
export function DecideDialog({
  placed,
  address,
  drafts,
  onClose,
}: {
  placed: PlacedAnnotation;
  /** Address of the version being read. */
  address: string;
  /** The drafts that may show the outcome. */
  drafts: readonly ListedVersion[];
  onClose: () => void;
}): ReactNode {
  const before = placed.decision?.current;
  // Nothing is chosen beforehand: a decision that nobody made must not be recorded by one press.
  const [outcome, setOutcome] = useState<DecisionOutcome | null>(before?.outcome ?? null);
  const [isMissing, setMissing] = useState(false);
  const [reason, setReason] = useState(before?.reason ?? "");
  const [shownIn, setShownIn] = useState(before?.shownIn ?? "");
  const [mergedWith, setMergedWith] = useState(before?.mergedWith ?? null);
  const amendments = useMemo(() => acceptable(placed), [placed]);
  // An amendment that was withdrawn since the last decision can no longer be accepted.
  const [amendedBy, setAmendedBy] = useState(() => amendments.find(({ id }) => id === before?.amendedBy)?.id ?? null);
  const { decide } = useDecisionWrites();
  const name = useId();
  const missingId = `${name}-missing`;
  const { needsReason, namesAnother, takesUp } = outcome === null ? undecided : decisionOutcomes[outcome];
  return (
    <ConfirmDialog
      title={
        before
          ? messages.changeDecision
          : formatMessage(messages.decideTitle, { kind: word(`kind-${placed.annotation.kind}`) })
      }
      act={before ? messages.changeDecision : messages.confirmDecision}
      ready={(!namesAnother || mergedWith !== null) && (!needsReason || reason.trim() !== "")}
      onConfirm={() => {
        setMissing(outcome === null);
        return (
          outcome !== null &&
          decide(placed.annotation.id, {
            revision: placed.decision?.revision ?? 0,
            outcome,
            reason: reason.trim(),
            shownIn: shownIn === "" ? null : shownIn,
            mergedWith: namesAnother ? mergedWith : null,
            amendedBy: takesUp ? amendedBy : null,
          })
        );
      }}
      onClose={onClose}
    >
      <fieldset className="decide-outcomes" aria-describedby={missingId}>
        <legend className="field-label">{messages.outcomeField}</legend>
        {isMissing && outcome === null && (
          <p className="field-error" id={missingId} role="alert">
            {messages.outcomeMissing}
          </p>
        )}
        {codesOf(decisionOutcomes).map((option) => (
          <label key={option} className="decide-outcome">
            <input type="radio" name={name} checked={outcome === option} onChange={() => setOutcome(option)} />
            {headWord(`decision-${option}`)}
          </label>
        ))}
      </fieldset>
      {takesUp && amendments.length > 0 && (
        <WordingField amendments={amendments} chosen={amendedBy} onChoose={setAmendedBy} />
      )}
      {namesAnother && (
        <MergeField annotation={placed.annotation} version={address} chosen={mergedWith} onChoose={setMergedWith} />
      )}
      <label className="field dialog-field">
        <span className="field-label">{needsReason ? messages.reasonField : messages.optionalReasonField}</span>
        <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
      <label className="field dialog-field">
        <span className="field-label">{messages.appearsInField}</span>
        <select value={shownIn} onChange={({ target }) => setShownIn(target.value)}>
          <option value="">{messages.noDraftYet}</option>
          {drafts.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </ConfirmDialog>
  );
}

/** The fields that the dialog shows before an outcome is chosen. */
const undecided = { needsReason: false, namesAnother: false, takesUp: false };

/** Selects the wording that is accepted: the proposal's own, or that of one of its amendments. */
function WordingField({
  amendments,
  chosen,
  onChoose,
}: {
  amendments: readonly ShownReply[];
  /** Id of the reply; null for the proposal's own wording. */
  chosen: string | null;
  onChoose: (reply: string | null) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className="decide-wording stack dialog-field">
      <legend className="field-label">{amendmentMessages.acceptedWording}</legend>
      <label className="decide-outcome">
        <input type="radio" name={name} checked={chosen === null} onChange={() => onChoose(null)} />
        {amendmentMessages.asProposed}
      </label>
      {amendments.map(({ id, speaker, amendment }) => {
        const label = formatMessage(amendmentMessages.asAmendedBy, { source: sourceName(speaker) });
        return (
          <div key={id}>
            <label className="decide-outcome">
              <input type="radio" name={name} checked={chosen === id} onChange={() => onChoose(id)} />
              {label}
            </label>
            <AmendedText parts={amendment ?? []} label={label} />
          </div>
        );
      })}
    </fieldset>
  );
}

/** Returns the replies with an amendment that can be accepted: open, in the thread, and to the present wording. */
function acceptable({ annotation, replies }: PlacedAnnotation): ShownReply[] {
  return replies.filter(
    ({ standing, clearance, amendment }) =>
      standing === "open" &&
      !clearance &&
      amendment &&
      !isRejection(amendment) &&
      amendedTexts(annotation.operations, amendment) !== null,
  );
}

/**
 * Selects the comment to merge with. Those on the same clause come first, and typing filters the list. There may be
 * many, so they are not rendered again at every key press in the reason field beside them.
 */
const MergeField = memo(function MergeField({
  annotation,
  version,
  chosen,
  onChoose,
}: {
  /** The annotation to merge. */
  annotation: Annotation;
  /** Address of the version whose comments are listed. */
  version: string;
  /** Id of the annotation to merge with; null before one is selected. */
  chosen: string | null;
  onChoose: (annotation: string) => void;
}): ReactNode {
  const [query, setQuery] = useState("");
  const annotations = useQuery(annotationsQuery(version)).data;
  const choices = useMemo(
    () => mergeable(annotations ?? [], annotation.id).map(mergeChoice),
    [annotations, annotation.id],
  );
  return (
    <FilteredList
      label={messages.mergeWithField}
      placeholder={messages.findCommentExample}
      fieldClassName="dialog-field"
      query={query}
      listLabel={messages.mergeCandidates}
      listClassName="merge-list"
      groups={[{ heading: null, choices: choices.filter(({ text }) => plainText(text).includes(plainText(query))) }]}
      chosen={chosen}
      empty={<p className="quiet">{messages.noMatchingComments}</p>}
      onQuery={setQuery}
      onChoose={onChoose}
    />
  );
});

function mergeChoice(candidate: Annotation): ListedChoice & { text: string } {
  const text = [annotationText(candidate), quotedText(candidate)].filter(Boolean).join(" · ");
  return {
    id: candidate.id,
    text: `${sourceName(candidate.speaker)} ${text}`,
    content: (
      <span className="merge-choice">
        <span>
          <strong>{sourceName(candidate.speaker)}</strong>{" "}
          <span className="quiet small">{word(`kind-${candidate.kind}`)}</span>
        </span>
        <span className="small merge-text clamped" dir="auto">
          {text}
        </span>
      </span>
    ),
  };
}

/**
 * Returns the annotations this one may be merged with: those submitted and open, with those on the same clause first.
 */
function mergeable(annotations: readonly PlacedAnnotation[], annotation: string): Annotation[] {
  const subject = annotations.find((placed) => placed.annotation.id === annotation);
  const beside = (placed: PlacedAnnotation): number =>
    Number(subject !== undefined && clauseOf(placed) === clauseOf(subject));
  return annotations
    .filter((placed) => placed !== subject && placed.annotation.visibility === "submitted")
    .filter((placed) => placed.annotation.standing === "open")
    .sort((a, b) => beside(b) - beside(a))
    .map((placed) => placed.annotation);
}

/** Returns the clause of an annotation's first target on the listed version. */
function clauseOf({
  placement: {
    targets: [target],
  },
}: PlacedAnnotation): string | null {
  return target ? clauseOfTarget(target) : null;
}
