import type { Node } from "prosemirror-model";
import type { ReactNode } from "react";
import type { Forum } from "#core/access/forum.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { dateText, timeText } from "#core/phrases/dates.ts";
import { openPointsText } from "#core/phrases/open-points.ts";
import { interfaceLanguage, serverPages as messages } from "#core/messages/catalogues.ts";
import { directionOf } from "#core/text/direction.ts";
import { type Attributes, clauseMarkup } from "#core/text/html-markup.ts";
import type { ClauseKind } from "#core/text/clause.ts";
import { headingLevel } from "#core/text/heading-level.ts";
import { parsingDraft } from "#core/text/parsing-draft.ts";
import { ledBySymbol } from "#core/text/version.ts";
import { ConsultationFacts, VersionFacts } from "../../../client/page-parts/VersionFacts.tsx";
import { Outline, outlineOf } from "../../../client/page-parts/Outline.tsx";
import { inInterface, commaText, formatMessage } from "../../../client/page-parts/messages.ts";
import { inTurns } from "../../services/kernel/in-turns.ts";
import { SiteHeader } from "./Shell.tsx";
import { HeaderHere, PartsHere } from "./send-page.tsx";
import type { Markup, PageContent, PageRequest, WritePage } from "./page-content.ts";

/** Builds the page that shows a version. */
export async function readingContent({
  handlers,
  visit,
  params,
}: PageRequest<"reading">): Promise<WritePage<"reading">> {
  const { version: address } = params;
  const [page, forum, me] = await Promise.all([
    handlers.getVersion(visit, { version: address }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const document = await handlers.getDocument(visit, { document: page.version.documentId });
  // The version names the hash of its content, and thus its text.
  const follow = [forum, document, page.version];
  const trail = { trail: [document.shortTitle], here: <DraftName version={page.version} /> };
  const write = (): PageContent<"reading"> => ({
    title: {
      document: commaText(ledBySymbol(document, page.version, document.shortTitle)),
      draft: page.version.label,
    },
    forum: forum.shortName,
    description: formatMessage(messages.draftDescription, {
      title: document.title,
      draft: page.version.label,
      date: dateText(page.version.date, interfaceLanguage()),
    }),
    indexed: forum.audience === "public" && page.version.state === "published",
    answers: { getMe: me, getForum: forum, getDocument: document, getVersion: page },
    params: { getDocument: { document: document.id } },
    children: <ReadingPage page={page} document={document} forum={forum} />,
    long: { parts: partsOf(page), follow },
  });
  return Object.assign(write, { shared: { follow, header: <SiteHeader forum={forum} {...trail} me={me} />, me } });
}

async function* partsOf({ draft }: VersionPage): AsyncGenerator<Markup> {
  yield* draftParts(await inTurns(parsingDraft(draft)));
}

function DraftName({ version }: { version: ListedVersion }): ReactNode {
  return (
    <span dir="auto" lang={version.language}>
      {version.label}
    </span>
  );
}

/**
 * A version's full text, readable and printable without scripts. Every clause has its id as fragment. The layout
 * matches the client's reading room, so that nothing shifts when the client mounts. It does not know its reader, because
 * it is kept for others.
 */
function ReadingPage({
  page,
  document,
  forum,
}: {
  page: VersionPage;
  document: ListedDocument;
  forum: Forum;
}): ReactNode {
  const { version, text } = page;
  return (
    <>
      <HeaderHere />
      <div className="room" dir={directionOf(version.language)}>
        <nav className="room-outline screen-only" aria-label={messages.outlineLabel}>
          <Outline rows={outlineOf(text)} counts={new Map()} current={null} language={text.language} />
        </nav>
        <main className="room-text" id="main">
          <Facts page={page} document={document} timeZone={forum.timeZone} />
          <noscript>
            <WithoutScript version={version} document={document} />
          </noscript>
          <article
            className="draft"
            lang={version.language}
            dir={directionOf(version.language)}
            aria-label={`${document.shortTitle}, ${version.label}`}
          >
            <PartsHere />
          </article>
        </main>
      </div>
    </>
  );
}

/** The facts about a version, with links to the other languages of its round. */
function Facts({
  page: { version, negotiation },
  document,
  timeZone,
}: {
  page: VersionPage;
  document: ListedDocument;
  timeZone: string | undefined;
}): ReactNode {
  const open = openPointsText(negotiation.counts, interfaceLanguage());
  const { consultation } = version;
  const translations = document.versions.filter(
    ({ round, id, state }) => round === version.round && id !== version.id && state === "published",
  );
  return (
    <VersionFacts
      version={version}
      document={document}
      consultation={
        consultation?.terms &&
        consultation.state && (
          <ConsultationFacts
            terms={consultation.terms}
            state={consultation.state}
            timeOf={(at) => timeText(at, interfaceLanguage(), timeZone)}
          />
        )
      }
      more={translations.map(({ id, language, address }) => (
        <span key={id}>
          {" · "}
          <a href={readingPath(address)} hrefLang={language} lang={language} dir="auto">
            {ownName(language)}
          </a>
        </span>
      ))}
    >
      {open !== "" && <p className="quiet open-points screen-only">{open}</p>}
    </VersionFacts>
  );
}

/** Replacements for the client's links: every draft, and the text as a file with all comments. */
function WithoutScript({ version, document }: { version: ListedVersion; document: ListedDocument }): ReactNode {
  return (
    <div className="version-plain small" {...inInterface()}>
      <p>
        <a href={`/api/versions/${version.address}/export?format=html`}>
          {formatMessage(messages.exportAsPage, { count: version.annotationTotal })}
        </a>
      </p>
      <nav aria-label={messages.drafts}>
        {messages.drafts}:{" "}
        {document.versions
          .filter(({ language, state }) => language === version.language && state === "published")
          .map(({ id, address, label }, index) => (
            <span key={id}>
              {index > 0 && " · "}
              <a href={readingPath(address)} aria-current={id === version.id ? "page" : undefined}>
                <bdi>{label}</bdi>
              </a>
            </span>
          ))}
      </nav>
      <p className="quiet">{messages.commentNeedsScripts}</p>
    </div>
  );
}

/** Returns a language's own name: "العربية". */
function ownName(language: string): string {
  return new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
}

/** A cell's position in its table. */
interface Cell {
  id: string;
  row: number;
  column: number;
  header: boolean;
}

/**
 * Renders a whole draft as HTML, with its clauses in order, as the schema renders them. Adds headings and footnotes for
 * screen readers, and groups cells into tables. The client's reader renders the same elements and classes, so nothing
 * shifts when it mounts.
 */
export function draftMarkup(draft: Node): string {
  return Array.from(draftParts(draft), ({ markup }) => markup).join("");
}

/** Number of clauses that are sent together. */
const clausesAtOnce = 100;

function* draftParts(draft: Node): Generator<Markup> {
  let parts: string[] = [];
  let table: Pick<Cell, "id" | "row"> | null = null;
  const endTable = (): void => {
    if (table) parts.push("</div></div>");
    table = null;
  };
  for (const clause of draft.children) {
    const cell = clause.attrs["table"] as Cell | null;
    if (!cell) endTable();
    else if (table?.id !== cell.id) {
      endTable();
      parts.push('<div class="draft-table" role="table"><div class="draft-row" role="row">');
    } else if (table.row !== cell.row) parts.push('</div><div class="draft-row" role="row">');
    table = cell && { id: cell.id, row: cell.row };
    parts.push(clauseMarkup(clause, [], meaningOf(clause, cell)));
    if (parts.length < clausesAtOnce) continue;
    yield { markup: parts.join("") };
    parts = [];
  }
  endTable();
  yield { markup: parts.join("") };
}

/** Returns a clause's ARIA role. The title is the page's first heading. */
function meaningOf(clause: Node, cell: Cell | null): Attributes {
  if (cell) return { role: cell.header ? "columnheader" : "cell" };
  const kind = clause.attrs["kind"] as ClauseKind;
  const level = headingLevel(kind, Number(clause.attrs["depth"]));
  if (level !== null) return { role: "heading", "aria-level": String(level) };
  return kind === "footnote" ? { role: "note" } : {};
}
