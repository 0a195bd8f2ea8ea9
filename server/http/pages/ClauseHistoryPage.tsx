import type { ReactNode } from "react";
import type { Forum, ForumGroups } from "#core/access/forum.ts";
import { wordProposal } from "#core/compile/word-proposal.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { ClauseHistory, ClauseHistoryEntry } from "#core/contract/history-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { dateText } from "#core/messages/dates.ts";
import { groupName } from "#core/messages/group-name.ts";
import { uncheckedText } from "#core/messages/messages.ts";
import { sourceText } from "#core/messages/source-text.ts";
import { directionOf } from "#core/text/direction.ts";
import { parseDraft } from "#core/text/schema.ts";
import * as messages from "#core/messages/server-pages.en.ts";
import { RedlineRun } from "../../../client/page-parts/RedlineParts.tsx";
import { formatMessage, headWord, interfaceLanguage, word } from "../../../client/page-parts/messages.ts";
import type { Handlers } from "../api/handlers.ts";
import type { Visit } from "../middleware/visitor.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** Builds the page of a clause's history. */
export async function clauseHistoryContent({
  handlers,
  visit,
  params,
}: PageRequest<"clauseHistory">): Promise<PageContent<"clauseHistory">> {
  const { version, clause } = params;
  const [history, library, me] = await Promise.all([
    handlers.getBiography(visit, { version, clause }),
    handlers.getLibrary(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const { forum } = library;
  return {
    title: word("page-clause", { clause }),
    forum: forum.shortName,
    description: formatMessage(messages.clauseHistoryDescription, { version }),
    answers: { getMe: me, getLibrary: library, getBiography: history },
    children: (
      <ClauseHistoryPage
        history={history}
        proposed={await wordProposals(handlers, visit, history)}
        forum={forum}
        me={me}
      />
    ),
  };
}

/** A clause in every draft, oldest first. Each text is compared with the previous one and shown with its comments. */
export function ClauseHistoryPage({
  history,
  proposed,
  forum,
  me,
}: {
  history: ClauseHistory;
  /** Each proposal's changes as sentences, by its id. */
  proposed: ReadonlyMap<string, readonly string[]>;
  forum: Pick<Forum, "shortName" | "groups">;
  me: Me;
}): ReactNode {
  const { version, clause, entries } = history;
  const here = entries.find((entry) => entry.version.id === version);
  const citation = here?.clauses.find(({ id }) => id === clause)?.citation ?? clause;
  return (
    <>
      <SiteHeader forum={forum.shortName} trail={[<span aria-current="page">{messages.clauseHistory}</span>]} me={me} />
      <main className="page clause-history" id="main">
        <h1 className="page-title">
          {here?.version.document}: <bdi>{citation}</bdi>
        </h1>
        <ol>
          {entries.map((entry) => (
            <Draft key={entry.version.id} entry={entry} proposed={proposed} forum={forum} />
          ))}
        </ol>
      </main>
    </>
  );
}

function Draft({
  entry: { version, clauses, rows, annotations },
  proposed,
  forum,
}: {
  entry: ClauseHistoryEntry;
  proposed: ReadonlyMap<string, readonly string[]>;
  forum: ForumGroups;
}): ReactNode {
  const { address, document, label, date, language } = version;
  return (
    <li className="clause-history-draft">
      <div className="clause-history-body">
        <h2>
          <a href={readingPath(address)}>
            {document}: <bdi lang={language}>{label}</bdi>
          </a>{" "}
          {!label.includes(date.slice(0, 4)) && <time dateTime={date}>{dateText(date, "en")}</time>}
        </h2>
        <p className="clause-history-step">
          <bdi>{clauses.map(({ citation }) => citation).join(", ")}</bdi>
        </p>
        <div className="draft clause-history-text" lang={language} dir={directionOf(language)}>
          {rows.map((row, index) => (
            <p key={index} className="clause-history-row">
              {row.segments.map(({ kind, text }, position) => (
                <RedlineRun key={position} kind={kind}>
                  {text}
                </RedlineRun>
              ))}
            </p>
          ))}
        </div>
      </div>
      {annotations.length > 0 && (
        <ClauseComments annotations={annotations} address={address} proposed={proposed} forum={forum} />
      )}
    </li>
  );
}

/** The comments on a clause in one draft, each with its source, its decision and a link. */
function ClauseComments({
  annotations,
  address,
  proposed,
  forum,
}: {
  annotations: readonly PlacedAnnotation[];
  /** Address of the draft they were made on. */
  address: string;
  /** Each proposal's changes as sentences, by its id. */
  proposed: ReadonlyMap<string, readonly string[]>;
  forum: ForumGroups;
}): ReactNode {
  return (
    <ul className="clause-history-comments">
      {annotations.map(({ annotation, replies, disposition }) => {
        const { id, speaker, standing, text, createdAt, type } = annotation;
        const joint = speaker.jointly.map(({ shortName }) => shortName).join(", ");
        return (
          <li key={id}>
            <p>
              <strong>{standing === "erased" ? headWord("standing-erased") : sourceText(speaker, "en")}</strong>
              {standing !== "erased" && (
                <span className="quiet">
                  {speaker.capacity !== "secretariat" && ` · ${groupName(speaker.group, forum, "en")}`}
                  {joint !== "" && `, ${word("source-jointly", { names: joint })}`}
                </span>
              )}
            </p>
            {standing === "open" &&
              proposed.get(id)?.map((step, index) => (
                <p key={index} dir="auto">
                  {step}
                </p>
              ))}
            {standing === "open" && text !== "" && <p dir="auto">{text}</p>}
            {standing !== "open" && standing !== "erased" && (
              <p className="quiet">{headWord(`standing-${standing}`)}</p>
            )}
            {disposition?.current && (
              <p>
                <strong>{headWord(`disposition-${disposition.current.outcome}`)}</strong> {disposition.current.reason}
              </p>
            )}
            <p className="small quiet">
              <a href={`${readingPath(address)}?note=${id}`}>
                {dateText(createdAt, "en")}, {word(`type-${type}`)}
              </a>
              {replies.length > 0 && ` · ${formatMessage(messages.replyCount, { count: replies.length })}`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

/** Words the proposals in a clause history as sentences, by id. Each is worded against the draft it was made on. */
export async function wordProposals(
  { getVersion }: Pick<Handlers, "getVersion">,
  visit: Visit,
  { entries }: ClauseHistory,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const worded = await Promise.all(
    entries.map(async ({ version, annotations }) => {
      const proposals = annotations.filter(({ annotation }) => annotation.operations.length > 0);
      if (proposals.length === 0) return [];
      const draft = parseDraft((await getVersion(visit, { version: version.address })).draft);
      return proposals.map(({ annotation: { id, operations } }): [string, string[]] => [
        id,
        wordProposal(draft, operations).map((step) => uncheckedText(step, interfaceLanguage)),
      ]);
    }),
  );
  return new Map(worded.flat());
}
