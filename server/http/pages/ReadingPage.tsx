import type { ReactNode } from "react";
import { contract } from "#core/contract/contract.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { interfaceLanguage, serverPages as messages } from "#core/messages/catalogues.ts";
import { dateText } from "#core/phrases/dates.ts";
import { draftMarkup, type DraftNotes } from "#core/text/draft-markup.ts";
import { estimatedHeight, sectionsLaidOut, sectionsOf } from "#core/text/draft-view.ts";
import type { VersionText } from "#core/text/clause.ts";
import { parsingDraft } from "#core/text/parsing-draft.ts";
import { ledBySymbol } from "#core/text/version.ts";
import { fewAnnotations } from "../../../client/api/queries.ts";
import { draftNotes } from "../../../client/page-parts/draft-notes.ts";
import { commaText, formatMessage, inInterface } from "../../../client/page-parts/messages.ts";
import { ServerParts } from "../../../client/reading/room/ReaderText.tsx";
import { ReadingPage } from "../../../client/reading/room/ReadingPage.tsx";
import { inTurns } from "../../services/kernel/in-turns.ts";
import { documentFeed } from "./feed-links.ts";
import { partsHere } from "./send-page.tsx";
import type { Markup, PageContent, PageRequest, WritePage } from "./page-content.ts";

/** Builds the page that shows a version: the client's page with the draft in it, which is rendered while it is sent. */
export async function readingContent({
  handlers,
  visit,
  me,
  params,
}: PageRequest<"reading">): Promise<WritePage<"reading">> {
  const { version: address } = params;
  const [page, forum] = await Promise.all([
    handlers.getVersion(visit, { version: address }),
    handlers.getForum(visit, {}),
  ]);
  const document = await handlers.getDocument(visit, { document: page.version.documentId });
  const { version, negotiation } = page;
  // The version names the hash of its content, and thus its text.
  const follow = [forum, document, version];
  const write = (): PageContent<"reading"> => ({
    title: {
      document: commaText(ledBySymbol(document, version, document.shortTitle)),
      draft: version.label,
    },
    forum: forum.shortName,
    description: formatMessage(messages.draftDescription, {
      title: document.title,
      draft: version.label,
      date: dateText(version.date, interfaceLanguage()),
    }),
    indexed: forum.audience === "public" && version.state === "published",
    feed: documentFeed(forum, document),
    answers: { getMe: me, getForum: forum, getDocument: document, getVersion: page },
    // The client reads the draft and its text from the elements.
    shortened: { getVersion: { version, negotiation } },
    params: { getDocument: { document: document.id } },
    fetched:
      version.annotationTotal > fewAnnotations
        ? []
        : [operationUrl(contract.getAnnotationPage, params, { limit: fewAnnotations })],
    ofClient: true,
    children: (
      <ServerParts.Provider value={{ text: partsHere, withoutScripts: <WithoutScripts {...{ version, document }} /> }}>
        <ReadingPage params={{ version: address }} />
      </ServerParts.Provider>
    ),
    long: { parts: partsOf(page, draftNotes(page.text, negotiation)), follow, sheet: sheetOf(page.text) },
  });
  return Object.assign(write, { shared: { follow } });
}

async function* partsOf({ draft }: VersionPage, notes: DraftNotes): AsyncGenerator<Markup> {
  for (const markup of draftMarkup(await inTurns(parsingDraft(draft)), notes)) yield { markup };
}

/** Returns the estimated heights of sections that a browser does not lay out at first, as a style sheet. */
function sheetOf({ clauses }: VersionText): string {
  const sections = [...sectionsOf(clauses, ({ kind }) => kind)];
  if (sections.length < sectionsLaidOut) return "";
  const rules = sections.map((section, index) => {
    const height = estimatedHeight(section.map(({ start, end }) => end - start));
    return `.draft-section:nth-child(${index + 1}){contain-intrinsic-block-size:auto ${height}px}`;
  });
  return rules.join("");
}

/** Replacements for the client's links: every draft in every language, and the text as a file with all comments. */
function WithoutScripts({ version, document }: { version: ListedVersion; document: ListedDocument }): ReactNode {
  const published = document.versions.filter(({ state }) => state === "published");
  const drafts = published.filter(({ language }) => language === version.language);
  const translations = published.filter(({ round, id }) => round === version.round && id !== version.id);
  return (
    <div className="version-plain small" {...inInterface()}>
      <p>
        <a href={`/api/versions/${version.address}/export?format=html`}>
          {formatMessage(messages.exportAsPage, { count: version.annotationTotal })}
        </a>
        {translations.map(({ id, language, address }) => (
          <span key={id}>
            {" · "}
            <a href={readingPath(address)} hrefLang={language} lang={language} dir="auto">
              {ownName(language)}
            </a>
          </span>
        ))}
      </p>
      <nav aria-label={messages.drafts}>
        {messages.drafts}:{" "}
        {drafts.map(({ id, address, label }, index) => (
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
