import { useQuery } from "@tanstack/react-query";
import { Pencil, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { readingPath } from "#core/contract/pages.ts";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
import { focusOnMount } from "../components/focus.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { meQuery } from "../api/queries.ts";
import { type KeptView, useSavedFilters } from "./use-saved-filters.ts";
import "./saved-filters.css";

/** The reader's saved views of a document, as links, and a form to save the current filters. */
export function SavedFilterList({
  documentId,
  address,
  query,
}: {
  documentId: string;
  /** Address of the version on screen, to which the views are applied. */
  address: string;
  /** The current filters as a query string; empty without filters. */
  query: string;
}): ReactNode {
  const me = useQuery(meQuery).data;
  const { views, save, rename, remove } = useSavedFilters(documentId, me);
  const [name, setName] = useState("");
  const isKept = views.some((view) => view.query === query);
  const keep = async (): Promise<void> => {
    if (name.trim() !== "" && (await save({ name: name.trim(), query }))) setName("");
  };
  if (views.length === 0 && query === "") return null;
  return (
    <section className="saved-views" aria-label={messages.savedViews}>
      {views.length > 0 && (
        <ul>
          {views.map((view) => (
            <SavedFilterItem
              key={view.id}
              view={view}
              href={`${readingPath(address)}?${view.query}`}
              isShown={view.query === query}
              onRename={(to) => rename(view, to)}
              onRemove={() => void remove(view)}
            />
          ))}
        </ul>
      )}
      {query !== "" && !isKept && (
        <form
          className="keep-view"
          onSubmit={(event) => {
            event.preventDefault();
            void keep();
          }}
        >
          <label className="field">
            <span className="field-label">{messages.viewNameField}</span>
            <input maxLength={100} value={name} onChange={({ target }) => setName(target.value)} />
          </label>
          <button type="submit" className="button" disabled={name.trim() === ""}>
            {messages.saveView}
          </button>
        </form>
      )}
      {me && !me.participant && <p className="quiet small">{messages.savedOnDevice}</p>}
    </section>
  );
}

/** A saved view: its link, a field to rename it, and a button to remove it. */
function SavedFilterItem({
  view,
  href,
  isShown,
  onRename,
  onRemove,
}: {
  view: KeptView;
  href: string;
  isShown: boolean;
  onRename: (name: string) => Promise<boolean>;
  onRemove: () => void;
}): ReactNode {
  // Null unless the view is being renamed. After a rename, the focus returns to the pencil.
  const [name, setName] = useState<string | null>(null);
  const [led, setLed] = useState(false);
  const close = (): void => {
    setName(null);
    setLed(true);
  };
  const send = async (written: string): Promise<void> => {
    if (written === "" || written === view.name || (await onRename(written))) close();
  };
  if (name !== null) {
    return (
      <li>
        <form
          className="keep-view"
          onSubmit={(event) => {
            event.preventDefault();
            void send(name.trim());
          }}
        >
          <label className="field">
            <span className="field-label">{richMessage(messages.newViewNameField, { name: view.name })}</span>
            <input
              ref={focusOnMount}
              maxLength={100}
              value={name}
              onChange={({ target }) => setName(target.value)}
              // Escape closes only the field, not the popover or dialog around it.
              onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                event.preventDefault();
                event.stopPropagation();
                close();
              }}
              onFocus={({ target }) => target.select()}
            />
          </label>
          <button type="submit" className="button" disabled={name.trim() === ""}>
            {messages.rename}
          </button>
        </form>
      </li>
    );
  }
  return (
    <li>
      <Link href={href} aria-current={isShown || undefined}>
        {view.name}
      </Link>
      <span className="view-acts">
        <button
          type="button"
          className="icon-button"
          aria-label={formatMessage(messages.renameView, { name: view.name })}
          ref={led ? focusOnMount : undefined}
          onClick={() => setName(view.name)}
        >
          <Pencil size={14} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={formatMessage(messages.removeView, { name: view.name })}
          onClick={onRemove}
        >
          <X size={14} aria-hidden />
        </button>
      </span>
    </li>
  );
}
