import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { Target } from "#core/discuss/target.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import type { ContributionRow } from "#core/phrases/contribution-rows.ts";
import type { VersionText } from "#core/text/clause.ts";
import { meQuery } from "../api/queries.ts";
import { plainText } from "../components/plain-text.ts";
import { store } from "../components/stored-text.ts";
import { ReasonList } from "../deciding/ReasonList.tsx";
import { ClauseSearch } from "../reading/room/ClauseSearch.tsx";
import { ItemDialog } from "./ItemDialog.tsx";
import { canConfirm } from "./review-rows.ts";
import type { ContributionWrites } from "./use-contribution-writes.ts";

/** An act on rows that asks for something first: a reason, a location, or another text. */
export type RowAct = "leave-out" | "locate" | "correct";

/** Not the id of any clause. */
const wholeDocument = "whole";

const reasonKey = "row-reason";

/** Buttons that confirm, leave out, include, move or correct the open row or the selected ones. */
export function RowActs({
  act,
  row,
  canMove,
  reasons,
  text,
  address,
  writes,
  onAct,
  onLeave,
  onConfirm,
  onLeaveOut,
  onInclude,
  onLocate,
}: {
  /** The act that has begun. */
  act: RowAct | null;
  /** The open row; null if several are selected. */
  row: ContributionRow | null;
  canMove: boolean;
  /** The reasons that rows of this file have already. */
  reasons: readonly string[];
  text: VersionText | null;
  /** Address of the version; empty if it is unknown. */
  address: string;
  writes: ContributionWrites;
  onAct: (act: RowAct) => void;
  onLeave: () => void;
  onConfirm: () => void;
  onLeaveOut: (reason: string) => void;
  onInclude: () => void;
  onLocate: (target: Target) => void;
}): ReactNode {
  const reader = useQuery(meQuery).data?.participant?.id ?? null;
  const item = row?.item;
  const button = (face: string, key: string, onClick: () => void, isMain = false): ReactNode => (
    <button type="button" className={isMain ? "button button-primary" : "button"} onClick={onClick}>
      {face} {key !== "" && <kbd>{key}</kbd>}
    </button>
  );
  return (
    <>
      <div className="row queue-acts">
        {(!item || (item.included && canConfirm(item))) && button(messages.confirmRow, "y", onConfirm, true)}
        {(!item || item.included) && button(messages.leaveOutRow, "x", () => onAct("leave-out"))}
        {(!item || !item.included) && button(messages.includeRow, item ? "x" : "", onInclude)}
        {canMove && text && button(messages.locateRow, "l", () => onAct("locate"))}
        {item && text && button(messages.correctItem, "e", () => onAct("correct"))}
      </div>
      {act === "leave-out" && (
        <div className="desk-reason" onKeyDown={(event) => leaveBy(event, onLeave)}>
          <p>
            <strong>{messages.leaveOutTitle}</strong>{" "}
            <button type="button" className="link-button" onClick={onLeave}>
              {messages.cancelAct}
            </button>
          </p>
          <ReasonList
            stored={[reader, reasonKey]}
            reasons={[...new Set([...reasons, messages.sameAsOther, messages.notOnDraft, messages.withdrawnByAuthor])]}
            before=""
            isRequired={false}
            onChoose={(reason) => {
              store(reader, reasonKey, null);
              onLeaveOut(reason);
            }}
          />
        </div>
      )}
      {act === "locate" && text && (
        <div className="desk-reason" onKeyDown={(event) => leaveBy(event, onLeave)}>
          <LocationList address={address} text={text} onChoose={onLocate} />
          <button type="button" className="link-button" onClick={onLeave}>
            {messages.cancelAct}
          </button>
        </div>
      )}
      {act === "correct" && item && text && (
        <ItemDialog
          item={item}
          text={text}
          onSave={(change) => writes.editItems([{ id: item.id, ...change }], messages.rowCorrected)}
          onClose={onLeave}
        />
      )}
    </>
  );
}

/** Escape ends the act. In a field that has text, it first empties the field. */
function leaveBy(event: KeyboardEvent, onLeave: () => void): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.stopPropagation();
  onLeave();
}

/** Chooses a clause by its citation, its lines or its words, or the whole document. */
function LocationList({
  address,
  text,
  onChoose,
}: {
  address: string;
  text: VersionText;
  onChoose: (target: Target) => void;
}): ReactNode {
  const [query, setQuery] = useState("");
  const isWhole = plainText(messages.wholeDocumentOption).includes(plainText(query.trim()));
  return (
    <ClauseSearch
      address={address}
      version={text}
      query={query}
      choices={isWhole ? [{ id: wholeDocument, content: messages.wholeDocumentOption }] : []}
      onQuery={setQuery}
      onChoose={(id) => onChoose(id === wholeDocument ? { kind: "document" } : { kind: "clause", clause: id })}
    />
  );
}
