import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import type { Target } from "#core/discuss/target.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import type { ContributionRow } from "#core/phrases/contribution-rows.ts";
import type { VersionText } from "#core/text/clause.ts";
import { meQuery } from "../api/queries.ts";
import { FilteredList } from "../components/FilteredList.tsx";
import { plainText } from "../components/plain-text.ts";
import { store } from "../components/stored-text.ts";
import { ReasonList } from "../deciding/ReasonList.tsx";
import { ItemDialog } from "./ItemDialog.tsx";
import { canConfirm } from "./review-rows.ts";
import type { ContributionWrites } from "./use-contribution-writes.ts";

/** An act on rows that asks for something first: a reason, a location, or another text. */
export type RowAct = "leave-out" | "locate" | "correct";

/** Maximum number of clauses in the list, and of characters of each. */
const mostClauses = 12;
const longestOpening = 90;

const reasonKey = "row-reason";

/** Buttons that confirm, leave out, include, move or correct the open row or the selected ones. */
export function RowActs({
  act,
  row,
  canMove,
  reasons,
  text,
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
          <LocationList text={text} onChoose={onLocate} />
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

/** Chooses a clause by its number or its words, or the whole document. */
function LocationList({ text, onChoose }: { text: VersionText; onChoose: (target: Target) => void }): ReactNode {
  const [query, setQuery] = useState("");
  const searched = useMemo(
    () =>
      text.clauses.map(({ id, citation, start, end }) => ({
        ...{ id, citation, opening: text.text.slice(start, Math.min(end, start + longestOpening)) },
        words: plainText(`${citation} ${text.text.slice(start, end)}`),
      })),
    [text],
  );
  const wanted = plainText(query.trim());
  // A clause with the number comes before those that only mention it.
  const found =
    wanted === ""
      ? []
      : [
          ...searched.filter(({ citation }) => plainText(citation).startsWith(wanted)),
          ...searched.filter(
            ({ citation, words }) => !plainText(citation).startsWith(wanted) && words.includes(wanted),
          ),
        ].slice(0, mostClauses);
  const whole = plainText(messages.wholeDocumentOption).includes(wanted)
    ? [{ id: "", content: messages.wholeDocumentOption }]
    : [];
  return (
    <FilteredList
      label={messages.locationField}
      placeholder={messages.locationSearch}
      query={query}
      hasFocus
      listLabel={messages.locationField}
      listClassName="desk-reasons"
      groups={[
        {
          heading: null,
          choices: [
            ...found.map(({ id, citation, opening }) => ({
              id,
              content: (
                <span className="desk-choice">
                  <bdi>{citation}</bdi>{" "}
                  <span className="quiet small" dir="auto">
                    {opening}
                  </span>
                </span>
              ),
            })),
            ...whole,
          ],
        },
      ]}
      empty={<p className="quiet small">{messages.noClauseFound}</p>}
      onQuery={setQuery}
      onChoose={(id) => onChoose(id === "" ? { kind: "document" } : { kind: "clause", clause: id })}
    />
  );
}
