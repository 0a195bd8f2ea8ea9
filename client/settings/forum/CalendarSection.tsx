import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { CalendarEntry, CalendarFields } from "#core/contract/settings-operations.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { dayOf } from "#core/text/wall-clock.ts";
import { call } from "../../api/call.ts";
import { EmptyState } from "../../components/PageStates.tsx";
import { formatDate } from "../../components/format.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { FormDialog } from "../parts/Form.tsx";
import { WithForum } from "./ForumSection.tsx";
import { RowMenu } from "../lists/RecordTable.tsx";
import { type RecordFields, useRecord } from "../parts/use-record.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** The section of the calendar: meetings and deadlines, with those in the past folded. */
export function CalendarSection(): ReactNode {
  return (
    <>
      <p className="page-about">{messages.calendarAbout}</p>
      <WithForum>{({ forum }) => <Calendar {...forum} />}</WithForum>
    </>
  );
}

function Calendar({
  calendar: entries,
  timeZone,
}: {
  calendar: readonly CalendarEntry[];
  timeZone?: string | undefined;
}): ReactNode {
  const [open, setOpen] = useState<CalendarEntry | "new" | null>(null);
  const today = dayOf(Date.now(), timeZone);
  const past = entries.filter(({ date }) => date < today);
  const coming = entries.filter(({ date }) => date >= today);
  const add = (
    <button type="button" className="button" onClick={() => setOpen("new")}>
      <Plus size={16} aria-hidden /> {messages.addEntry}
    </button>
  );
  return (
    <>
      {entries.length === 0 ? (
        <EmptyState action={add}>{messages.noCalendar}</EmptyState>
      ) : (
        <>
          {past.length > 0 && (
            <details className="past-entries" open={coming.length === 0}>
              <summary>{formatMessage(messages.pastEntries, { count: past.length })}</summary>
              <EntryList entries={past} onEdit={setOpen} />
            </details>
          )}
          <EntryList entries={coming} onEdit={setOpen} />
          {add}
        </>
      )}
      {open !== null && <EntryDialog entry={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function EntryList({
  entries,
  onEdit,
}: {
  entries: readonly CalendarEntry[];
  onEdit: (entry: CalendarEntry) => void;
}): ReactNode {
  const { tryChange } = useSettingsChange();
  if (entries.length === 0) return null;
  return (
    <ul className="entry-list" aria-label={messages.calendarEntries}>
      {entries.map((entry) => (
        <li key={entry.id} className="entry-row">
          <time dateTime={entry.date}>{formatDate(entry.date)}</time>
          <p>
            <bdi>{entry.title}</bdi>
            {entry.place !== null && <span className="quiet small">{entry.place}</span>}
          </p>
          <RowMenu
            name={entry.title}
            actions={[
              { id: "edit", label: messages.editEntry, act: () => onEdit(entry) },
              {
                id: "remove",
                label: messages.removeEntry,
                isDanger: true,
                act: () =>
                  void tryChange(
                    () => call("removeCalendarEntry", { params: { entry: entry.id } }),
                    formatMessage(messages.entryRemoved, { title: entry.title }),
                  ),
              },
            ]}
          />
        </li>
      ))}
    </ul>
  );
}

const entryFields: RecordFields<keyof CalendarFields> = {
  date: { label: messages.entryDate, presence: "required", type: "date" },
  title: { label: messages.entryTitle, presence: "required", limit: 200, example: messages.entryTitleExample },
  place: { label: messages.entryPlace, presence: "optional", limit: 200 },
};

/** Adds a calendar entry, or edits one. */
function EntryDialog({ entry, onClose }: { entry: CalendarEntry | null; onClose: () => void }): ReactNode {
  const { date = "", title = "", place } = entry ?? {};
  const { values, sent, isReady, fields } = useRecord(entryFields, { date, title, place: place ?? "" });
  const { change } = useSettingsChange();
  const named = { title: values.title.trim() };
  const save = (): Promise<unknown> => {
    const body = sent as CalendarFields;
    return entry
      ? change(
          () => call("changeCalendarEntry", { params: { entry: entry.id }, body }),
          formatMessage(messages.entryChanged, named),
        )
      : change(() => call("addCalendarEntry", { body }), formatMessage(messages.entryAdded, named));
  };
  return (
    <FormDialog
      title={entry ? messages.editEntryTitle : messages.addEntry}
      act={entry ? messages.saveChange : messages.addEntry}
      isReady={isReady}
      onSave={save}
      onClose={onClose}
    >
      {fields()}
    </FormDialog>
  );
}
