import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { SavedFilter } from "#core/access/preferences.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { call } from "../api/call.ts";
import { newId } from "../api/actor.ts";
import { keys, viewsQuery } from "../api/queries.ts";
import { notifyResult } from "../components/toasts.ts";
import * as shape from "../components/stored-shape.ts";
import { store, readStoredAs } from "../components/stored-text.ts";

/** A named selection of a document's comments. The filters are in the form of an address's query. */
export type KeptView = Pick<SavedFilter, "id" | "name" | "query">;

const KeptViews = shape.listOf(shape.object<KeptView>({ id: shape.text, name: shape.text, query: shape.text }));

/** The saved views of a document, and the writes on them. */
export interface SavedFilters {
  views: readonly KeptView[];
  save: (view: Omit<KeptView, "id">) => Promise<boolean>;
  rename: (view: KeptView, name: string) => Promise<boolean>;
  remove: (view: KeptView) => Promise<boolean>;
}

/**
 * Returns the reader's saved views. For a signed-in reader they are on the server and so on every device; otherwise
 * they are on this device only.
 */
export function useSavedFilters(documentId: string, me: Me | undefined): SavedFilters {
  const client = useQueryClient();
  const signedIn = me?.participant != null;
  const answered = useQuery({ ...viewsQuery, enabled: signedIn }).data;
  const storageKey = `views/${documentId}`;
  // Storage reports no changes within the same page, so each write increments a counter.
  const [count, setCount] = useState(0);
  return useMemo(() => {
    const views = signedIn
      ? (answered ?? []).filter((view) => view.documentId === documentId)
      : readLocal(storageKey, count);
    const store = ({ id, name, query }: KeptView): Promise<unknown> => {
      const fields = { name, query };
      if (signedIn) return call("saveFilter", { params: { filter: id }, body: { documentId, ...fields } });
      return writeLocal(storageKey, [...views.filter((view) => view.id !== id), { id, ...fields }]);
    };
    const drop = ({ id }: KeptView): Promise<unknown> => {
      if (signedIn) return call("removeSavedFilter", { params: { filter: id } });
      return writeLocal(
        storageKey,
        views.filter((view) => view.id !== id),
      );
    };
    const refreshed = async (send: () => Promise<unknown>): Promise<unknown> => {
      try {
        return await send();
      } finally {
        setCount((before) => before + 1);
        await client.invalidateQueries({ queryKey: keys.views });
      }
    };
    const save = (view: KeptView): Promise<boolean> =>
      notifyResult(
        () => refreshed(() => store(view)),
        formatMessage(messages.viewSaved, { name: view.name }),
        () => () => remove(view),
      );
    const remove = (view: KeptView): Promise<boolean> =>
      notifyResult(
        () => refreshed(() => drop(view)),
        formatMessage(messages.viewRemoved, { name: view.name }),
        () => () => save(view),
      );
    const rename = (view: KeptView, name: string): Promise<boolean> =>
      notifyResult(
        () => refreshed(() => store({ ...view, name })),
        formatMessage(messages.viewRenamed, { name }),
        () => () => rename({ ...view, name }, view.name),
      );
    return { views, save: (view) => save({ id: newId(), ...view }), rename, remove };
  }, [client, signedIn, answered, documentId, storageKey, count]);
}

/**
 * Reads the views stored on this device, sorted by name as on the server. `_count` makes the caller read again after a
 * write.
 */
function readLocal(storageKey: string, _count: number): KeptView[] {
  const views = readStoredAs(null, storageKey, KeptViews) ?? [];
  return views.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

function writeLocal(storageKey: string, views: readonly KeptView[]): Promise<void> {
  store(null, storageKey, views.length === 0 ? null : JSON.stringify(views));
  return Promise.resolve();
}
