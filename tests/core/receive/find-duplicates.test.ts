import type { ContributionItem } from "#core/receive/contribution.ts";
import { type ForumThread, removingDuplicates } from "../../../server/core/receive/find-duplicates.ts";
import type { Speaker } from "../../../server/core/discuss/speaker.ts";

const texts = { unnamed: "Name withheld", signposts: new Set<string>(), amendment: () => "" };

function itemOf(at: number, author: string): ContributionItem {
  return {
    ...{ id: `remark-${String(at)}`, origin: "remark", kind: "comment", type: "general", targets: [], operations: [] },
    ...{ words: "", author, at: null, text: `Remark ${String(at)}.`, doubt: null, resolved: false, replies: [] },
    ...{ marks: [`row ${String(at)}`], included: true, edited: false, answersId: null, annotationId: null },
  };
}

function threadOf(at: number, look = (): void => undefined): ForumThread {
  const speaker: Speaker = {
    ...{ participantId: "a", name: "Ana", capacity: "personal", organisation: null, group: "civil-society" },
    ...{ jointly: [], awaiting: [] },
  };
  const annotation: ForumThread["annotation"] = {
    id: String(at),
    text: `Remark ${String(at)}.`,
    operations: [],
    speaker,
    kind: "comment",
  };
  return {
    isOpen: true,
    get annotation() {
      look();
      return annotation;
    },
    replies: [],
  };
}

/** Runs all steps of a generator and returns its result. */
function finished<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

test("sets aside what the forum has, under the author's name or without one", () => {
  const threads = [threadOf(1), threadOf(2)];
  const items = [itemOf(1, "Ana (North)"), itemOf(2, "Name withheld"), itemOf(2, "Ana"), itemOf(3, "Ana (North)")];
  const { items: kept, setAside } = finished(removingDuplicates(items, threads, texts));
  expect(kept.map(({ id, author }) => `${id} ${author}`)).toEqual(["remark-2 Ana", "remark-3 Ana (North)"]);
  expect(setAside.map(({ marks }) => marks)).toEqual([["row 1"], ["row 2"]]);
});

test.each(["Ana (North)", "Name withheld", "Bo"])("looks at each thread a few times, for remarks of %s", (author) => {
  let looks = 0;
  const count = 1_000;
  const threads = Array.from({ length: count }, (_, at) => threadOf(at, () => (looks += 1)));
  const items = Array.from({ length: count }, (_, at) => itemOf(at + 500, author));
  finished(removingDuplicates(items, threads, texts));
  expect(looks).toBeLessThan(5 * count);
});
