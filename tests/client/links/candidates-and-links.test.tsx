import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { candidatesQuery } from "../../../client/links/link-queries.ts";
import { CandidateReview } from "../../../client/links/CandidateReview.tsx";
import { LinkItems } from "../../../client/links/LinkItems.tsx";
import type { CandidateList, ShownLink } from "../../../server/core/contract/comparison-operations.ts";

/** Citations of Arabic drafts. Text of one direction must not reorder the text of the other around it. */
const [first, second] = ["وإذ يلاحظ أ)", "وإذ يلاحظ ب)"] as const;
const sides = { base: "opinion-5@1:ar", revised: "opinion-5@2:ar" };

function markupOf(queryKey: readonly unknown[], data: unknown, page: ReactNode): string {
  const client = new QueryClient();
  client.setQueryData(queryKey, data);
  return renderToStaticMarkup(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
}

test("isolates the citations, labels and words of candidates from the direction around them", () => {
  const draft = (label: string) => ({ label, language: "ar" });
  const list = {
    base: draft("مشروع 1"),
    revised: draft("مشروع 2"),
    clauses: [
      {
        side: "base",
        clause: { id: "a", citation: first, text: "الطيف" },
        candidates: [
          {
            clause: { id: "b", citation: second, text: "الطيف" },
            score: 0.35,
            rareWords: ["الطيف", "المزاد"],
            shared: [],
            sharedInCandidate: [],
            pairedWith: [second],
          },
        ],
      },
    ],
    may: { link: false },
  } as unknown as CandidateList;
  const markup = markupOf(candidatesQuery(sides.base, sides.revised).queryKey, list, <CandidateReview {...sides} />);
  const isolated = [...markup.matchAll(/<bdi>(.*?)<\/bdi>/gu)].map(([, text]) => text);
  expect(isolated).toEqual([first, "مشروع 2", first, "مشروع 1", second, "مشروع 2", "الطيف, المزاد", second]);
  expect([...markup.matchAll(/<blockquote[^>]*lang="ar" dir="rtl"/gu)]).toHaveLength(2);
});

test("an empty list of candidates can hold the focus, which a decision on the last one moves to it", () => {
  const list = { clauses: [], may: { link: true } } as unknown as CandidateList;
  const { queryKey } = candidatesQuery(sides.base, sides.revised);
  const markup = markupOf(queryKey, list, <CandidateReview {...sides} />);
  expect(markup).toMatch(/^<div [^>]*tabindex="-1"[^>]*><p>Every clause has its counterpart/u);
});

test("isolates both sides of the computed pair of a link, so that its arrow points to the revised clause", () => {
  const link = {
    link: { id: "1", by: { name: "Ana", organisation: null }, at: "2013-01-01T00:00:00Z", reason: "-", revoked: null },
    base: { citation: first },
    revised: { citation: second },
    computed: { base: {}, revised: null, citations: { base: [first], revised: [] } },
    may: { revoke: false },
  } as unknown as ShownLink;
  const markup = markupOf([], null, <LinkItems links={[link]} {...sides} />);
  expect(markup).toContain(`Computed: <bdi>${first}</bdi> → <bdi>no counterpart</bdi>`);
});
