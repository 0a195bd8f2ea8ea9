import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { readingPath } from "#core/contract/pages.ts";
import { meQuery } from "../api/queries.ts";
import { SavedViewItem } from "./SavedViewItem.tsx";
import { useSavedViews } from "./use-saved-filters.ts";
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
