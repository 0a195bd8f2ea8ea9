import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ListedChange } from "#core/contract/settings-operations.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { EmptyState } from "../../components/PageStates.tsx";
import { Moment } from "../../components/format.tsx";
import { ListPages } from "../../components/ListPages.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { listText, formatMessage } from "../../page-parts/messages.ts";
import { describeChange } from "./describe-change.ts";
import { fieldLabel, hasLabel } from "../lists/field-labels.ts";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { changesQuery } from "../parts/settings-queries.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** The section of changes: who changed what and when, each with its undo. */
export function ChangesSection(): ReactNode {
  const address = useListAddress();
  const changes = useQuery(changesQuery(address.after));
  if (!changes.data) return <PendingAnswer query={changes} />;
  const { items, next, total } = changes.data;
  if (items.length === 0 && next === null) return <EmptyState>{messages.noChanges}</EmptyState>;
  return (
    <>
      <p className="page-about">{messages.changesAbout}</p>
      <ol className="change-list" aria-label={messages.changesList}>
        {items.map((change) => (
          <ChangeRow key={change.change} change={change} />
        ))}
      </ol>
      <ListPages address={address} next={next} total={total} />
    </>
  );
}

function ChangeRow({ change }: { change: ListedChange }): ReactNode {
  const { undo } = useSettingsChange();
  const text = describeChange(change);
  const fields = change.fields.filter(hasLabel).map(fieldLabel);
  // The counts of an import say it all.
  const details = change.imported
    ? []
    : [
        ...(fields.length > 0 ? [listText(fields)] : []),
        ...(change.records > 1 ? [formatMessage(messages.changeRecords, { count: change.records - 1 })] : []),
      ];
  return (
    <li className="change-row">
      <div>
        <p>
          <bdi>{text}</bdi>
          {details.length > 0 && <span className="quiet">{` · ${details.join(" · ")}`}</span>}
        </p>
        <p className="quiet small">
          <bdi>{authorOf(change)}</bdi> · <Moment at={change.at} />
        </p>
      </div>
      <button
        type="button"
        className="button button-quiet"
        aria-label={formatMessage(messages.undoNamed, { change: text })}
        onClick={() => void undo(change.change)}
      >
        {messages.undo}
      </button>
    </li>
  );
}

function authorOf({ by, deputy }: ListedChange): string {
  if (by === null) return messages.byProgram;
  return deputy === null ? by.name : formatMessage(messages.byDeputy, { deputy: deputy.name, name: by.name });
}
