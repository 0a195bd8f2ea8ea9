import type { Node } from "prosemirror-model";
import { useCallback, useRef, useState } from "react";
import { parseDraft } from "#core/text/schema.ts";
import { keep, readKept } from "../components/kept-text.ts";

/** A working text as somebody edited it. */
export interface EditedDraft {
  draft: Node;
  /** Ids of the proposals it was begun with: what is accepted while one edits is not in it. */
  chosen: readonly string[];
}

/** A working text as somebody edited it, kept on their device until it is prepared or thrown away. */
export function useEditedDraft(
  participant: string | null,
  version: string,
): {
  /** The proposals it was begun with; null where nothing was edited by hand. The same as long as one types on. */
  chosen: readonly string[] | null;
  /** What was edited, to the last letter, at the moment of asking; null where nothing was. */
  latest: () => EditedDraft | null;
  change: (edited: EditedDraft | null) => void;
} {
  const place = `working-text/${version}`;
  const [begun] = useState(() => parsed(readKept(participant, place)));
  const latest = useRef(begun);
  const [chosen, setChosen] = useState(begun?.chosen ?? null);
  const change = useCallback(
    (edited: EditedDraft | null) => {
      latest.current = edited;
      // Not the text itself: nothing but the editor draws that, and it knows.
      setChosen((before) => edited && (before ?? edited.chosen));
      keep(participant, place, edited && JSON.stringify({ ...edited, draft: edited.draft.toJSON() as unknown }));
    },
    [participant, place],
  );
  return { chosen, latest: useCallback(() => latest.current, []), change };
}

/** What was kept of a draft; null where nothing was, or it is none. */
function parsed(text: string | undefined): EditedDraft | null {
  if (text === undefined) return null;
  try {
    const { draft, chosen } = JSON.parse(text) as { draft: Record<string, unknown>; chosen: readonly string[] };
    return { draft: parseDraft(draft), chosen: [...chosen] };
  } catch {
    return null;
  }
}
