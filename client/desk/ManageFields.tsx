import { X } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import type { DeskChange, DeskItem, OpenedDeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { meQuery } from "../api/queries.ts";
import { formatMoment } from "../components/format.tsx";
import { useStoredText } from "../components/stored-text.ts";
import { formatMessage } from "../page-parts/messages.ts";

/** The value of a choice that changes nothing. */
const keep = "keep";

/** Assigns a comment, gives it a day and tags, and notes something about it. For several comments, only adds. */
export function ManageFields({
  item,
  notes = [],
  officers,
  onChange,
}: {
  /** Null for several comments. */
  item: DeskItem | null;
  notes?: OpenedDeskItem["notes"];
  officers: readonly { id: string; name: string }[];
  /** Resolves to whether it was changed. */
  onChange: (change: DeskChange) => Promise<boolean>;
}): ReactNode {
  const [tag, setTag] = useState("");
  const reader = useQuery(meQuery).data?.participant?.id ?? null;
  const [note, setNote] = useStoredText(reader, `desk-note/${item?.id ?? ""}`, "");
  const [isSending, setSending] = useState(false);
  const [isOpen, setOpen] = useState(item !== null && (item.notes > 0 || item.tags.length > 0));
  // The server does not know of the typed note, so it is unfolded afterwards.
  useEffect(() => {
    if (note !== "") setOpen(true);
  }, [note]);
  return (
    <details className="desk-manage" open={isOpen}>
      <summary>{messages.manage}</summary>
      <p className="quiet small">{messages.internalAbout}</p>
      <div className="desk-fields">
        <label className="field">
          <span className="field-label">{messages.assign}</span>
          <select
            value={item ? (item.assignedTo ?? "") : keep}
            onChange={({ target: { value } }) =>
              value !== keep && void onChange({ assignedTo: value === "" ? null : value })
            }
          >
            {!item && <option value={keep} />}
            <option value="">{messages.nobody}</option>
            {officers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <DayField
          day={item ? (item.dueOn ?? "") : null}
          onDay={(day) => void onChange({ dueOn: day === "" ? null : day })}
        />
        <form
          className="desk-add"
          onSubmit={(event) => {
            event.preventDefault();
            if (tag.trim() === "") return;
            void onChange({ addTags: [tag.trim()] });
            setTag("");
          }}
        >
          <label className="field">
            <span className="field-label">{messages.addTag}</span>
            <input value={tag} maxLength={60} onChange={({ target }) => setTag(target.value)} />
          </label>
          <button type="submit" className="button">
            {messages.add}
          </button>
        </form>
      </div>
      {item && item.tags.length > 0 && (
        <ul className="desk-tags row" aria-label={messages.tags}>
          {item.tags.map((one) => (
            <li key={one} className="queue-mark">
              <bdi>{one}</bdi>{" "}
              <button
                type="button"
                className="link-button"
                aria-label={formatMessage(messages.removeTag, { tag: one })}
                onClick={() => void onChange({ removeTags: [one] })}
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <ul className="desk-notes" aria-label={messages.internalNotes}>
          {notes.map(({ text, by, at }) => (
            <li key={at}>
              <span dir="auto">{text}</span>{" "}
              <span className="quiet small">
                {formatMessage(messages.noteBy, { name: by, time: formatMoment(at) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <form
        className="desk-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (note.trim() === "" || isSending) return;
          setSending(true);
          void onChange({ note: note.trim() }).then((done) => {
            setSending(false);
            if (done) setNote("");
          });
        }}
      >
        <label className="field">
          <span className="field-label">{messages.noteField}</span>
          <textarea
            rows={2}
            value={note}
            maxLength={5000}
            readOnly={isSending}
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
        <button type="submit" className="button">
          {messages.addNote}
        </button>
      </form>
    </details>
  );
}

/**
 * A day in ISO 8601; "" for none. It is passed on by Enter and when the focus leaves, because each typed digit makes a day.
 * The day of several comments is null, and is not shown.
 */
function DayField({ day, onDay }: { day: string | null; onDay: (day: string) => void }): ReactNode {
  const shown = day ?? "";
  const [field, setField] = useState({ typed: shown, shown });
  if (field.shown !== shown) setField({ typed: shown, shown });
  const send = (): void => {
    if (field.typed !== shown) onDay(field.typed);
    if (day === null) setField({ typed: "", shown });
  };
  return (
    <label className="field">
      <span className="field-label">{messages.dueOn}</span>
      <input
        type="date"
        value={field.typed}
        onChange={({ target }) => setField({ typed: target.value, shown })}
        onBlur={send}
        onKeyDown={({ key }) => key === "Enter" && send()}
      />
    </label>
  );
}
