import { shortened, shortenedCitation } from "../../../client/evolution/ChartFrame.tsx";

const bare = (words: string): string => words.replace(/[\u2068\u2069]/gu, "");

test.each([
  ["considering a)", 14, "considering a)"],
  ["considering a)", 12, "consider… a)"],
  ["invites Member States 2 b)", 21, "invites Member… 2 b)"],
  ["invites Member States", 12, "invites Mem…"],
  ["noting (no longer there)", 16, "noting (… there)"],
  ["يدعو الدول الأعضاء 2 ب)", 14, "يدعو الد… 2 ب)"],
  ["1.1", 3, "1.1"],
])("shortens the citation %s to %i characters as %s, keeping its end", (citation, room, expected) => {
  expect(bare(shortenedCitation(citation, room))).toBe(expected);
});

test("cuts other text at its end", () => {
  expect(bare(shortened("Final report, copy distributed", 14))).toBe("Final report,…");
});
