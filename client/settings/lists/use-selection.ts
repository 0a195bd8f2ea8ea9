import { useState } from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { toast } from "../../components/toasts.ts";
import { formatMessage } from "../../page-parts/messages.ts";

/** Maximum number of records in one act. The server takes no more. */
const mostSelected = 100;

/** The selected records of a list, by id. They stay selected on other pages of the list. */
export interface Selection {
  ids: readonly string[];
  has: (id: string) => boolean;
  /** Selects records or removes them from the selection. */
  choose: (ids: readonly string[], isSelected: boolean) => void;
  clear: () => void;
}

/** Returns the selection of a list, empty at first. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return {
    ids: [...chosen],
    has: (id) => chosen.has(id),
    choose: (ids, isSelected) => {
      const others = [...chosen].filter((id) => !ids.includes(id));
      const next = new Set(isSelected ? [...others, ...ids] : others);
      if (next.size > mostSelected) {
        toast(formatMessage(messages.selectionFull, { count: mostSelected }), { tone: "failed" });
      } else setChosen(next);
    },
    clear: () => setChosen(new Set()),
  };
}
