import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";
import type { Preview } from "#core/contract/version-operations.ts";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import { type Clause, type ClauseKind, clauseKinds, type VersionText } from "#core/text/clause.ts";
import { undoCorrection } from "#core/text/correct-draft.ts";
import { directionOf } from "#core/text/direction.ts";
import type { DraftCorrection } from "#core/text/draft-correction.ts";
import { labelsAtStart } from "#core/text/labels/numbering.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { toast } from "../components/toasts.ts";
import { formatMessage, headWord, richMessage } from "../page-parts/messages.ts";

type Wrong = DraftCorrection["kind"];

const questions: Record<Wrong, string> = {
  name: messages.wrongLabelOrType,
  join: messages.belongsToPrevious,
  split: messages.twoClauses,
};

/** Asks for the error in a clause that was read incorrectly, and for its correction. */
export function CorrectDialog({
  text,
  clause,
  onCorrect,
  onClose,
}: {
  text: VersionText;
  clause: Clause;
  onCorrect: (correction: DraftCorrection) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const [wrong, setWrong] = useState<Wrong>("name");
  const [kind, setKind] = useState(clause.kind);
  const [label, setLabel] = useState(clause.label ?? "");
  const [asWords, setAsWords] = useState(true);
  const [begins, setBegins] = useState("");
  const name = useId();
  const clauseText = text.text.slice(clause.start, clause.end);
  const offset = begins.trim() === "" ? -1 : clauseText.indexOf(begins.trim());
  const isOnce = offset > 0 && !clauseText.includes(begins.trim(), offset + 1);
  const before = text.clauses
    .slice(0, text.clauses.indexOf(clause))
    .findLast((candidate) => candidate.kind !== "footnote");
  const correctionOf: Record<Wrong, () => DraftCorrection> = {
    name: () => ({
      kind: "name",
      clause: clause.id,
      label: label.trim() || null,
      labelAsWords: asWords && clause.label !== null && label.trim() !== clause.label,
      clauseKind: kind as Exclude<ClauseKind, "footnote" | "cell">,
    }),
    join: () => ({ kind: "join", clause: clause.id, labelAsWords: asWords }),
    split: () => {
      const second = clauseText.slice(offset);
      const [found] = labelsAtStart(second);
      return { kind: "split", clause: clause.id, offset, label: found ? second.slice(0, found.length).trim() : null };
    },
  };
  const labelRemoved =
    clause.label !== null && (wrong === "join" || (wrong === "name" && label.trim() !== clause.label));
  return (
    <ConfirmDialog
      title={formatMessage(messages.correctTitle, { citation: clause.citation })}
      act={messages.correctClause}
      ready={wrong === "split" ? isOnce : wrong === "name" || before !== undefined}
      onConfirm={() => onCorrect(correctionOf[wrong]())}
      onClose={onClose}
    >
      <p className="correct-text" lang={text.language} dir={directionOf(text.language)}>
        {clause.label !== null && <b>{clause.label} </b>}
        {wrong === "split" && isOnce ? (
          <>
            {clauseText.slice(0, offset)}
            <span className="correct-cut">{clauseText.slice(offset)}</span>
          </>
        ) : (
          clauseText
        )}
      </p>
      <fieldset className="correct-questions">
        <legend className="visually-hidden">{messages.problemChoices}</legend>
        {(Object.keys(questions) as Wrong[]).map((option) => (
          <label key={option}>
            <input type="radio" name={name} checked={wrong === option} onChange={() => setWrong(option)} />
            {questions[option]}
          </label>
        ))}
      </fieldset>
      {wrong === "name" && (
        <div className="correct-fields">
          <label className="field">
            <span className="field-label">{messages.labelField}</span>
            <input value={label} maxLength={40} onChange={({ target }) => setLabel(target.value)} />
          </label>
          <label className="field">
            <span className="field-label">{messages.typeField}</span>
            <select className="input" value={kind} onChange={({ target }) => setKind(target.value as ClauseKind)}>
              {clauseKinds
                .filter((kindOption) => kindOption !== "footnote" && kindOption !== "cell")
                .map((kindOption) => (
                  <option key={kindOption} value={kindOption}>
                    {headWord(`clause-kind-${kindOption}`)}
                  </option>
                ))}
            </select>
          </label>
        </div>
      )}
      {labelRemoved && (
        <label className="correct-check">
          <input type="checkbox" checked={asWords} onChange={({ target }) => setAsWords(target.checked)} />
          {richMessage(messages.keepLabelAsText, { label: clause.label })}
        </label>
      )}
      {wrong === "join" && before && (
        <p className="quiet">{richMessage(messages.addedToEndOf, { clause: <bdi>{before.citation}</bdi> })}</p>
      )}
      {wrong === "split" && (
        <label className="field dialog-field">
          <span className="field-label">{messages.secondClauseField}</span>
          <input
            value={begins}
            lang={text.language}
            dir="auto"
            aria-describedby={`${name}-found`}
            onChange={({ target }) => setBegins(target.value)}
          />
          <span id={`${name}-found`} className="quiet small" role="status">
            {begins.trim() === ""
              ? messages.splitHint
              : isOnce
                ? messages.splitFound
                : offset < 0
                  ? messages.splitNotFound
                  : offset === 0
                    ? messages.splitAtStart
                    : messages.splitAmbiguous}
          </span>
        </label>
      )}
    </ConfirmDialog>
  );
}

/** The changes that can be made to a prepared draft before it is published. */
export interface DraftCorrections {
  /** Corrects a clause. Resolves to whether it succeeded; a message has reported any refusal. */
  correct: (correction: DraftCorrection) => Promise<boolean>;
  /** Reads the file again with its tracked changes accepted or rejected. Corrections are lost. */
  reread: UseMutationResult<Preview, Error, "accept" | "reject">;
}

/** Returns the changes to a prepared draft. The result of each is rendered from the server's answer. */
export function useDraftCorrections(preview: Preview): DraftCorrections {
  const client = useQueryClient();
  const params = { version: preview.version.id };
  const showAnswer = (answer: Preview): void => {
    client.setQueryData(keys.preview(answer.version.id), answer);
    for (const queryKey of [keys.document(answer.version.documentId), keys.library, ["comparison"]]) {
      void client.invalidateQueries({ queryKey });
    }
  };
  const correct = async (on: Preview, correction: DraftCorrection, done: string): Promise<boolean> => {
    try {
      const { contentHash } = on.version;
      const answer = await call("correctVersion", { params, body: { contentHash, correction } });
      showAnswer(answer);
      const back = undoCorrection(on.text, correction, answer.text);
      toast(done, back ? { undo: () => void correct(answer, back, messages.correctionUndone) } : {});
      return true;
    } catch (error) {
      toast(error instanceof Error ? error.message : messages.correctionFailed, { tone: "failed" });
      return false;
    }
  };
  const reread = useMutation({
    mutationFn: (changes: "accept" | "reject") =>
      call("readVersionAgain", { params, body: { contentHash: preview.version.contentHash, changes } }),
    onSuccess: showAnswer,
  });
  return { correct: (correction) => correct(preview, correction, doneMessages[correction.kind]), reread };
}

const doneMessages = {
  join: messages.clausesJoined,
  split: messages.clauseSplit,
  name: messages.clauseCorrected,
} as const;
