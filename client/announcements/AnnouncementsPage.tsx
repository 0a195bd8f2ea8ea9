import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { can } from "#core/access/permissions.ts";
import type { ShownAnnouncement } from "#core/contract/announcement-operations.ts";
import { announcementsPage as messages, pageTitles as titles } from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { needed } from "../api/needed.ts";
import { meQuery } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { formatMoment } from "../components/format.tsx";
import { groupHead, useForumGroups } from "../components/groups.ts";
import { ListPages } from "../components/ListPages.tsx";
import { EmptyState, NeedsScripts, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { notifyAndRefresh } from "../components/toasts.ts";
import { useListAddress } from "../components/use-list-address.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { MentionText } from "../mentions/MentionText.tsx";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import { AnnounceDialog, announcementsKey } from "./AnnounceDialog.tsx";
import "./announcements.css";

// Other pages load it from here, because each further file weighs on every page that names it.
export { AnnounceDialog } from "./AnnounceDialog.tsx";

const announcementsQuery = ({ after }: Readonly<Record<string, string | undefined>>) =>
  queryOptions({
    queryKey: [...announcementsKey, after ?? ""],
    queryFn: ({ signal }) => call("getAnnouncements", { query: after === undefined ? {} : { after }, signal }),
  });

/** The page and the queries that it alone has. */
export const announcementsPage = {
  Page: AnnouncementsPage,
  queries: {
    getAnnouncements: needed(
      ({ address }) => announcementsQuery(address),
      ({ address: { after } }) => (after === undefined ? {} : { after }),
    ),
  },
};

/** The announcements that the reader may read, newest first, and the form for a new one. */
function AnnouncementsPage(): ReactNode {
  useTitle(titles.announcements);
  const address = useListAddress();
  const me = useQuery(meQuery).data;
  const { data, error, refetch } = useQuery({
    ...announcementsQuery(address.query),
    placeholderData: keepPreviousData,
  });
  const [isWriting, setWriting] = useState(false);
  const mayWrite = me !== undefined && can(actorOf(me), "announce");
  return (
    <>
      <Header here={titles.announcements} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{titles.announcements}</h1>
        <p className="page-about">{mayWrite ? messages.aboutAll : messages.about}</p>
        {mayWrite && (
          <>
            <NeedsScripts>{messages.needsScripts}</NeedsScripts>
            <p className="announcement-acts">
              <button type="button" className="button button-primary" onClick={() => setWriting(true)}>
                {messages.write}
              </button>
            </p>
          </>
        )}
        {error && !data ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton />
        ) : data.items.length === 0 ? (
          <EmptyState>{messages.none}</EmptyState>
        ) : (
          <ol className="announcements">
            {data.items.map((announcement) => (
              <Item key={announcement.id} announcement={announcement} mayWithdraw={mayWrite} />
            ))}
          </ol>
        )}
        {data && <ListPages address={address} next={data.next} total={data.total} />}
      </main>
      {isWriting && (
        <AnnounceDialog
          begun={{ to: { kind: "everybody" }, subject: "", text: "" }}
          onClose={() => setWriting(false)}
        />
      )}
    </>
  );
}

function Item({ announcement, mayWithdraw }: { announcement: ShownAnnouncement; mayWithdraw: boolean }): ReactNode {
  const { id, subject, text, by, sendsAt, state } = announcement;
  const [isAsking, setAsking] = useState(false);
  const act = notifyAndRefresh(useQueryClient(), announcementsKey);
  const audience = useAudience(announcement);
  const time = <time dateTime={sendsAt}>{formatMoment(sendsAt)}</time>;
  return (
    <li id={id}>
      <h2 className="section-title" dir="auto">
        {subject}
      </h2>
      <p className="quiet small">
        {richMessage(state === "waiting" ? messages.sendsOn : messages.byOn, { by: <bdi>{by}</bdi>, time })}
        {" · "}
        {audience}
      </p>
      {state.startsWith("withdrawn") && (
        <p>
          <strong>{state === "withdrawn" ? messages.isWithdrawn : messages.isWithdrawnUnsent}</strong>
        </p>
      )}
      <div className="announcement-text" dir="auto">
        <MentionText>{text}</MentionText>
      </div>
      {mayWithdraw && (state === "waiting" || state === "sent") && (
        <p>
          <button type="button" className="button button-quiet" onClick={() => setAsking(true)}>
            {messages.withdraw}
          </button>
        </p>
      )}
      {isAsking && (
        <ConfirmDialog
          title={formatMessage(messages.withdrawQuestion, { subject })}
          act={messages.withdraw}
          onConfirm={() =>
            act(() => call("withdrawAnnouncement", { params: { announcement: id } }), messages.withdrawn)
          }
          onClose={() => setAsking(false)}
        >
          <p>{state === "sent" ? messages.withdrawSent : messages.withdrawUnsent}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}

/** Returns whom an announcement is for. */
function useAudience({ to: { kind, group, draft, organisations } }: ShownAnnouncement): string {
  const forum = useForumGroups();
  if (kind === "everybody") return messages.toEverybody;
  if (kind === "group") return formatMessage(messages.toNamedGroup, { group: groupHead(group ?? "", forum) });
  const label = draft ? commaText([draft.document, draft.label]) : "";
  const named =
    organisations &&
    formatMessage(messages.toNamedOrganisations, { count: organisations.length, names: commaText(organisations) });
  if (kind === "organisations") return named ?? messages.toChosen;
  const whom = kind === "letters" ? messages.toLetters : messages.toNotAnswered;
  return [formatMessage(whom, { draft: label }), named].filter(Boolean).join(" · ");
}
