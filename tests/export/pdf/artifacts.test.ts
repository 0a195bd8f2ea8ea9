import fc from "fast-check";
import { markArtifacts, unmarkedInstructions } from "../../../server/export/pdf/artifacts.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const marked = (text: string): string => Buffer.from(markArtifacts(bytes(text), () => false)).toString("latin1");
/** Returns a stream without its lines and marks. */
const plain = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();

test.each([
  ["an area", "1 0 0 rg 0 0 5 5 re f", "1 0 0 rg /Artifact BMC 0 0 5 5 re f EMC"],
  ["a line", "0 0 m 5 5 l S q", "/Artifact BMC 0 0 m 5 5 l S EMC q"],
  ["text", "BT /F 9 Tf (a) Tj 3 0 Td <62> Tj ET", "BT /F 9 Tf /Artifact BMC (a) Tj 3 0 Td <62> Tj EMC ET"],
  ["a picture", "q /X1 Do Q", "q /Artifact BMC /X1 Do EMC Q"],
  [
    "what follows content",
    "/P <</MCID 0>>BDC (a) Tj EMC 0 0 1 1 re f",
    "/P <</MCID 0>>BDC (a) Tj EMC /Artifact BMC 0 0 1 1 re f EMC",
  ],
  ["text beside content", "BT (a) Tj /P BMC (b) Tj EMC ET", "BT /Artifact BMC (a) Tj EMC /P BMC (b) Tj EMC ET"],
])("marks %s", (_what, content, expected) => {
  expect(plain(marked(content))).toBe(expected);
});

test.each([
  ["content", "/P <</MCID 0>>BDC BT (a) Tj ET 0 0 1 1 re f EMC"],
  ["a clip", "0 0 5 5 re W* n q Q"],
  ["operators inside strings", "/P BMC (0 0 m S \\) f) Tj EMC"],
  ["comments", "% 0 0 1 1 re f\n"],
])("leaves %s as it is", (_what, content) => {
  const given = bytes(content);
  expect(markArtifacts(given, () => false)).toBe(given);
});

test("leaves an external object with content of its own as it is", () => {
  const given = bytes("/X1 Do");
  expect(markArtifacts(given, (name) => name === "X1")).toBe(given);
});

test("refuses an inline image, and counts it as unmarked", () => {
  const content = bytes("BI /W 1 ID \u0001 EI");
  expect(() => markArtifacts(content, () => false)).toThrow(RangeError);
  expect(unmarkedInstructions(content)).toBe(1);
});

test("leaves nothing unmarked, and adds nothing but marks", () => {
  const drawing = fc.constantFrom(
    ...["0 0 5 5 re f", "0 0 m 1 1 l S", "1 0 0 rg", "0 0 1 1 re W n", "/X Do", "q", "Q"],
    ...["BT (a\\)) Tj ET", "BT <61> Tj 1 0 Td [(b) 3 (c)] TJ ET", "/P <</MCID 0>>BDC (d) Tj EMC"],
  );
  fc.assert(
    fc.property(fc.array(drawing), (parts) => {
      const content = parts.join("\n");
      const result = marked(content);
      expect(unmarkedInstructions(bytes(result))).toBe(0);
      expect(plain(result.replaceAll("/Artifact BMC\n", "").replaceAll("\nEMC\n", ""))).toBe(plain(content));
    }),
  );
});
