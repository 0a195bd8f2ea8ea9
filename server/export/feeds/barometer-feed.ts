import type { BracketChanges, OpenPoint } from "#core/compare/comparison.ts";
import type { BarometerDraft } from "#core/compile/barometer.ts";
import { barometerPath } from "#core/contract/pages.ts";
import { barometerPage, inLanguage } from "#core/messages/catalogues.ts";
import { barometerSummary, clausePath, closedText, openedText } from "#core/phrases/barometer-text.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { escapeXml, xmlElement } from "../shared/xml.ts";
import { type AtomEntry, atomFeed } from "./atom-feed.ts";

/** A draft of a feed, with what changed since the draft before. */
export interface FeedDraft {
  draft: BarometerDraft;
  /** ISO 8601. */
  publishedAt: string;
  /** Null for the first draft. */
  step: { before: BarometerDraft; changes: BracketChanges } | null;
}

/** A feed of a document's drafts. */
export interface BarometerFeed {
  forum: string;
  document: { id: string; title: string };
  /** The newest first. */
  drafts: readonly FeedDraft[];
  /** Base of the ids: the address of the forum, or a tag URI. It may not change, because readers know entries by id. */
  idBase: string;
  /** Address of the forum, or empty for links relative to the feed. */
  linkBase: string;
  /** Address of the feed, relative to the forum. */
  self: string;
  /** Time of the last change if there are no drafts. ISO 8601. */
  began: string;
}

/** Writes an Atom feed (RFC 4287) with an entry for each draft: its counts, and what opened and closed. */
export function barometerFeed(feed: BarometerFeed, language: string): string {
  const { forum, document, drafts, idBase, linkBase, self, began } = feed;
  const messages = inLanguage(barometerPage, language);
  const page = barometerPath(document.id);
  return atomFeed({
    ...{ id: idBase + page, language, began, author: forum, subtitle: messages.about },
    title: formatMessage(messages.feedTitle, { document: document.title }, language),
    self: linkBase + self,
    page: linkBase + page,
    entries: drafts.map((draft) => entryOf(draft, feed, language)),
  });
}

function entryOf(
  { draft, publishedAt, step }: FeedDraft,
  { document, idBase, linkBase }: BarometerFeed,
  language: string,
): AtomEntry {
  const { version, counts } = draft;
  const { brackets, options } = counts;
  const messages = inLanguage(barometerPage, language);
  const page = `${barometerPath(document.id)}?draft=`;
  return {
    id: `${idBase}${page}${version.id}`,
    title: formatMessage(messages.entryTitle, { draft: version.label, brackets, options }, language),
    at: publishedAt,
    page: `${linkBase}${page}${version.address}`,
    author: null,
    summary: barometerSummary(draft, step?.before, language),
    content: contentOf(draft, step, linkBase, language),
  };
}

/** Returns the text of an entry as HTML. */
function contentOf(draft: BarometerDraft, step: FeedDraft["step"], linkBase: string, language: string): string {
  const sentence = (text: string): string => xmlElement("p", {}, escapeXml(text));
  const { counts, version } = draft;
  const messages = inLanguage(barometerPage, language);
  const own =
    sentence(barometerSummary(draft, step?.before, language)) +
    sentence(`${formatMessage(messages.countsOfDraft, counts, language)}.`);
  if (!step) return own;
  const { before, changes } = step;
  const { opened, closed, remained } = changes;
  const numbers = { opened: opened.length, closed: closed.length, remained: remained.length };
  return [
    own,
    sentence(formatMessage(messages.changesOfDraft, { before: before.version.label, ...numbers }, language)),
    listOf(opened, formatMessage(messages.openedCount, { count: numbers.opened }, language), {
      draft: version,
      noteOf: (point) => openedText(point, language),
      linkBase,
      language,
    }),
    listOf(closed, formatMessage(messages.closedCount, { count: numbers.closed }, language), {
      draft: before.version,
      noteOf: (point) => closedText(point, language),
      linkBase,
      language,
    }),
  ].join("");
}

/** Maximum number of points in a list of a feed. The page has all of them. */
const mostListed = 100;

function listOf<Point extends OpenPoint>(
  points: readonly Point[],
  heading: string,
  {
    draft,
    noteOf,
    linkBase,
    language,
  }: {
    draft: BarometerDraft["version"];
    noteOf: (point: Point) => string;
    linkBase: string;
    language: string;
  },
): string {
  if (points.length === 0) return "";
  const items = points.slice(0, mostListed).map((point) => {
    const { clause, citation, text } = point;
    const link = xmlElement("a", { href: linkBase + clausePath(draft.address, clause) }, escapeXml(citation));
    const words = xmlElement("span", { lang: draft.language, dir: "auto" }, escapeXml(text));
    return xmlElement("li", {}, `${link} ${words} (${escapeXml(noteOf(point))})`);
  });
  const more = points.length - mostListed;
  if (more > 0)
    items.push(
      xmlElement(
        "li",
        {},
        escapeXml(formatMessage(inLanguage(barometerPage, language).moreInList, { count: more }, language)),
      ),
    );
  return xmlElement("h3", {}, escapeXml(heading)) + xmlElement("ul", {}, items.join(""));
}
