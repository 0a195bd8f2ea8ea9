import { DOMParser } from "@xmldom/xmldom";
import { bracketChanges } from "#core/compare/changes/bracket-changes.ts";
import { compare } from "#core/compare/compare.ts";
import type { BarometerDraft } from "#core/compile/barometer.ts";
import type { VersionText } from "#core/text/clause.ts";
import { openCountsOf } from "#core/text/negotiation/read-negotiation.ts";
import { sumOfCounts } from "#core/text/negotiation/negotiation.ts";
import { barometerFeed, type BarometerFeed } from "../../../server/export/feeds/barometer-feed.ts";
import { version } from "../../core/compare/versions.ts";

const texts = ["Parties [shall] pay & report", "Parties shall [<b>pay</b>] & report"].map((text) => version(text));

function draftOf(text: VersionText, round: string, label: string): BarometerDraft {
  const { clauses, words } = openCountsOf(text);
  const address = `treaty@${round}`;
  return {
    version: { id: `version-${round}`, round, label, date: "2026-03-01", language: "en", address },
    counts: sumOfCounts(clauses),
    words,
  };
}

const [first, second] = [draftOf(texts[0]!, "1", "Draft 1"), draftOf(texts[1]!, "2", "Draft <2>\u0007")];
const changes = bracketChanges(texts[0]!, texts[1]!, compare(texts[0]!, texts[1]!));
const feed: BarometerFeed = {
  forum: "Forum & friends",
  document: { id: "treaty", title: "Treaty" },
  drafts: [
    { draft: second, publishedAt: "2026-03-02T09:00:00Z", step: { before: first, changes } },
    { draft: first, publishedAt: "2026-03-01T09:00:00Z", step: null },
  ],
  idBase: "tag:rapporteur.example,2013:forum",
  linkBase: "https://forum.example",
  self: "/api/documents/treaty/barometer/feed",
  began: "1970-01-01T00:00:00Z",
};

const read = (xml: string) => new DOMParser().parseFromString(xml, "application/xml");
const textsOf = (xml: string, name: string): string[] =>
  Array.from(read(xml).getElementsByTagName(name), (element) => element.textContent ?? "");

test("has what Atom requires: ids, titles, times and an author", () => {
  const xml = barometerFeed(feed, "en");
  expect(textsOf(xml, "id")).toEqual([
    "tag:rapporteur.example,2013:forum/barometer/treaty",
    "tag:rapporteur.example,2013:forum/barometer/treaty?draft=version-2",
    "tag:rapporteur.example,2013:forum/barometer/treaty?draft=version-1",
  ]);
  expect(textsOf(xml, "updated")).toEqual(["2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z", "2026-03-01T09:00:00Z"]);
  expect(textsOf(xml, "name")).toEqual(["Forum & friends"]);
  expect(textsOf(xml, "title")).toEqual([
    "Treaty: barometer",
    "Draft <2>: 1 bracket, 0 options",
    "Draft 1: 1 bracket, 0 options",
  ]);
});

test("links each entry to the page of its draft, and each bracket to its clause", () => {
  const xml = barometerFeed(feed, "en");
  const links = Array.from(read(xml).getElementsByTagName("link"), (link) => link.getAttribute("href"));
  expect(links.slice(0, 3)).toEqual([
    "https://forum.example/api/documents/treaty/barometer/feed",
    "https://forum.example/barometer/treaty",
    "https://forum.example/barometer/treaty?draft=treaty@2",
  ]);
  const [content = ""] = textsOf(xml, "content");
  expect(content).toContain('<a href="https://forum.example/read/treaty@2#v1">');
  expect(content).toContain('<a href="https://forum.example/read/treaty@1#v1">');
});

test("escapes text of a draft, so that it is no markup in the entry", () => {
  const [content = ""] = textsOf(barometerFeed(feed, "en"), "content");
  expect(content).toContain("[&lt;b&gt;pay&lt;/b&gt;]");
  expect(content).not.toContain("<b>");
});

test("a feed without drafts is still valid", () => {
  expect(textsOf(barometerFeed({ ...feed, drafts: [] }, "en"), "updated")).toEqual(["1970-01-01T00:00:00Z"]);
});
