import { AnnotationKind, annotationKinds, CommentType, countKinds, hasOperations } from "#core/discuss/annotation.ts";

test("keeps the order of the kinds", () => {
  expect(AnnotationKind.options).toEqual(["comment", "proposal"]);
});

test.each(AnnotationKind.options)("a %s contains text or operations", (kind) => {
  const { needsText, hasOperations } = annotationKinds[kind];
  expect(needsText || hasOperations).toBe(true);
});

test.each(AnnotationKind.options)("a form for a %s begins with a comment type", (kind) => {
  expect(CommentType.options).toContain(annotationKinds[kind].initialType);
});

test("counts annotations by kind", () => {
  const kinds = ["proposal", "comment", "proposal"] as const;
  expect(countKinds(kinds.map((kind) => ({ kind })))).toEqual({ comment: 1, proposal: 2 });
  expect(countKinds([])).toEqual({ comment: 0, proposal: 0 });
});

test("only kinds with operations propose wording", () => {
  expect(AnnotationKind.options.filter((kind) => hasOperations({ kind }))).toEqual(["proposal"]);
});
