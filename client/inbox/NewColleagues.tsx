import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { NewColleague } from "#core/contract/colleague-operations.ts";
import { colleagues as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { newColleaguesQuery } from "../api/colleague-queries.ts";
import { meQuery } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { formatDate } from "../components/format.tsx";
import { notifyAndRefresh } from "../components/toasts.ts";
import { listText, formatMessage } from "../page-parts/messages.ts";
import "./inbox.css";

/** Lists who is new in the reader's organisation, with earlier drafts to open, and what is closed to the reader. */
export function NewColleagues(): ReactNode {
  const { colleagues = [], heldUntil = null } = useQuery(newColleaguesQuery).data ?? {};
  const organisation = useQuery(meQuery).data?.organisation?.shortName ?? "";
  if (colleagues.length === 0 && heldUntil === null) return null;
  return (
    <section aria-labelledby="colleagues">
      <h2 id="colleagues" className="inbox-heading section-title">
        {formatMessage(messages.colleaguesTitle, { organisation })}
      </h2>
      <ol className="inbox-list">
        {heldUntil !== null && <li>{formatMessage(messages.heldUntil, { date: formatDate(heldUntil) })}</li>}
        {colleagues.map((colleague) => (
          <ColleagueItem key={`${colleague.person.id} ${colleague.organisation.id}`} colleague={colleague} />
        ))}
      </ol>
    </section>
  );
}

const changes = () =>
  ({
    member: [messages.nowMember, messages.youNowMember],
    coordinator: [messages.nowCoordinator, messages.youNowCoordinator],
    address: [messages.otherAddress, messages.yourOtherAddress],
  }) as const;

function ColleagueItem({ colleague }: { colleague: NewColleague }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const { person, change, at, by, isOwn, mayAgree } = colleague;
  const organisation = colleague.organisation.shortName;
  const params = { name: person.name, organisation, date: formatDate(at), by: by?.name ?? messages.operator };
  const [ofOther, ofOwn] = changes()[change];
  return (
    <li>
      <p>{formatMessage(isOwn ? ofOwn : ofOther, params)}</p>
      <p>{stateText(colleague)}</p>
      {mayAgree && (
        <div>
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {messages.agree}
          </button>
        </div>
      )}
      {isAsking && <AgreeDialog colleague={colleague} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** Says whether earlier drafts are closed to a person, and who opens or opened them. */
function stateText({ person, organisation, isOwn, isClosed, mayAgree, agreeing, agreed }: NewColleague): string {
  const params = { name: person.name, organisation: organisation.shortName };
  if (isClosed && isOwn)
    return agreeing.length > 0
      ? formatMessage(messages.closedToYou, {
          ...params,
          names: listText(agreeing),
        })
      : formatMessage(messages.closedToYouForNow, params);
  if (isClosed) return formatMessage(mayAgree ? messages.mayAgree : messages.closedToThem, params);
  if (!agreed) return "";
  const by = agreed.by?.name ?? messages.operator;
  return formatMessage(messages.openedBy, { ...params, by, date: formatDate(agreed.at) });
}

function AgreeDialog({ colleague, onClose }: { colleague: NewColleague; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const { person, organisation } = colleague;
  const params = { name: person.name, organisation: organisation.shortName };
  return (
    <ConfirmDialog
      title={formatMessage(messages.agreeTitle, params)}
      act={messages.agreeAct}
      onConfirm={() =>
        notifyAndRefresh(client, newColleaguesQuery.queryKey)(
          () => call("openEarlierDrafts", { params: { organisation: organisation.id, participant: person.id } }),
          formatMessage(messages.agreed, params),
        )
      }
      onClose={onClose}
    >
      <p>{formatMessage(messages.agreeAbout, params)}</p>
    </ConfirmDialog>
  );
}
