import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { can } from "#core/access/permissions.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { choosableColumns, type ColumnMapping, type FileColumn, type FileColumns } from "#core/receive/file-columns.ts";
import { actorOf } from "../api/actor.ts";
import { fileColumnsQuery } from "../api/queries.ts";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { commaText, formatMessage } from "../page-parts/messages.ts";
import type { ContributionWrites } from "./use-contribution-writes.ts";

type Choice = (typeof choosableColumns)[number];

const names: Readonly<Record<Choice, string>> = {
  number: messages.columnNumber,
  source: messages.columnSource,
  person: messages.columnPerson,
  page: messages.columnPage,
  line: messages.columnLine,
  pageLine: messages.columnPageLine,
  clause: messages.columnClause,
  part: messages.columnPart,
  words: messages.columnWords,
  type: messages.columnType,
  comment: messages.columnComment,
  change: messages.columnChange,
  observation: messages.columnObservation,
  date: messages.columnDate,
};

/** The columns of a table with samples, which are loaded once they are unfolded. */
export function FileColumnsList(facts: {
  contribution: ShownContribution;
  me: Me;
  writes: ContributionWrites;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="review-list" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{messages.columnsTitle}</summary>
      {isOpen && <LoadedColumns {...facts} />}
    </details>
  );
}

function LoadedColumns({ contribution, me, writes }: Parameters<typeof FileColumnsList>[0]): ReactNode {
  const query = fileColumnsQuery(contribution.id);
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(query);
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const save = async (columns: ColumnMapping): Promise<void> => {
    if (await writes.edit({ columns })) await client.invalidateQueries({ queryKey: query.queryKey });
  };
  return (
    <ColumnChoices
      // The choices begin again with what was read.
      key={JSON.stringify(data)}
      read={data}
      mayEdit={contribution.may.edit}
      isKept={can(actorOf(me), "date-contribution")}
      onSave={save}
    />
  );
}

/** The columns with their choices, which are sent together, because each time the file is read again. */
function ColumnChoices({
  read: { by, columns },
  mayEdit,
  isKept,
  onSave,
}: {
  read: FileColumns;
  mayEdit: boolean;
  /** Whether the choices are kept for later files. */
  isKept: boolean;
  onSave: (columns: ColumnMapping) => Promise<void>;
}): ReactNode {
  const [chosen, setChosen] = useState<ColumnMapping>(() =>
    Object.fromEntries(columns.map(({ key, column }) => [key, column])),
  );
  const [isSaving, setSaving] = useState(false);
  const used = Object.values(chosen);
  const lacksText = !used.includes("comment") && !used.includes("change");
  const isChanged = columns.some(({ key, column }) => chosen[key] !== column);
  const choose = (key: string, column: Choice | null): void =>
    // Each column of the form is one column of the file.
    setChosen((before) => ({
      ...Object.fromEntries(Object.entries(before).map(([one, was]) => [one, was === column ? null : was])),
      [key]: column,
    }));
  const save = async (): Promise<void> => {
    setSaving(true);
    await onSave(chosen);
    setSaving(false);
  };
  return (
    <>
      <p className="quiet">
        {by === "earlier-file"
          ? messages.columnsOfEarlier
          : by === "person"
            ? messages.columnsByPerson
            : messages.columnsGuessed}{" "}
        {mayEdit && isKept && messages.columnsKept}
      </p>
      <ul>
        {columns.map((column) => (
          <li key={column.key} className="choice-row">
            <ColumnChoice column={column} chosen={chosen[column.key] ?? null} mayEdit={mayEdit} onChoose={choose} />
          </li>
        ))}
      </ul>
      {mayEdit && (
        <p className="row">
          <button
            type="button"
            className="button"
            disabled={!isChanged || lacksText || isSaving}
            onClick={() => void save()}
          >
            {messages.readColumnsAgain}
          </button>
          {lacksText && <span className="field-error">{messages.columnsLackText}</span>}
        </p>
      )}
    </>
  );
}

function ColumnChoice({
  column: { key, head, samples, column: read },
  chosen,
  mayEdit,
  onChoose,
}: {
  column: FileColumn;
  chosen: FileColumn["column"];
  mayEdit: boolean;
  onChoose: (key: string, column: Choice | null) => void;
}): ReactNode {
  const id = useId();
  const known = choosableColumns.find((one) => one === chosen);
  const isOwn = read !== null && !choosableColumns.some((one) => one === read);
  return (
    <>
      <div>
        <label htmlFor={mayEdit && !isOwn ? id : undefined} dir="auto">
          {head === "" ? messages.columnWithoutHead : head}
        </label>
        <p className="quiet small" dir="auto">
          {samples.length === 0
            ? messages.columnEmpty
            : commaText(samples.map((sample) => formatMessage(messages.columnSample, { sample })))}
        </p>
      </div>
      {mayEdit && !isOwn ? (
        <select
          id={id}
          className="input"
          value={known ?? ""}
          onChange={({ target }) => onChoose(key, choosableColumns.find((one) => one === target.value) ?? null)}
        >
          <option value="">{messages.columnNone}</option>
          {choosableColumns.map((one) => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </select>
      ) : (
        <span>{known ? names[known] : isOwn ? messages.columnOwn : messages.columnNone}</span>
      )}
    </>
  );
}
