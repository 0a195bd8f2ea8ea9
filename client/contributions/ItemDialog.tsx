import { type ReactNode, useState } from "react";
import type { ItemEdit, ShownItem } from "#core/contract/contribution-operations.ts";
import { annotationKinds, type CommentType, commentTypes } from "#core/discuss/annotation.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { formatMessage, headWord } from "../page-parts/messages.ts";

const [asRead, wholeDocument] = ["as read", "whole"];

/** Corrects an item's text, its type and, for a comment, its clause. A proposal's location follows from its steps. */
export function ItemDialog({
  item,
  text,
  onSave,
  onClose,
}: {
  item: ShownItem;
  text: VersionText;
  onSave: (change: Omit<ItemEdit, "id">) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const [itemText, setItemText] = useState(item.text);
  const [type, setType] = useState<CommentType>(item.type);
  const [place, setPlace] = useState(asRead);
  const [target] = item.targets;
  const { needsText, freeTargets } = annotationKinds[item.kind];
  const currentClause = target && clauseOfTarget(target);
  const citation = text.clauses.find(({ id }) => id === currentClause)?.citation;
  const save = (): Promise<boolean> => {
    const chosen: Target = place === wholeDocument ? { kind: "document" } : { kind: "clause", clause: place };
    return onSave({
      ...(itemText.trim() !== item.text && { text: itemText.trim() }),
      ...(type !== item.type && { type }),
      ...(place !== asRead && { targets: [chosen] }),
    });
  };
  return (
    <ConfirmDialog
      title={messages.correctItemTitle}
      act={messages.correctItem}
      ready={!needsText || itemText.trim() !== ""}
      onConfirm={save}
      onClose={onClose}
    >
      <div className="senders">
        {item.words !== "" && (
          <blockquote className="thread-quote quoted" dir="auto">
            {item.words}
          </blockquote>
        )}
        <label className="field">
          <span className="field-label">{needsText ? messages.commentField : messages.justificationField}</span>
          <textarea dir="auto" value={itemText} onChange={({ target: { value } }) => setItemText(value)} />
        </label>
        <label className="field">
          <span className="field-label">{messages.typeField}</span>
          <select className="input" value={type} onChange={({ target: { value } }) => setType(value as CommentType)}>
            {commentTypes.map((option) => (
              <option key={option} value={option}>
                {headWord(`type-${option}`)}
              </option>
            ))}
          </select>
        </label>
        {freeTargets && (
          <label className="field">
            <span className="field-label">{messages.locationField}</span>
            <select className="input" value={place} onChange={({ target: { value } }) => setPlace(value)}>
              <option value={asRead}>
                {target
                  ? citation
                    ? formatMessage(messages.currentLocation, { citation })
                    : messages.currentWholeDocument
                  : messages.unplaced}
              </option>
              <option value={wholeDocument}>{messages.wholeDocumentOption}</option>
              {text.clauses.map((clause) => (
                <option key={clause.id} value={clause.id}>
                  {clause.citation}: {text.text.slice(clause.start, Math.min(clause.end, clause.start + 60))}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </ConfirmDialog>
  );
}
