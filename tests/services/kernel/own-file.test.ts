import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDraft, usualTextLimits } from "../../../server/import/read-draft.ts";
import { sha256 } from "../../../server/services/kernel/hashes.ts";
import { markOwnFile } from "../../../server/services/kernel/own-file.ts";
import { shareJson } from "../../../server/services/kernel/shared-json.ts";
import { boris, compilation, here, reply } from "../../export/sample.ts";
import { p as wordParagraph, wordFile } from "../../import/docx/word-file.ts";
import { odtFile, p } from "../../import/odt/odt-file.ts";

test.each([
  ["a.docx", wordFile({ body: wordParagraph("We agree to meet."), footnotes: "" })],
  ["a.odt", odtFile({ body: p("We agree to meet.") })],
])(
  "keeps amendments of %s in their replies if the file has another text with them in the text",
  async (fileName, bytes) => {
    const how = { fileName, language: "en" };
    const { draft } = (await readDraft(bytes, how)).value;
    const { text, clauses } = versionTextOf(draft);
    const clause = { kind: "paragraph" as const, label: null, depth: 0, content: [{ type: "text", text: "We pay." }] };
    const step: ProposalOperation = { kind: "insert", after: clauses[0]?.id ?? "", clause };
    const written = async (wording: string): Promise<string> => {
      const replies = [reply({ speaker: boris, text: "", amendment: amendmentTo([step], [wording]) })];
      const proposal = here(
        { kind: "proposal", operations: [step], targets: [{ kind: "document" }], text: "" },
        replies,
      );
      const result = await markOwnFile(
        {
          upload: { bytes, ...how, textHash: sha256(text) },
          compilation: await shareJson(compilation([proposal], { draft })),
          draft: await shareJson(draft.toJSON()),
          layout: "tracked-changes",
          withoutPrivate: false,
        },
        usualTextLimits,
      );
      if ("redrawn" in result) throw new Error(result.redrawn);
      return versionTextOf((await readDraft(result.bytes, how)).value.draft).text;
    };
    expect(await written("We pay now.")).toBe("We agree to meet.\nWe pay now.");
    // In a file, this begins with a label.
    expect(await written("(b) We pay.")).toBe("We agree to meet.\nWe pay.");
  },
);
