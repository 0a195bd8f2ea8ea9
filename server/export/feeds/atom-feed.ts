import type { RedlineSegment } from "#core/compare/redline-row.ts";
import { escapeXml, xmlContainer, xmlElement } from "../shared/xml.ts";

/** A piece of a redlined text. */
interface TextSegment {
  kind: RedlineSegment["kind"];
  text: string;
}

/** An Atom feed (RFC 4287). Times are ISO 8601. */
export interface AtomFeed {
  /** May not change, because readers know a feed and its entries by their ids. */
  id: string;
  title: string;
  subtitle: string;
  /** BCP 47. */
  language: string;
  /** Time of the last change if there are no entries. */
  began: string;
  /** Address of the feed. Null if nobody but its reader may learn it. */
  self: string | null;
  /** Address of the page with the same content. */
  page: string;
  author: string;
  entries: readonly AtomEntry[];
}

/** An entry of a feed. */
export interface AtomEntry {
  id: string;
  title: string;
  at: string;
  /** Address of its page. */
  page: string;
  /** Null if it is the feed's. */
  author: string | null;
  summary: string | null;
  /** HTML. Null for none. */
  content: string | null;
}

/** Writes an Atom feed. */
export function atomFeed(feed: AtomFeed): string {
  const { id, title, subtitle, language, began, self, page, author, entries } = feed;
  const updated = entries.reduce((latest, { at }) => (latest === "" || at > latest ? at : latest), "");
  const root = xmlContainer("feed", { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": language }, [
    xmlElement("id", {}, escapeXml(id)),
    xmlElement("title", {}, escapeXml(title)),
    xmlElement("subtitle", {}, escapeXml(subtitle)),
    xmlElement("updated", {}, escapeXml(updated === "" ? began : updated)),
    self === null ? "" : xmlElement("link", { rel: "self", type: "application/atom+xml", href: self }),
    xmlElement("link", { rel: "alternate", type: "text/html", href: page }),
    authorOf(author),
    ...entries.map(entryOf),
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
}

function entryOf({ id, title, at, page, author, summary, content }: AtomEntry): string {
  return xmlContainer("entry", {}, [
    xmlElement("id", {}, escapeXml(id)),
    xmlElement("title", {}, escapeXml(title)),
    xmlElement("published", {}, escapeXml(at)),
    xmlElement("updated", {}, escapeXml(at)),
    xmlElement("link", { rel: "alternate", type: "text/html", href: page }),
    author === null ? "" : authorOf(author),
    summary === null ? "" : xmlElement("summary", {}, escapeXml(summary)),
    content === null ? "" : xmlElement("content", { type: "html" }, escapeXml(content)),
  ]);
}

function authorOf(name: string): string {
  return xmlContainer("author", {}, [xmlElement("name", {}, escapeXml(name))]);
}

/** Returns the paragraphs of a text as the HTML of an entry, in whatever language they are. Null if it is empty. */
export function feedParagraphs(text: string): string | null {
  const paragraphs = text.split("\n\n").filter((paragraph) => paragraph.trim() !== "");
  if (paragraphs.length === 0) return null;
  return paragraphs.map((paragraph) => xmlElement("p", { dir: "auto" }, escapeXml(paragraph))).join("");
}

/** Returns a link as the HTML of an entry. */
export function feedLink(href: string, text: string): string {
  return xmlElement("p", {}, xmlElement("a", { href }, escapeXml(text)));
}

/** Returns paragraphs with their insertions and deletions as the HTML of an entry. Null if there are none. */
export function feedRedline(paragraphs: readonly (readonly TextSegment[])[]): string | null {
  const run = ({ kind, text }: TextSegment): string =>
    kind === "kept" ? escapeXml(text) : xmlElement(elementOf[kind], {}, escapeXml(text));
  const html = paragraphs.map((segments) => xmlElement("p", { dir: "auto" }, segments.map(run).join("")));
  return html.length === 0 ? null : html.join("");
}

const elementOf = { inserted: "ins", "moved-here": "ins", deleted: "del", "moved-away": "del" } as const;
