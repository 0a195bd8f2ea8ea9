import { AnnotationKind, annotationKinds, CommentType } from "#core/discuss/annotation.ts";

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
