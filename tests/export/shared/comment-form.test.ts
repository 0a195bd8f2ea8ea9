import { formColumns, formRows, type FormRow } from "../../../server/export/shared/comment-form.ts";
import { speakerOf } from "../../core/discuss/annotations.ts";
import { atlas, birch, words, here, carried, compiled } from "../../core/compile/compiled.ts";

test("gives each comment a form row with its clause, kind and proposed change", () => {
  const rows = formRows(
    compiled([
      here({ id: "all", speaker: speakerOf(null, { name: "Ada Nowak" }) }),
      here({
        id: "words",
        type: "technical",
        kind: "proposal",
        targets: [words("exchange points")],
        operations: [{ kind: "delete", clause: "c3" }],
        speaker: speakerOf(atlas, { jointly: [birch] }),
      }),
      carried({ id: "lost", targets: [{ kind: "clause", clause: "c2" }] }, {}),
    ]),
  );
  const shown = ["number", "source", "clause", "part", "type", "comment", "words", "change", "place"];
  const cellsOf = (row: FormRow): string[] =>
    shown.map((name) => formColumns.find(([code]) => code === `export-column-${name}`)?.[1](row) ?? "");
  expect(Array.from(rows, cellsOf)).toEqual([
    ["1", "Ada Nowak", "General", "", "ge", "A remark.", "", "", "unchanged"],
    [
      "2",
      "ATLAS, BIRCH",
      "considering a)",
      "recital",
      "te",
      "A remark.",
      "exchange points",
      "Delete considering a).",
      "unchanged",
    ],
    ["3", "ATLAS", "considering a)", "", "ge", "A remark.", "", "", "unplaced"],
  ]);
});
