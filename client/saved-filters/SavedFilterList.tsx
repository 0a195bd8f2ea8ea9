import { useQuery } from "@tanstack/react-query";
import { Pencil, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import { Link } from "wouter";
import { readingPath } from "#core/contract/pages.ts";
import { meQuery } from "../api/queries.ts";
import { type KeptView, useSavedViews } from "./use-saved-filters.ts";
import "./saved-filters.css";

/** The views one keeps of a document, each a link; and the way to keep what is chosen now. */
export function SavedViewList({
  documentId,
  address,
  query,
}: {
  documentId: string;
  /** Of the version that is read: a view leads to what it chooses on that. */
  address: string;
  /** The filters that are set now, as an address has them; empty where none are. */
  query: string;
}): ReactNode {
  const me = useQuery(meQuery).data;
  const { views, save, rename, remove } = useSavedViews(documentId, me);
  const [name, setName] = useState("");
  const isKept = views.some((view) => view.query === query);
  const keep = async (): Promise<void> => {
    if (name.trim() !== "" && (await save({ name: name.trim(), query }))) setName("");
  };
  if (views.length === 0 && query === "") return null;
  return (
    <section className="saved-views" aria-label="Views you keep">
      {views.length > 0 && (
        <ul>
          {views.map((view) => (
            <SavedViewItem
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
            <span className="field-label">Keep this choice as</span>
            <input maxLength={100} value={name} onChange={({ target }) => setName(target.value)} />
          </label>
          <Button type="submit" className="button" isDisabled={name.trim() === ""}>
            Keep
          </Button>
        </form>
      )}
      {me && !me.participant && <p className="quiet small">Kept on this device; sign in to have it on all of yours.</p>}
    </section>
  );
}

/** A view one keeps: the way to what it chooses, its name in a field while one writes another, and the way to let it go. */
function SavedViewItem({
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
  // Null where its name stands; once it stood in a field, who pressed the pencil is led back to it.
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
            // Escape leaves the field and not what it stands in.
            onKeyDown={(event) => {
              if (event.key === "Escape") close();
              else event.continuePropagation();
            }}
          >
            <Label className="field-label">Another name for {view.name}</Label>
            <Input onFocus={({ target }) => target.select()} />
          </TextField>
          <Button type="submit" className="button" isDisabled={name.trim() === ""}>
            Rename
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
          aria-label={`Rename the view ${view.name}`}
          autoFocus={led}
          onPress={() => setName(view.name)}
        >
          <Pencil size={14} aria-hidden />
        </Button>
        <Button className="icon-button" aria-label={`Remove the view ${view.name}`} onPress={onRemove}>
          <X size={14} aria-hidden />
        </Button>
      </span>
    </li>
  );
}
