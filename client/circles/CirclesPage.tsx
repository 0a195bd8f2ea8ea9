import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { can } from "#core/access/permissions.ts";
import type { ListedCircles, ShownCircle } from "#core/contract/circle-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { pageTitles as titles, peoplePages as messages } from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { urlOf } from "../api/call.ts";
import { circlesQuery, keys, meQuery } from "../api/queries.ts";
import { useEventStream } from "../api/use-event-stream.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { ListPages } from "../components/ListPages.tsx";
import { useListAddress } from "../components/use-list-address.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { OrganisationNames } from "../components/OrganisationNames.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { CircleDialog, useCircleWrites } from "./CircleDialog.tsx";
import "./circles.css";

/** The page of circles, the groups of organisations that share drafts: create, edit, leave and dissolve them. */
export function CirclesPage(): ReactNode {
  const address = useListAddress();
  const circles = useQuery({ ...circlesQuery(address.query), placeholderData: keepPreviousData });
  const me = useQuery(meQuery).data;
  const client = useQueryClient();
  useEventStream(me?.participant ? urlOf("streamCircles", {}) : undefined, () => {
    void client.invalidateQueries({ queryKey: keys.circles });
  });
  useTitle(titles.circles);
  return (
    <>
      <Header here={titles.circles} />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{titles.circles}</h1>
        <p className="page-about">{word("circles-about")}</p>
        {circles.isError && !circles.data ? (
          <ProblemNotice error={circles.error} onRetry={() => void circles.refetch()} />
        ) : circles.data && me ? (
          <>
            <CircleList listed={circles.data} me={me} />
            <ListPages address={address} next={circles.data.next} total={circles.data.total} />
          </>
        ) : (
          <Skeleton />
        )}
      </main>
    </>
  );
}

/** The open dialog: a circle's fields, or a confirmation. */
type OpenDialog = { act: "make" } | { act: "change" | "leave" | "dissolve"; circle: ShownCircle };

/** The circles the reader may see, with the actions on them. */
function CircleList({ listed, me }: { listed: ListedCircles; me: Me }): ReactNode {
  const { items: circles, organisations } = listed;
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const writes = useCircleWrites(me);
  const named = (id: string): ListedCircles["organisations"][number] =>
    organisations.find((organisation) => organisation.id === id) ?? { id, shortName: id };
  const createButton = can(actorOf(me), "make-circle") && (
    <button type="button" className="button button-primary" onClick={() => setDialog({ act: "make" })}>
      {messages.createCircle}
    </button>
  );
  return (
    <>
      {circles.length === 0 ? (
        <EmptyState action={createButton}>{createButton ? messages.noCirclesCreateOne : messages.noCircles}</EmptyState>
      ) : (
        <>
          <ul className="circles" aria-label={messages.circlesLabel}>
            {circles.map((circle) => (
              <li key={circle.id} className="circle">
                <h2 className="section-title">{circle.name}</h2>
                <p>
                  <OrganisationNames organisations={circle.organisationIds.map(named)} by="shortName" />
                </p>
                <p className="quiet small">
                  {circle.madeBy === null
                    ? word("circle-made-by-secretariat")
                    : word("circle-made-by", { name: named(circle.madeBy).shortName })}
                </p>
                <p className="circle-acts">
                  {circle.may.manage && (
                    <button
                      type="button"
                      className="button button-quiet"
                      onClick={() => setDialog({ act: "change", circle })}
                    >
                      {messages.changeCircle}
                    </button>
                  )}
                  {circle.may.leave && (
                    <button
                      type="button"
                      className="button button-quiet"
                      onClick={() => setDialog({ act: "leave", circle })}
                    >
                      {messages.leaveCircle}
                    </button>
                  )}
                  {circle.may.manage && (
                    <button
                      type="button"
                      className="button button-quiet"
                      onClick={() => setDialog({ act: "dissolve", circle })}
                    >
                      {messages.dissolveCircle}
                    </button>
                  )}
                </p>
              </li>
            ))}
          </ul>
          {createButton}
        </>
      )}
      {dialog && (
        <OpenCircleDialog dialog={latestOf(dialog, circles)} writes={writes} me={me} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

/** Returns a dialog with its circle as the list shows it now; a dialog can open before the list is up to date. */
function latestOf(dialog: OpenDialog, circles: readonly ShownCircle[]): OpenDialog {
  if (dialog.act === "make") return dialog;
  return { ...dialog, circle: circles.find(({ id }) => id === dialog.circle.id) ?? dialog.circle };
}

/** The fields of a circle, or the confirmation of an action on it. */
function OpenCircleDialog({
  dialog,
  writes,
  me,
  onClose: close,
}: {
  dialog: OpenDialog;
  writes: ReturnType<typeof useCircleWrites>;
  me: Me;
  onClose: () => void;
}): ReactNode {
  const ownOrganisation = me.organisation?.shortName ?? "";
  const owner = me.role === "secretariat" ? null : (me.organisation?.id ?? null);
  switch (dialog.act) {
    case "make":
      return (
        <CircleDialog
          title={messages.createCircle}
          act={messages.confirmCreate}
          before={{ name: "", organisationIds: owner === null ? [] : [owner] }}
          owner={owner}
          drafts={0}
          onSave={writes.create}
          onClose={close}
        />
      );
    case "change":
      return (
        <CircleDialog
          title={formatMessage(messages.changeCircleTitle, { circle: dialog.circle.name })}
          act={messages.confirmChange}
          before={dialog.circle}
          owner={dialog.circle.madeBy}
          drafts={dialog.circle.drafts}
          onSave={(fields) => writes.change(dialog.circle, fields)}
          onClose={close}
        />
      );
    case "leave":
      return (
        <ConfirmDialog
          title={formatMessage(messages.leaveCircleQuestion, { circle: dialog.circle.name })}
          act={messages.confirmLeave}
          onConfirm={() => writes.leave(dialog.circle, ownOrganisation)}
          onClose={close}
        >
          <p>{formatMessage(messages.leaveConsequence, { organisation: ownOrganisation })}</p>
          {dialog.circle.organisationIds.length === 2 && <p>{messages.leaveDissolves}</p>}
        </ConfirmDialog>
      );
    case "dissolve":
      return (
        <ConfirmDialog
          title={formatMessage(messages.dissolveCircleQuestion, { circle: dialog.circle.name })}
          act={messages.confirmDissolve}
          onConfirm={() => writes.dissolve(dialog.circle)}
          onClose={close}
        >
          <p>{messages.dissolveConsequence}</p>
        </ConfirmDialog>
      );
  }
}
