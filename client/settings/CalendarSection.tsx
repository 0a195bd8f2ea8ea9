import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import type { CalendarEntry } from "#core/contract/settings-operations.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { dayOf } from "#core/text/wall-clock.ts";
import { call } from "../api/call.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { formatDate } from "../components/format.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { FormDialog, FormText } from "./Form.tsx";
import { WithForum } from "./ForumSection.tsx";
import { RowMenu } from "./RecordTable.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

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
    <Button className="button" onPress={() => setOpen("new")}>
      <Plus size={16} aria-hidden /> {messages.addEntry}
    </Button>
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

/** Adds a calendar entry, or edits one. */
function EntryDialog({ entry, onClose }: { entry: CalendarEntry | null; onClose: () => void }): ReactNode {
  const [date, setDate] = useState(entry?.date ?? "");
  const [title, setTitle] = useState(entry?.title ?? "");
  const [place, setPlace] = useState(entry?.place ?? "");
  const { change } = useSettingsChange();
  const text = title.trim();
  const save = (): Promise<unknown> => {
    const body = { date, title: text, place: place.trim() || null };
    return entry
      ? change(
          () => call("changeCalendarEntry", { params: { entry: entry.id }, body }),
          formatMessage(messages.entryChanged, { title: text }),
        )
      : change(() => call("addCalendarEntry", { body }), formatMessage(messages.entryAdded, { title: text }));
  };
  return (
    <FormDialog
      title={entry ? messages.editEntryTitle : messages.addEntry}
      act={entry ? messages.saveChange : messages.addEntry}
      isReady={date !== "" && text !== ""}
      onSave={save}
      onClose={onClose}
    >
      <FormText name="date" label={messages.entryDate} type="date" value={date} hasFocus onChange={setDate} />
      <FormText
        name="title"
        label={messages.entryTitle}
        placeholder={messages.entryTitleExample}
        value={title}
        maxLength={200}
        onChange={setTitle}
      />
      <FormText name="place" label={messages.entryPlace} isOptional value={place} maxLength={200} onChange={setPlace} />
    </FormDialog>
  );
}
