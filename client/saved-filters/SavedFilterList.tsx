import { useQuery } from "@tanstack/react-query";
import { Pencil, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import { Link } from "wouter";
import { readingPath } from "#core/contract/pages.ts";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
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
          <Button type="submit" className="button" isDisabled={name.trim() === ""}>
            {messages.saveView}
          </Button>
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
          <TextField
            className="field"
            autoFocus
            maxLength={100}
            value={name}
            onChange={setName}
            // Escape closes only the field, not the popover or dialog around it.
            onKeyDown={(event) => {
              if (event.key === "Escape") close();
              else event.continuePropagation();
            }}
          >
            <Label className="field-label">{richMessage(messages.newViewNameField, { name: view.name })}</Label>
            <Input onFocus={({ target }) => target.select()} />
          </TextField>
          <Button type="submit" className="button" isDisabled={name.trim() === ""}>
            {messages.rename}
          </Button>
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
        <Button
          className="icon-button"
          aria-label={formatMessage(messages.renameView, { name: view.name })}
          autoFocus={led}
          onPress={() => setName(view.name)}
        >
          <Pencil size={14} aria-hidden />
        </Button>
        <Button
          className="icon-button"
          aria-label={formatMessage(messages.removeView, { name: view.name })}
          onPress={onRemove}
        >
          <X size={14} aria-hidden />
        </Button>
      </span>
    </li>
  );
}
