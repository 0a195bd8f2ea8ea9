import { QueryClient } from "@tanstack/react-query";
import { uptakeQuery } from "../../../client/api/outcome-queries.ts";
import { annotationsQuery, jointRequestsQuery } from "../../../client/api/queries.ts";
import { textsRead } from "../../../client/mentions/MentionField.tsx";
import { placedAnnotation } from "../placed-annotation.ts";

test("finds comment texts in every list of annotations, and only there", () => {
  const client = new QueryClient();
  client.setQueryData(annotationsQuery("opinion-5@3").queryKey, [placedAnnotation("one")]);
  client.setQueryData(jointRequestsQuery.queryKey, [placedAnnotation("other")]);
  const reason = { code: "uptake-no-words", params: { total: 3 } } as const;
  client.setQueryData(uptakeQuery("one").queryKey, [
    { versionId: "v2", extent: "not", computed: { extent: "not", score: 0, reason, words: [] }, correction: null },
  ]);
  expect(textsRead(client)).toEqual(["Words of one", "Words of other"]);
});
