import type { ReactNode } from "react";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { DecideFields } from "../deciding/DecideFields.tsx";
import type { DeskWrites } from "../deciding/use-desk-writes.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ManageFields } from "./ManageFields.tsx";

/** Decides on several comments together, puts them into one group, or assigns and tags them. */
export function SelectedComments({
  chosen,
  items,
  ownReasons,
  officers,
  writes,
  onDone,
}: {
  chosen: readonly DeskItem[];
  items: readonly DeskItem[];
  ownReasons: readonly string[];
  officers: readonly { id: string; name: string }[];
  writes: DeskWrites;
  /** Ends the selection. */
  onDone: () => void;
}): ReactNode {
  const organisations = new Set(chosen.flatMap(({ speaker }) => organisationsBehind(speaker).map(({ id }) => id)));
  const undecided = chosen.filter(({ decision }) => decision === null);
  const [first, ...others] = chosen;
  // Groups are made for each draft.
  const canJoin = others.length > 0 && others.every(({ version }) => version === first?.version);
  return (
    <section className="queue-item" aria-label={messages.selectedLabel}>
      <h2 className="queue-title">
        {formatMessage(messages.selected, { count: chosen.length, organisations: organisations.size })}
      </h2>
      {undecided.length < chosen.length && (
        <p>{formatMessage(messages.selectedDecided, { count: chosen.length - undecided.length })}</p>
      )}
      <DecideFields
        item={null}
        placed={undefined}
        items={items}
        ownReasons={ownReasons}
        onDecide={(decided) => {
          const done = writes.change(undecided, decided);
          onDone();
          return done;
        }}
      />
      {first && canJoin && (
        <button
          type="button"
          className="button"
          onClick={() => {
            void writes.change(chosen, { grouping: { with: first.id } });
            onDone();
          }}
        >
          {messages.joinSelected}
        </button>
      )}
      <ManageFields item={null} officers={officers} onChange={(change) => writes.change(chosen, change)} />
      <button type="button" className="button button-quiet" onClick={onDone}>
        {messages.clearSelection}
      </button>
    </section>
  );
}
