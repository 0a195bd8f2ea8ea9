import type { ReactNode } from "react";
import type { Forum, ForumGroups } from "#core/access/forum.ts";
import { wordProposal } from "#core/compile/word-proposal.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { MessageData } from "#core/messages/catalogue.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { ClauseHistory } from "#core/contract/history-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { dayText } from "#core/phrases/dates.ts";
import { groupName, sourceText } from "#core/phrases/source-text.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { parseDraft } from "#core/text/schema.ts";
import { interfaceLanguage, common, pageTitles as titles, serverPages as messages } from "#core/messages/catalogues.ts";
import { ClauseComments, ClauseInDraft } from "../../../client/page-parts/ClauseInDraft.tsx";
import { OrganisationNames, SourceLogo } from "../../../client/page-parts/Logos.tsx";
import { formatMessage, headWord, richMessage } from "../../../client/page-parts/messages.ts";
import type { Handlers } from "../api/handler-types.ts";
import type { Visit } from "../middleware/visitor.ts";
import type { PageRequest, TitleParams, WritePage } from "./page-content.ts";
import { SiteHeader } from "./Shell.tsx";

/** Builds the page of a clause's history. */
export async function clauseHistoryContent({
  handlers,
  visit,
  params,
}: PageRequest<"clauseHistory">): Promise<WritePage<"clauseHistory">> {
  const { version, clause } = params;
  const [history, forum, me] = await Promise.all([
    handlers.getClauseHistory(visit, { version, clause }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const proposed = await wordProposals(handlers, visit, history);
  return () => ({
    title: titleOf(history),
    forum: forum.shortName,
    description: formatMessage(messages.clauseHistoryDescription, { version }),
    answers: { getMe: me, getForum: forum, getClauseHistory: history },
    children: <ClauseHistoryPage history={history} proposed={proposed} forum={forum} me={me} />,
  });
}

/** Names the document and the clause, as in the requested draft. */
function titleOf({ version, clause, entries }: ClauseHistory): TitleParams<"clauseHistory"> {
  const here = entries.find((entry) => entry.version.id === version);
  const citation = here?.clauses.find(({ id }) => id === clause)?.citation;
  return { document: here?.version.document ?? version, clause: citation ?? clause };
}

/** A clause in every draft, oldest first. Each text is compared with the previous one and shown with its comments. */
export function ClauseHistoryPage({
  history,
  proposed,
  forum,
  me,
}: {
  history: ClauseHistory;
  /** Each proposal's changes, by its id. */
  proposed: ReadonlyMap<string, readonly MessageData[]>;
  forum: Pick<Forum, "shortName" | "logo" | "groups" | "timeZone">;
  me: Me;
}): ReactNode {
  const { entries } = history;
  return (
    <>
      <SiteHeader forum={forum} here={messages.clauseHistory} me={me} />
      <main className="page clause-history" id="main">
        <h1 className="page-title">{formatMessage(titles.clauseHistory, titleOf(history))}</h1>
        <ol>
          {entries.map((entry) => (
            <ClauseInDraft key={entry.version.id} entry={entry} href={readingPath(entry.version.address)} named>
              <ClauseComments
                annotations={entry.annotations}
                address={entry.version.address}
                dateOf={(at) => dayText(at, interfaceLanguage(), forum.timeZone)}
                render={({ annotation }) => <CommentText annotation={annotation} proposed={proposed} forum={forum} />}
              />
            </ClauseInDraft>
          ))}
        </ol>
      </main>
    </>
  );
}

/** The source and the text of a comment. Each proposal's changes are in `proposed`, by its id. */
function CommentText({
  annotation: { id, speaker, standing, text },
  proposed,
  forum,
}: Pick<PlacedAnnotation, "annotation"> & {
  proposed: ReadonlyMap<string, readonly MessageData[]>;
  forum: ForumGroups;
}): ReactNode {
  return (
    <>
      <p>
        {standing !== "erased" && <SourceLogo speaker={speaker} />}
        <strong>
          {standing === "erased" ? headWord("standing-erased") : sourceText(speaker, interfaceLanguage())}
        </strong>
        {standing !== "erased" && (
          <span className="quiet">
            {speaker.capacity !== "secretariat" && ` · ${groupName(speaker.group, forum, interfaceLanguage())}`}
            {speaker.jointly.length > 0 && (
              <>
                ,{" "}
                {richMessage(common.coSignedWith, {
                  names: <OrganisationNames organisations={speaker.jointly} by="shortName" />,
                  b: (names) => <strong>{names}</strong>,
                })}
              </>
            )}
          </span>
        )}
      </p>
      {standing === "open" &&
        proposed.get(id)?.map((step, index) => (
          <p key={index} dir="auto">
            {uncheckedText(step, interfaceLanguage())}
          </p>
        ))}
      {standing === "open" && text !== "" && <p dir="auto">{text}</p>}
      {standing !== "open" && standing !== "erased" && <p className="quiet">{headWord(`standing-${standing}`)}</p>}
    </>
  );
}

/** Describes the proposals in a clause history, by id. Each refers to the draft it was made on. */
export async function wordProposals(
  { getVersion }: Pick<Handlers, "getVersion">,
  visit: Visit,
  { entries }: ClauseHistory,
): Promise<ReadonlyMap<string, readonly MessageData[]>> {
  const worded = await Promise.all(
    entries.map(async ({ version, annotations }) => {
      const proposals = annotations.filter(({ annotation }) => annotation.operations.length > 0);
      if (proposals.length === 0) return [];
      const draft = parseDraft((await getVersion(visit, { version: version.address })).draft);
      return proposals.map(({ annotation: { id, operations } }): [string, MessageData[]] => [
        id,
        wordProposal(draft, operations),
      ]);
    }),
  );
  return new Map(worded.flat());
}
