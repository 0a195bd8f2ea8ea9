import type { Node } from "prosemirror-model";
import { useCallback, useRef, useState } from "react";
import { parseDraft } from "#core/text/schema.ts";
import { store, readStored } from "../components/stored-text.ts";

/** A working text after editing by hand. */
export interface EditedDraft {
  draft: Node;
  /** Ids of the proposals it started from. A proposal accepted during editing is not in it. */
  chosen: readonly string[];
}

/** A working text after editing by hand, stored on the device until it is prepared or discarded. */
export function useEditedDraft(
  participant: string | null,
  version: string,
): {
  /** The proposals it started from; null if nothing was edited by hand. The same array while the editing continues. */
  chosen: readonly string[] | null;
  /** Returns the edited text as of this moment; null if nothing was edited. */
  latest: () => EditedDraft | null;
  change: (edited: EditedDraft | null) => void;
} {
  const storageKey = `working-text/${version}`;
  const [stored] = useState(() => parsed(readStored(participant, storageKey)));
  const latest = useRef(stored);
  const [chosen, setChosen] = useState(stored?.chosen ?? null);
  const change = useCallback(
    (edited: EditedDraft | null) => {
      latest.current = edited;
      // The text is not in the state: only the editor renders it, and the editor already has it.
      setChosen((before) => edited && (before ?? edited.chosen));
      store(participant, storageKey, edited && JSON.stringify({ ...edited, draft: edited.draft.toJSON() as unknown }));
    },
    [participant, storageKey],
  );
  return { chosen, latest: useCallback(() => latest.current, []), change };
}

/** Parses a stored draft; null if nothing is stored or it is invalid. */
function parsed(text: string | undefined): EditedDraft | null {
  if (text === undefined) return null;
  try {
    const { draft, chosen } = JSON.parse(text) as { draft: Record<string, unknown>; chosen: readonly string[] };
    return { draft: parseDraft(draft), chosen: [...chosen] };
  } catch {
    return null;
  }
}
