import * as z from "zod";
import { Comparison } from "#core/compare/comparison.ts";
import { Redline } from "#core/compare/redline.ts";
import { ListedVersion } from "#core/contract/forum-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { VersionText } from "#core/text/clause.ts";

/** Two versions compared: their texts, the comparison, and the redline drawn from it. */
export const ComparisonPage = z.object({
  base: z.object({ version: ListedVersion, text: VersionText }),
  revised: z.object({ version: ListedVersion, text: VersionText }),
  comparison: Comparison,
  redline: Redline,
});
export type ComparisonPage = z.infer<typeof ComparisonPage>;

export const redlineFormats = ["html", "docx"] as const;

/** Each an opaque version id or an address; of any two documents. */
const ComparisonParams = z.object({ base: z.string(), revised: z.string() });

export const comparisonOperations = {
  getComparison: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}",
    summary: "Compare any two versions, word by word",
    action: "read-version",
    params: ComparisonParams,
    answer: { kind: "json", schema: ComparisonPage },
    problems: ["not-found", "not-allowed"],
  }),
  exportComparison: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/export",
    summary: "The redline of two versions as a file",
    action: "read-version",
    params: ComparisonParams,
    query: z.object({ format: z.enum(redlineFormats) }),
    answer: {
      kind: "file",
      mediaTypes: ["text/html", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    },
    problems: ["not-found", "not-allowed"],
  }),
};
