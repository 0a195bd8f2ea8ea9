import { QueryClient } from "@tanstack/react-query";
import { linksQuery } from "../../../client/api/queries.ts";
import { candidatesQuery } from "../../../client/links/link-queries.ts";

test("candidates and links become stale together with the comparisons", async () => {
  const client = new QueryClient();
  const queryKeys = [
    candidatesQuery("a@1", "a@2").queryKey,
    candidatesQuery("a@1", "a@2", { baseClause: "1" }).queryKey,
    linksQuery("a@1", "a@2").queryKey,
  ];
  for (const queryKey of queryKeys) client.setQueryData(queryKey as readonly unknown[], []);
  await client.invalidateQueries({ queryKey: ["comparison"] });
  expect(queryKeys.map((queryKey) => client.getQueryState(queryKey as readonly unknown[])?.isInvalidated)).toEqual([
    true,
    true,
    true,
  ]);
});
