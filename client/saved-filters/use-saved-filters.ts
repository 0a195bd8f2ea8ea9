import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import * as z from "zod";
import { SavedView } from "#core/access/saved-view.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { call } from "../api/call.ts";
import { newId } from "../api/new-id.ts";
import { keys, viewsQuery } from "../api/queries.ts";
import { told } from "../components/notify-result.ts";
import { keep, readKept } from "../components/kept-text.ts";

/** A choice of a document's comments under a name, with its filters as an address has them. */
export type KeptView = Pick<SavedView, "id" | "name" | "query">;

const KeptViews = z.array(SavedView.pick({ id: true, name: true, query: true }));

/** The views somebody keeps of a document. */
export interface SavedViews {
  views: readonly KeptView[];
  save: (view: Omit<KeptView, "id">) => Promise<boolean>;
  rename: (view: KeptView, name: string) => Promise<boolean>;
  remove: (view: KeptView) => Promise<boolean>;
}

/** Those of whoever reads: with the server for who signed in, so that they are on every device; else on this one. */
export function useSavedViews(documentId: string, me: Me | undefined): SavedViews {
  const client = useQueryClient();
  const signedIn = me?.participant != null;
  const answered = useQuery({ ...viewsQuery, enabled: signedIn }).data;
  const place = `views/${documentId}`;
  // Storage tells nobody when it changes: a write here counts.
  const [count, setCount] = useState(0);
  return useMemo(() => {
    const views = signedIn
      ? (answered ?? []).filter((view) => view.documentId === documentId)
      : readLocal(place, count);
    const put = ({ id, ...fields }: KeptView): Promise<unknown> => {
      if (signedIn) return call("saveView", { params: { view: id }, body: { documentId, ...fields } });
      return writeLocal(place, [...views.filter((view) => view.id !== id), { id, ...fields }]);
    };
    const drop = ({ id }: KeptView): Promise<unknown> => {
      if (signedIn) return call("removeView", { params: { view: id } });
      return writeLocal(
        place,
        views.filter((view) => view.id !== id),
      );
    };
    const refreshed = (send: () => Promise<unknown>): Promise<unknown> =>
      send().finally(() => {
        setCount((before) => before + 1);
        return client.invalidateQueries({ queryKey: keys.views });
      });
    const save = (view: KeptView): Promise<boolean> =>
      told(
        () => refreshed(() => put(view)),
        `The view “${view.name}” is kept.`,
        () => remove(view),
      );
    const remove = (view: KeptView): Promise<boolean> =>
      told(
        () => refreshed(() => drop(view)),
        `The view “${view.name}” is removed.`,
        () => save(view),
      );
    const rename = (view: KeptView, name: string): Promise<boolean> =>
      told(
        () => refreshed(() => put({ ...view, name })),
        `The view is now called “${name}”.`,
        () => rename({ ...view, name }, view.name),
      );
    return { views, save: (view) => save({ id: newId(), ...view }), rename, remove };
  }, [client, signedIn, answered, documentId, place, count]);
}

/** What this device keeps, by name as the server has them; `_count` is there so that it is read again once it was written. */
function readLocal(place: string, _count: number): KeptView[] {
  try {
    const views = KeptViews.parse(JSON.parse(readKept(null, place) ?? "[]"));
    return views.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
  } catch {
    return [];
  }
}

function writeLocal(place: string, views: readonly KeptView[]): Promise<void> {
  keep(null, place, views.length === 0 ? null : JSON.stringify(views));
  return Promise.resolve();
}
