import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { findVersions, inReadingOrder, versionsByLanguage } from "../../../client/versions/version-order.ts";

const version = (address: string, label: string, date: string): ListedVersion => {
  const [documentId = "", rest = ""] = address.split("@");
  const [round = "", language = "en"] = rest.split(":");
  return { id: `id of ${address}`, address, documentId, round, language, label, date } as ListedVersion;
};
const document = (shortTitle: string, title: string, versions: ListedVersion[]): ListedDocument =>
  ({ id: versions[0]?.documentId, shortTitle, title, versions }) as ListedDocument;

const documents = [
  document("Opinion 4", "The adoption of IPv6", [
    version("opinion-4@1", "First draft", "2012-09-14"),
    version("opinion-4@3", "Troisième projet", "2013-02-06"),
  ]),
  document("Opinion 5", "Participation", [
    version("opinion-5@2", "Second draft", "2012-11-01"),
    version("opinion-5@2:ar", "المسودة الثانية", "2012-11-01"),
    version("opinion-5@3", "Third draft", "2013-02-06"),
  ]),
];

test.each([
  ["opinion 5 third", ["opinion-5@3"]],
  ["arab 5", ["opinion-5@2:ar"]],
  ["ipv6 14 sep", ["opinion-4@1"]],
  ["opinion-5@2", ["opinion-5@2:ar", "opinion-5@2"]],
  ["troisieme", ["opinion-4@3"]],
  ["third 4", []],
])("typing “%s” finds %j", (search, addresses) => {
  const found = findVersions(documents, search).flatMap(({ versions }) => versions);
  expect(found.map(({ address }) => address)).toEqual(addresses);
});

test("groups a document's versions by language, preferred language and latest version first", () => {
  const groups = documents[1] ? versionsByLanguage(documents[1], "ar") : [];
  expect(groups.map(({ heading, versions }) => [heading, versions.map(({ address }) => address)])).toEqual([
    ["Arabic", ["opinion-5@2:ar"]],
    ["English", ["opinion-5@3", "opinion-5@2"]],
  ]);
});

test.each([
  ["opinion-5@3", "opinion-5@2", ["opinion-5@2", "opinion-5@3"]],
  ["opinion-5@2", "opinion-4@1", ["opinion-4@1", "opinion-5@2"]],
  ["opinion-4@3", "opinion-5@3", ["opinion-4@3", "opinion-5@3"]],
])("compares %s and %s in reading order", (a, b, expected) => {
  const all = documents.flatMap(({ versions }) => versions);
  const find = (searched: string) => all.find(({ address }) => address === searched) ?? version(searched, "", "");
  expect(inReadingOrder(documents, find(a), find(b)).map(({ address }) => address)).toEqual(expected);
});
