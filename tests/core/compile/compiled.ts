import type { Annotation } from "#core/discuss/annotation.ts";
import { placeAtHome } from "#core/place/carry-forward.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import type { Placement } from "#core/place/placement.ts";
import type { Target } from "#core/discuss/target.ts";
import { Compilation } from "#core/compile/compilation.ts";
import { compile, type CompilableAnnotation, type CompileInput } from "#core/compile/compile.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { Version } from "#core/text/version.ts";
import { draftOf } from "../../support/draft.ts";
import { annotationOf, organisationOf } from "../discuss/annotations.ts";

const draft = draftOf([
  ["title", null, "Draft Opinion 5"],
  ["verb", null, "considering"],
  ["recital", "a)", "that exchange points keep traffic local;"],
  ["recital", "b)", "that costs fall,"],
]);

const text = versionTextOf(draft);

const earlierDraft = draftOf([
  ["verb", null, "considering"],
  ["recital", "a)", "that traffic is dear;"],
  ["recital", "b)", "that costs rise,"],
]);

const versionOf = (overrides: Partial<Version>): Version => ({
  id: "v2",
  documentId: "opinion-5",
  round: "2",
  label: "Second draft",
  date: "2013-02-06",
  language: "en",
  state: "published",
  textHash: "a".repeat(64),
  contentHash: "b".repeat(64),
  clauseCount: 4,
  wordCount: 13,
  source: { fileName: "o5.docx", format: "docx", hash: "c".repeat(64), size: 1 },
  notices: [],
  preparedAt: "2013-02-06T09:00:00Z",
  publishedAt: "2013-02-06T09:30:00Z",
  withdrawnReason: null,
  ...overrides,
});

export const version = versionOf({});

const earlier = versionOf({ id: "v1", round: "1", label: "First draft", date: "2012-10-01" });

export const [atlas, birch, cedar] = [organisationOf("atlas"), organisationOf("birch"), organisationOf("cedar")];

/** Returns a range on text of the compiled version. */
export const words = (quote: string): Target => {
  const start = text.text.indexOf(quote);
  return describeRange(text, start, start + quote.length);
};

/** Returns an annotation made on the compiled version. */
export const here = (
  overrides: Partial<Annotation>,
  more: Partial<CompilableAnnotation> = {},
): CompilableAnnotation => {
  const annotation = annotationOf({ versionId: "v2", ...overrides });
  return { annotation, placement: placeAtHome(annotation, text), replies: [], ...more };
};

/** Returns an annotation made on the first draft, with its placement on the compiled version. */
export const carried = (overrides: Partial<Annotation>, placement: Partial<Placement>): CompilableAnnotation => {
  const annotation = annotationOf({ versionId: "v1", ...overrides });
  return {
    annotation,
    placement: {
      annotationId: annotation.id,
      versionId: "v2",
      state: "orphan",
      score: 0.9,
      reason: { code: "clause-removed", params: { from: "considering a)" } },
      targets: [],
      ...placement,
    },
    replies: [],
  };
};

/** Compiles annotations on the second draft. */
export const compiled = (annotations: CompilableAnnotation[], overrides: Partial<CompileInput> = {}): Compilation => {
  const compilation = compile({
    forum: {
      id: "forum",
      name: "A Policy Forum",
      shortName: "Forum",
      description: "",
      audience: "public",
      sources: "shown",
      calendar: [],
    },
    document: {
      id: "opinion-5",
      title: "Draft Opinion 5",
      shortTitle: "Opinion 5",
      kind: "opinion",
      position: 1,
      relations: [],
    },
    version,
    address: "opinion-5@2:en",
    draft,
    annotations,
    origins: new Map([["v1", { version: earlier, address: "v1-address", draft: earlierDraft }]]),
    filters: {},
    sources: "shown",
    generatedAt: "2013-02-08T12:00:00Z",
    ...overrides,
  });
  expect(Compilation.parse(compilation)).toEqual(compilation);
  return compilation;
};

/** Lists the place of each thread, with its annotation id, in the order of their numbers. */
export const layout = ({ general, clauses, orphans }: Compilation): [string, string | null][] =>
  [
    ...general.map(({ number, id }) => ({ number, place: "general", id })),
    ...clauses.flatMap(({ citation, threads }) => threads.map(({ number, id }) => ({ number, place: citation, id }))),
    ...orphans.map(({ number, id }) => ({ number, place: "orphan", id })),
  ]
    .sort((one, other) => one.number - other.number)
    .map(({ place, id }) => [place, id]);
