import fc from "fast-check";
import { unzipSync } from "fflate";
import { packOdt, UnsupportedPackageError } from "../../../server/export/package/parts.ts";
import { rejectOdtChanges } from "../../../server/export/odf/reject-odt-changes.ts";
import { originalRedline } from "../../../server/services/comparison/redline-files.ts";
import { change, list, odtFile, p, style } from "../../import/odt/odt-file.ts";
import { asChair, odtParagraphsAfter } from "./redline/odt-after.ts";
import { partText } from "./own-file/own-odt-draft.ts";

const gone = (id: string): string => `<text:change text:change-id="${id}"/>`;
const added = (id: string, text: string): string =>
  `<text:change-start text:change-id="${id}"/>${text}<text:change-end text:change-id="${id}"/>`;
const span = (text: string): string => `<text:span text:style-name="T">${text}</text:span>`;

/** Returns the body after its changes were rejected. */
function rejected(regions: string, body: string): string {
  const bytes = odtFile({ body: `<text:tracked-changes>${regions}</text:tracked-changes>${body}` });
  const { parts } = rejectOdtChanges(new Map(Object.entries(unzipSync(bytes))));
  return /<office:text>(.*)<\/office:text>/su.exec(partText(parts))?.[1] ?? "";
}

test.each([
  [
    "words in spans",
    change("a", p(span("once "))) + change("b"),
    p(`We ${gone("a")}${span(`f${added("b", "irm")}ly `)}agree.`),
    p(`We ${span("once ")}${span("fly ")}agree.`),
  ],
  [
    "a new paragraph",
    change("a"),
    p("One.") + p('<text:change-start text:change-id="a"/>Two.') + p('<text:change-end text:change-id="a"/>Three.'),
    p("One.") + p("Three."),
  ],
  [
    "a split",
    change("a"),
    p('One <text:change-start text:change-id="a"/>') + p('<text:change-end text:change-id="a"/>two.'),
    p("One two."),
  ],
  [
    "a join",
    change("a", p("") + p("")),
    p(`One ${span(`two ${gone("a")}three`)}.`),
    p(`One ${span("two ")}`) + p(`${span("three")}.`),
  ],
  [
    "a whole paragraph",
    change("a", p("Two.", "B") + "<text:p/>"),
    p("One.") + p(`${gone("a")}Three.`),
    p("One.") + p("Two.", "B") + p("Three."),
  ],
])("rejects %s", (_, regions, body, wanted) => {
  expect(rejected(regions, body)).toBe(wanted);
});

const words = fc.constantFrom("peace", "and", "the", "Parties", "agree", "to", "2013");
const text = fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.join(" "));
const block = fc.oneof(
  text.map((one) => p(one)),
  fc
    .array(
      text.map((one) => p(one)),
      { minLength: 1, maxLength: 3 },
    )
    .map((all) => list("L", all)),
);
const bodies = fc.array(block, { minLength: 1, maxLength: 5 }).map((all) => all.join("") + p("The end."));

/** Returns null for an insertion that joins a list with other text. */
function rejectedParts(bytes: Uint8Array): Map<string, Uint8Array> | null {
  try {
    return rejectOdtChanges(new Map(Object.entries(unzipSync(bytes)))).parts;
  } catch (error) {
    if (error instanceof UnsupportedPackageError) return null;
    throw error;
  }
}

test("gives the base text of a redline", async () => {
  const named = style("paragraph", "Standard", "");
  await fc.assert(
    fc.asyncProperty(bodies, bodies, async (first, second) => {
      const [base, revised] = [odtFile({ body: first, named }), odtFile({ body: second, named })];
      const result = await originalRedline({ name: "1.odt", bytes: base }, { name: "2.odt", bytes: revised }, asChair);
      fc.pre("bytes" in result);
      const parts = rejectedParts("bytes" in result ? result.bytes : base) ?? new Map<string, Uint8Array>();
      fc.pre(parts.size > 0);
      expect(odtParagraphsAfter(packOdt(parts), "accept")).toEqual(odtParagraphsAfter(base, "accept"));
    }),
    { numRuns: 60, seed: 7 },
  );
});
