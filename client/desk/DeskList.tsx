import type { ReactNode } from "react";
import type { ListedContribution } from "#core/contract/contribution-operations.ts";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { formatDate, sourceName } from "../components/format.tsx";
import { GroupMark } from "../components/GroupMark.tsx";
import { QueueList } from "../components/QueueList.tsx";
import { commaText, formatMessage, headWord, word } from "../page-parts/messages.ts";

/** A row of the desk: a contribution to review, or a comment. */
export type DeskRow = ListedContribution | DeskItem;

/** Returns the contribution of a row. Null for a comment. */
export function contributionOf(row: DeskRow): ListedContribution | null {
  return "sentOn" in row ? row : null;
}

/** The contributions to review, and the comments that pass the filters. */
export function DeskList({
  rows,
  open,
  selected,
  onOpen,
  onSelect,
  ...facts
}: {
  rows: readonly DeskRow[];
  /** Id of the open one. */
  open: string | null;
  selected: ReadonlySet<string>;
  onOpen: (item: string) => void;
  onSelect: (item: string, isSelected: boolean) => void;
} & Omit<Parameters<typeof RowContent>[0], "item">): ReactNode {
  return (
    <QueueList
      label={messages.listLabel}
      items={rows}
      open={open}
      selection={{
        ids: selected,
        labelOf: (row) =>
          contributionOf(row)
            ? null
            : formatMessage(messages.select, { source: sourceName((row as DeskItem).speaker) }),
        onSelect,
      }}
      content={(row) => {
        const contribution = contributionOf(row);
        return contribution ? (
          <ContributionContent contribution={contribution} />
        ) : (
          <RowContent item={row as DeskItem} {...facts} />
        );
      }}
      onOpen={onOpen}
    />
  );
}

function ContributionContent({ contribution }: { contribution: ListedContribution }): ReactNode {
  const { organisations, source, version, sentOn, waiting } = contribution;
  return (
    <>
      <span className="queue-source">
        <strong>{commaText(organisations.map(({ shortName }) => shortName)) || messages.unknownSender}</strong>
        <span className="quiet small">{messages.contribution}</span>
      </span>
      <span className="quiet small">
        {version && (
          <>
            <bdi>
              {version.document}, {version.label}
            </bdi>{" "}
            ·{" "}
          </>
        )}
        {formatDate(sentOn)}
      </span>
      <bdi>{source.fileName}</bdi>
      {waiting > 0 && (
        <span className="queue-marks small">
          <span className="queue-mark">{formatMessage(messages.itemsWait, { count: waiting })}</span>
        </span>
      )}
    </>
  );
}

function RowContent({
  item,
  titles,
  taken,
  today,
  officers,
}: {
  item: DeskItem;
  /** Titles of documents by id. Empty if all are of one document. */
  titles: ReadonlyMap<string, string>;
  /** Names of others by the comment that they have open. */
  taken: ReadonlyMap<string, string>;
  /** The day, in ISO 8601. */
  today: string;
  /** Names by id. */
  officers: ReadonlyMap<string, string>;
}): ReactNode {
  const { speaker, clause, placement, text, kind, decision, prepared, dueOn, tags, notes, assignedTo } = item;
  const place = clause?.citation ?? (placement.state === "orphan" ? messages.unplaced : messages.wholeDocument);
  const by = taken.get(item.id);
  const title = titles.get(item.documentId);
  const marks = [
    prepared && formatMessage(messages.preparedMark, { outcome: word(`decision-${prepared.outcome}`) }),
    !prepared && decision && headWord(`decision-${decision.outcome}`),
    placement.needsDecision && messages.locationMark,
    dueOn !== null &&
      formatMessage(dueOn < today ? messages.overdueMark : messages.dueMark, { date: formatDate(dueOn) }),
    assignedTo !== null && (officers.get(assignedTo) ?? ""),
    notes > 0 && formatMessage(messages.notesMark, { count: notes }),
    ...tags,
  ].filter((mark) => typeof mark === "string" && mark !== "");
  return (
    <>
      <span className="queue-source">
        <GroupMark group={speaker.group} />
        <strong>{sourceName(speaker)}</strong>
        <span className="quiet small">{word(`kind-${kind}`)}</span>
      </span>
      <span className="quiet small">
        {title !== undefined && (
          <>
            <bdi>{title}</bdi> ·{" "}
          </>
        )}
        <bdi>{place}</bdi>
      </span>
      <span className="clamped" dir="auto">
        {text}
      </span>
      {(marks.length > 0 || by !== undefined) && (
        <span className="queue-marks small">
          {by !== undefined && (
            <span className="queue-mark is-taken">{formatMessage(messages.takenBy, { name: by })}</span>
          )}
          {marks.map((mark) => (
            <span key={String(mark)} className="queue-mark">
              <bdi>{mark}</bdi>
            </span>
          ))}
        </span>
      )}
    </>
  );
}
