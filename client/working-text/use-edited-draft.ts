import type { Node } from "prosemirror-model";
import { useCallback, useRef, useState } from "react";
import { parseDraft } from "#core/text/schema.ts";
import { keep, readKept } from "../reading/kept-text.ts";

/** A working text as somebody edited it, kept on their device until it is prepared or thrown away. */
export function useEditedDraft(
  participant: string | null,
  version: string,
): {
  /** Null where nothing was edited by hand. */
  kept: Node | null;
  /** The same, to the last letter, at the moment of asking. */
  latest: () => Node | null;
  change: (draft: Node | null) => void;
} {
  const place = `working-text/${version}`;
  const [kept, setKept] = useState(() => parsed(readKept(participant, place)));
  const latest = useRef(kept);
  const change = useCallback(
    (draft: Node | null) => {
      latest.current = draft;
      setKept(draft);
      keep(participant, place, draft && JSON.stringify(draft.toJSON()));
    },
    [participant, place],
  );
  return { kept, latest: useCallback(() => latest.current, []), change };
}

/** What was kept of a draft; null where nothing was, or it is none. */
function parsed(text: string | undefined): Node | null {
  if (text === undefined) return null;
  try {
    return parseDraft(JSON.parse(text) as Record<string, unknown>);
  } catch {
    return null;
  }
}
