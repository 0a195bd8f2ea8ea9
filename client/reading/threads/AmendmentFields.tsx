import { type ReactNode, useMemo, useState } from "react";
import type { NewReply } from "#core/contract/reply-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { AmendedPart, Position, Reply } from "#core/discuss/reply.ts";
import { amendments as messages } from "#core/messages/catalogues.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { amendedTexts, insertedTexts, isRejection } from "#core/propose/amendment.ts";
import { AmendedText } from "../../annotations/AmendedText.tsx";
import * as shape from "../../components/stored-shape.ts";
import { readStoredAs, store } from "../../components/stored-text.ts";
import { formatMessage } from "../../page-parts/messages.ts";

/** A field for each text that a proposal inserts, with the proposal's wording in it, and a redline of what is typed. */
export function AmendmentFields({
  amendment: { texts, onText, parts, deletesAll, state, open },
}: {
  amendment: AmendmentDraft;
}): ReactNode {
  switch (state) {
    case "none":
      return null;
    case "closed":
      return (
        <button type="button" className="button button-quiet amend" onClick={open}>
          {messages.amendWording}
        </button>
      );
    case "too-many":
      return <p className="quiet small">{messages.tooManyInsertions}</p>;
    case "open":
      return (
        <>
          {texts.length > 1 && (
            <p className="quiet small">{formatMessage(messages.severalInsertions, { count: texts.length })}</p>
          )}
          {texts.map((text, insertion) => (
            <label key={insertion} className="field">
              <span className="field-label">
                {formatMessage(messages.wordingField, { count: texts.length, number: insertion + 1 })}
              </span>
              <textarea
                className="input"
                dir="auto"
                rows={text.length > 120 ? 4 : 2}
                value={text}
                onChange={({ target }) => onText(insertion, target.value)}
              />
            </label>
          ))}
          {deletesAll && (
            <p className="field-error" role="alert">
              {messages.deletesAll}
            </p>
          )}
          {parts.length > 0 && !deletesAll && (
            <div className="proposed-so-far">
              <AmendedText parts={parts} label={messages.yourAmendment} showLabel />
            </div>
          )}
        </>
      );
  }
}

/** Maximum number of a proposal's insertions that have a field each. Further ones would fill many screens. */
const mostFields = 20;

/** The sources of an amendment that is being written. */
interface AmendmentSources {
  participantId: string | null;
  /** Storage key of the new texts until they are sent. */
  storageKey: string;
  /** The reply being edited; omitted for a new one. */
  before?: Pick<Reply, "position" | "amendment"> | undefined;
  operations: readonly ProposalOperation[];
  /** The chosen position. */
  position: Position | null;
}

/** The amendment to a proposal in a reply form. */
interface AmendmentDraft {
  /** The new text of each of the proposal's insertions. */
  texts: readonly string[];
  onText: (insertion: number, text: string) => void;
  /** The redline; empty if it changes nothing. */
  parts: readonly AmendedPart[];
  /** Whether it deletes all of the wording, which is no amendment. */
  deletesAll: boolean;
  /** Whether its fields are shown, whether a button opens them, or whether the reply cannot amend. */
  state: "open" | "closed" | "too-many" | "none";
  open: () => void;
  /** The field to send; none if the reply keeps what it has. */
  sent: Pick<NewReply, "amendment">;
  /** Deletes the stored texts. */
  forget: () => void;
}

/** Returns the state of an amendment to a proposal. As with other fields, what is typed is stored until it is sent. */
export function useAmendment({
  participantId,
  storageKey,
  before,
  operations,
  position,
}: AmendmentSources): AmendmentDraft {
  const wording = useMemo(() => insertedTexts(operations), [operations]);
  const [typed, setTyped] = useState(() => {
    const stored = readStoredAs(participantId, storageKey, shape.listOf(shape.text));
    return stored?.length === wording.length ? stored : null;
  });
  const hadAmendment = Boolean(before?.amendment);
  const [opened, setOpened] = useState(typed !== null || hadAmendment);
  const texts = useMemo(() => {
    // An amendment to a wording that the proposal had before does not apply to this one.
    const earlier = before?.amendment ? amendedTexts(operations, before.amendment) : null;
    return typed ?? (earlier ?? wording).map((text) => text.trim());
  }, [typed, before, operations, wording]);
  const mayAmend = wording.length > 0 && (position === null || position === "support-with-amendment");
  const isOpen = opened || position !== null;
  const tooMany = wording.length > mostFields;
  const state = !mayAmend ? "none" : !isOpen ? "closed" : tooMany ? "too-many" : "open";
  const parts = useMemo(() => (state === "open" ? amendmentTo(operations, texts) : []), [state, operations, texts]);
  const deletesAll = parts.length > 0 && isRejection(parts);
  // An edit that leaves the texts alone keeps the amendment as it is.
  const isChanged = typed !== null && state === "open" && (parts.length > 0 || hadAmendment);
  return {
    texts,
    onText: (insertion, text) => {
      const next = texts.with(insertion, text);
      setTyped(next);
      store(participantId, storageKey, JSON.stringify(next));
    },
    parts,
    deletesAll,
    state,
    open: () => setOpened(true),
    sent: isChanged ? { amendment: parts.length > 0 ? parts : null } : {},
    forget: () => store(participantId, storageKey, null),
  };
}
