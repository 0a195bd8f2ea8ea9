import { useState, type ReactNode } from "react";
import { annotationKinds, commentTypes, type CommentType } from "#core/discuss/annotation.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import type { ItemEdit, ShownItem } from "#core/contract/contribution-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/contributions-page.en.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { formatMessage, headWord } from "../page-parts/messages.ts";

const [asRead, whole] = ["as read", "whole"];

/** Corrects an item's text, its type and, for a comment, its clause. A proposal's location follows from its steps. */
export function ItemDialog({
  item,
  text,
  onSave,
  onClose,
}: {
  item: ShownItem;
  text: VersionText;
  onSave: (change: Omit<ItemEdit, "revision">) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const [words, setWords] = useState(item.text);
  const [type, setType] = useState<CommentType>(item.type);
  const [place, setPlace] = useState(asRead);
  const [target] = item.targets;
  const here = target && clauseOfTarget(target);
  const citation = text.clauses.find(({ id }) => id === here)?.citation;
  const save = (): Promise<boolean> => {
    const chosen: Target = place === whole ? { kind: "document" } : { kind: "clause", clause: place };
    return onSave({
      ...(words.trim() !== item.text && { text: words.trim() }),
      ...(type !== item.type && { type }),
      ...(place !== asRead && { targets: [chosen] }),
    });
  };
  return (
    <ConfirmDialog
      title={messages.correctItemTitle}
      act={messages.correctItem}
      ready={!annotationKinds[item.kind].needsText || words.trim() !== ""}
      onConfirm={save}
      onClose={onClose}
    >
      <div className="senders">
        {item.words !== "" && (
          <blockquote className="thread-quote" dir="auto">
            {item.words}
          </blockquote>
        )}
        <label className="field">
          <span className="field-label">
            {item.kind === "proposal" ? messages.justificationField : messages.commentField}
          </span>
          <textarea dir="auto" value={words} onChange={({ target: { value } }) => setWords(value)} />
        </label>
        <label className="field">
          <span className="field-label">{messages.typeField}</span>
          <select className="input" value={type} onChange={({ target: { value } }) => setType(value as CommentType)}>
            {commentTypes.map((one) => (
              <option key={one} value={one}>
                {headWord(`type-${one}`)}
              </option>
            ))}
          </select>
        </label>
        {item.kind === "comment" && (
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
              <option value={whole}>{messages.wholeDocumentOption}</option>
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
