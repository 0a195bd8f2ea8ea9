import type { CompileInput } from "#core/compile/compile.ts";
import { sourceSections, threadViewer, type ThreadView } from "../../../server/export/shared/thread-view.ts";
import { compilation, annotationsOfEveryKind, here, opinion, reply, shorter, words } from "../sample.ts";

/** Returns the views of all placed threads, by their first paragraph. */
function views(overrides: Partial<CompileInput> = {}): Record<string, ThreadView> {
  const compiled = compilation(annotationsOfEveryKind(), overrides);
  const all = [...compiled.general, ...compiled.clauses.flatMap(({ threads }) => threads), ...compiled.orphans];
  return Object.fromEntries(all.map(threadViewer(compiled)).map((view) => [view.paragraphs[0] ?? "", view]));
}

test("describes a comment on a range with source, date and quoted text", () => {
  const view = views()["Which one?"];
  expect(view).toMatchObject({
    name: "Comment 3",
    source: { name: "Ana Ruiz (ISOC and APC)", shortName: "ISOC and APC", initials: "AR", isHidden: false },
    about: "On “first report”",
    citations: "recalling a)",
    location: "recalling a)",
    isPlaced: true,
    isThroughout: false,
    inText: null,
  });
});

test("names no person, organisation or group if sources are hidden", () => {
  for (const { source } of Object.values(views({ sources: "hidden" }))) {
    expect(source).toEqual({
      name: "Source not shown",
      shortName: "Source not shown",
      person: null,
      organisations: [],
      initials: "–",
      group: null,
      isHidden: true,
    });
  }
});

test("replaces withdrawn text with its standing and reason", () => {
  const view = views()["This was withdrawn: Settled in the hall"];
  expect(view).toMatchObject({ isOpen: false, isSettled: true });
  expect(view?.paragraphs).toHaveLength(1);
});

test("describes an orphan by its original text and the reason why it has no placement", () => {
  const view = views()["Its words are gone."];
  expect(view).toMatchObject({ isPlaced: false, citations: "", location: "Unplaced in this draft" });
  expect(view?.about).toContain("“Figures”");
  expect(view?.placementReason).not.toBe("");
});

test("states if a comment is rightly gone", () => {
  const entry = here({ versionId: "v-2", targets: [words(opinion, "h-1", "Figures")] }, [], {
    state: "orphan",
    targets: [],
    gone: true,
  });
  const compiled = compilation([entry]);
  const [view] = compiled.orphans.map(threadViewer(compiled));
  expect(view?.placementState).toBe("clause deleted");
  expect(view?.remarks).toContain("clause deleted");
});

test("gives each reply its position and heading", () => {
  const compiled = compilation([here({}, [reply({ position: "support" }), reply({ position: null })])]);
  const [view] = compiled.general.map(threadViewer(compiled));
  expect(view?.replies.map(({ position }) => position)).toEqual(["supports", null]);
  expect(view?.replies[0]?.heading).toMatch(/^Reply from /u);
});

test("states if the text shows a proposal as tracked changes", () => {
  const proposal = here({ kind: "proposal", targets: [words(opinion, "r-b", "more than")], operations: shorter });
  const compiled = compilation([proposal]);
  const threads = compiled.clauses.flatMap((clause) => clause.threads);
  const inText = (hidden: Parameters<typeof threadViewer>[1]): unknown =>
    threads.map((thread) => threadViewer(compiled, hidden)(thread).inText);
  expect(inText(null)).toEqual([null]);
  expect(inText({ hidden: new Map() })).toEqual([{ isShown: true, remark: "Shown in the text." }]);
  expect(inText({ hidden: new Map([[1, { reason: "taken", by: 7 }]]) })).toEqual([
    { isShown: false, remark: expect.stringContaining("Proposal 7") as string },
  ]);
});

test("groups threads by source with their counts", () => {
  const sections = [...sourceSections(compilation(annotationsOfEveryKind()))].map(({ heading, counts }) => [
    heading,
    counts,
  ]);
  expect(sections).toContainEqual(["Dina Odum (in a personal capacity)", "1 comment, 0 proposals"]);
});
