import { useMemo, useState } from "react";
import type { NewReply } from "#core/contract/reply-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { AmendedPart, Position, Reply } from "#core/discuss/reply.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { amendedTexts, insertedTexts, isRejection } from "#core/propose/amendment.ts";
import * as shape from "../../components/stored-shape.ts";
import { readStoredAs, store } from "../../components/stored-text.ts";

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
export interface AmendmentDraft {
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
