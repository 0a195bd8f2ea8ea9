import { Selector, targetOf } from "../../../server/core/place/selector.ts";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { jsonld } from "../whole-files.ts";
import { compilation, annotationsOfEveryKind, here, opinion, words } from "../sample.ts";

interface Annotation {
  id: string;
  type: string;
  motivation: string;
  creator?: { type: string; name: string }[];
  created: string;
  body?: { type: string; purpose: string; value: string }[];
  target: string | { type: string; source: string; selector?: unknown }[];
  standing?: string;
  placement?: object;
}

interface Collection {
  "@context": unknown[];
  id: string;
  type: string;
  total: number;
  first: { id: string; type: string; partOf: string; startIndex: number; items: Annotation[] };
  last: string;
}

const base = "https://forum.example";

function collectionOf(...parameters: Parameters<typeof compilation>): Collection {
  return JSON.parse(jsonld(compilation(...parameters), base)) as Collection;
}

test("writes a collection with one page, as the data model requires", () => {
  const collection = collectionOf(annotationsOfEveryKind());
  expect(collection["@context"][0]).toBe("http://www.w3.org/ns/anno.jsonld");
  expect(collection.type).toBe("AnnotationCollection");
  expect(collection.id).toBe(`${base}/read/opinion-5@3:en#annotations`);
  expect(collection.total).toBe(14);
  expect(collection.first).toMatchObject({ type: "AnnotationPage", partOf: collection.id, startIndex: 0 });
  expect(collection.first.items).toHaveLength(14);
  expect(collection.last).toBe(collection.first.id);
});

test("gives every annotation its own IRI, a type and a target, as the data model requires", () => {
  const { items } = collectionOf(annotationsOfEveryKind()).first;
  for (const item of items) {
    expect(new URL(item.id).protocol).toBe("https:");
    expect(item.type).toBe("Annotation");
    expect(["commenting", "editing", "replying"]).toContain(item.motivation);
    expect(new Date(item.created).toISOString().slice(0, 19)).toBe(item.created.slice(0, 19));
    expect(item.target.length).toBeGreaterThan(0);
    for (const body of item.body ?? []) expect(body).toMatchObject({ type: "TextualBody", format: "text/plain" });
  }
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
});

test("writes selectors that read back as the same target", () => {
  const target = words(opinion, "r-a", "the rest open;", { clause: "r-b", exact: "that" });
  const [item] = collectionOf([here({ targets: [target] })]).first.items;
  const resource = typeof item?.target === "object" ? item.target[0] : undefined;
  expect(resource?.source).toBe(`${base}/read/opinion-5@3:en`);
  expect(targetOf(versionTextOf(opinion), Selector.array().parse(resource?.selector))).toEqual(target);
});

test("writes a proposal as an edit, in words and as operations", () => {
  const item = collectionOf(annotationsOfEveryKind()).first.items.find(({ motivation }) => motivation === "editing");
  expect(item?.body?.map(({ purpose, value }) => [purpose, value])).toEqual([
    ["commenting", "Stronger so."],
    ["editing", "In recalling b), replace “more than” by “much beyond”."],
    ["editing", "After recalling b), insert a new clause: “c) that a new clause follows,”."],
  ]);
  expect(item).toHaveProperty("operations.1.after", "r-b");
});

test("targets the annotation that a reply answers", () => {
  const { items } = collectionOf(annotationsOfEveryKind()).first;
  const [answered] = items.filter(({ body }) => body?.[0]?.value === "Which one?");
  expect(items.filter(({ target }) => target === answered?.id).map(({ motivation }) => motivation)).toEqual([
    "replying",
    "replying",
  ]);
});

test("targets an orphan's quote on its original version", () => {
  const orphan = collectionOf(annotationsOfEveryKind()).first.items.at(-1);
  expect(orphan?.target).toEqual([
    {
      type: "SpecificResource",
      source: `${base}/read/opinion-5@2:en`,
      selector: { type: "TextQuoteSelector", exact: "Figures" },
    },
  ]);
  expect(orphan?.placement).toMatchObject({ state: "orphan", score: 0, reason: "The clause 1 was deleted." });
});

test("marks an annotation that is rightly gone", () => {
  const gone = here({ versionId: "v-2" }, [], { state: "orphan", targets: [], gone: true });
  const [item] = collectionOf([gone]).first.items;
  expect(item?.placement).toMatchObject({ state: "orphan", gone: true });
});

test("names all joint speakers, and omits text that may not be shown", () => {
  const { items } = collectionOf(annotationsOfEveryKind()).first;
  expect(items[0]?.creator?.map(({ type, name }) => `${type} ${name}`)).toEqual([
    "Person Ana Ruiz",
    "Organization ISOC Organisation",
    "Organization APC Organisation",
  ]);
  expect(items.find(({ standing }) => standing === "withdrawn")).not.toHaveProperty("body");
});

test("with hidden sources, names nobody and omits addresses that would reveal them", () => {
  const file = jsonld(compilation(annotationsOfEveryKind(), { sources: "hidden" }), base);
  for (const name of ["Ana", "Boris", "Chen", "Dina", "ISOC", "APC", "Ruritania", "api/annotations/"]) {
    expect(file).not.toContain(name);
  }
});

test("states the collection's version, hashes, filters, visibility of sources and counts", () => {
  const compiled = compilation(annotationsOfEveryKind(), { filters: { kinds: ["comment"] }, sources: "hidden" });
  const { about } = JSON.parse(jsonld(compiled, base)) as { about: Record<string, unknown> };
  expect(about).toMatchObject({
    address: "opinion-5@3:en",
    textHash: "a".repeat(64),
    contentHash: "b".repeat(64),
    sources: "hidden",
    filters: { kinds: ["comment"] },
    counts: { comments: 11, proposals: 0 },
  });
});
