import { useState, type ReactNode } from "react";
import type { RedlineRow } from "#core/compare/redline-row.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { useLinkWrites } from "../links/use-link-writes.ts";

/** The choice that the clause has no counterpart. */
const none = "";

/**
 * Asks a person which clause of the other draft a clause corresponds to, or that it has none. Shows the computed answer
 * above.
 */
export function LinkDialog({
  row,
  compared,
  onClose,
}: {
  row: RedlineRow;
  compared: ComparisonPage;
  onClose: () => void;
}): ReactNode {
  const { base, revised } = compared;
  const writes = useLinkWrites(base.version.address, revised.version.address);
  // For a row with only a base clause, the question is where the clause went; for every other row, where it came from.
  const ofBase = row.revised === null;
  const [ownText, otherText] = ofBase ? [base.text, revised.text] : [revised.text, base.text];
  const clause = ownText.clauses.find(({ id }) => id === (ofBase ? row.base : row.revised));
  const computed = otherText.clauses.find(
    ({ id }) => id === (ofBase ? row.elsewhere[0] : (row.base ?? row.elsewhere[0])),
  );
  const likely = likelyCounterparts(compared, ofBase, clause?.id);
  const [chosen, setChosen] = useState(computed?.id ?? none);
  const [reason, setReason] = useState("");
  if (!clause) return null;
  const add = (): Promise<boolean> => {
    const counterpart = chosen === none ? null : chosen;
    return writes.add({
      baseClause: ofBase ? clause.id : counterpart,
      revisedClause: ofBase ? counterpart : clause.id,
      reason: reason.trim(),
    });
  };
  return (
    <ConfirmDialog
      title={
        ofBase
          ? formatMessage(messages.counterpartInRevisedTitle, { citation: clause.citation })
          : formatMessage(messages.counterpartInBaseTitle, { citation: clause.citation })
      }
      act={messages.saveLink}
      ready={reason.trim() !== ""}
      onConfirm={add}
      onClose={onClose}
    >
      <div className="link-dialog stack-3">
        <p lang={ownText.language} dir="auto" className="link-text">
          {clauseText(ownText, clause)}
        </p>
        <p className="quiet">
          {richMessage(messages.computedCounterpart, {
            counterpart: computed ? <bdi>{computed.citation}</bdi> : messages.noCounterpart,
          })}
        </p>
        <label className="field">
          <span className="field-label">{ofBase ? messages.clauseInRevisedField : messages.clauseInBaseField}</span>
          <select className="input" value={chosen} onChange={({ target }) => setChosen(target.value)}>
            <option value={none}>{messages.noCounterpartOption}</option>
            {likely.length > 0 && (
              <optgroup label={messages.likelyCounterparts}>
                {likely.map((candidate) => (
                  <ClauseOption key={candidate.id} text={otherText} clause={candidate} />
                ))}
              </optgroup>
            )}
            <optgroup label={messages.otherClauses}>
              {otherText.clauses
                .filter((candidate) => !likely.includes(candidate))
                .map((candidate) => (
                  <ClauseOption key={candidate.id} text={otherText} clause={candidate} />
                ))}
            </optgroup>
          </select>
        </label>
        <label className="field">
          <span className="field-label">{messages.reasonField}</span>
          <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
        </label>
      </div>
    </ConfirmDialog>
  );
}

function ClauseOption({ text, clause }: { text: VersionText; clause: Clause }): ReactNode {
  return (
    <option value={clause.id}>
      {clause.citation}: {clauseText(text, clause)}
    </option>
  );
}

/** Returns the candidates of a clause without a counterpart, likeliest first. */
function likelyCounterparts({ base, revised, comparison }: ComparisonPage, ofBase: boolean, clause = ""): Clause[] {
  const found = ofBase
    ? comparison.candidates.find((candidate) => candidate.base === clause)?.revised
    : comparison.origins.find((candidate) => candidate.revised === clause)?.base;
  const { clauses } = (ofBase ? revised : base).text;
  return (found ?? []).flatMap((id) => clauses.find((candidate) => candidate.id === id) ?? []);
}

/** Returns enough of a clause's text to recognise it by. */
function clauseText({ text }: VersionText, { start, end }: Clause): string {
  return end - start > 90 ? `${text.slice(start, start + 90)}…` : text.slice(start, end);
}
