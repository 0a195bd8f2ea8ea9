import { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { html } from "../whole-files.ts";
import { readPdf, type PdfPiece, type ReadPdf } from "../../support/read-pdf.ts";
import { compilation, draft, annotationsOfEveryKind, here, opinion, reply, words } from "../sample.ts";
import { arabicFile, arabicTexts, chineseFile, print, sample } from "./samples.ts";
// The rules of archives are tests of the same files, because printing is slow.
import "./archive.ts";

async function printed(compiled: Compilation): Promise<ReadPdf> {
  return readPdf(await print(compiled));
}

function highlightsOf({ comments }: ReadPdf): ReadPdf["comments"] {
  return comments.filter(({ subtype }) => subtype === "Highlight");
}

/** Returns the text under a highlight, and the first line of its comment. */
function onWords({ words, contents }: ReadPdf["comments"][number]): [string, string | undefined] {
  return [words, contents.split("\n")[0]];
}

/** Returns the text without spaces, because a line end may have become one. */
function letters(text: string): string {
  return text.replace(/\s+/gu, "");
}

/**
 * Returns the words of the line at `bottom`, from right to left. The pieces of a line are drawn from the left, even in
 * right-to-left text. The letters within a piece are in reading order.
 */
function wordsFromTheRight(pieces: readonly PdfPiece[], bottom: number): string[] {
  return pieces
    .filter((piece) => piece.bottom === bottom)
    .toSorted((one, other) => other.right - one.right)
    .map(({ text }) => text)
    .join("")
    .normalize("NFKC")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
}

describe("on-the-words layout", () => {
  let file: ReadPdf;

  beforeAll(async () => {
    file = await readPdf(await sample("on-the-words"));
  });

  test("is tagged, has the draft's language and has an outline", () => {
    expect([file.isTagged, file.language, file.title]).toEqual([true, "en", "Opinion 5, Third draft"]);
    expect(file.outline[0]).toBe("OPINION 5: Broad participation in the governance of the network");
    expect(file.outline.map((title) => title.trim())).toEqual(
      expect.arrayContaining(["recalling", "invites Member States", "1 Figures", "Comments and proposals"]),
    );
  });

  test("numbers every page, and names the draft on every page after the title page", () => {
    expect(file.pages[0]).not.toContain("Opinion 5 · Third draft");
    file.pages.forEach((page, index) => {
      expect(page).toContain(`${String(index + 1)} / ${String(file.pages.length)}`);
      if (index > 0) expect(page).toContain("Opinion 5 · Third draft, 6 Feb 2013");
    });
  });

  test("states the content, and visibility of sources on the title page, and the hashes on the last page", () => {
    for (const fact of [
      "11 comments, 1 proposal",
      "shown for every comment",
      "opinion-5@3:en",
      "20 Feb 2013, 12:00 UTC",
    ]) {
      expect(letters(file.pages[0] ?? "")).toContain(letters(fact));
    }
    for (const hash of ["a".repeat(64), "b".repeat(64)]) {
      expect(file.pages.map((page) => letters(page).includes(hash))).toEqual(
        file.pages.map((_, index) => index === file.pages.length - 1),
      );
    }
  });

  test("highlights the text of each comment, with its author, date and content", () => {
    const highlights = highlightsOf(file);
    expect(highlights.map(onWords)).toEqual(
      expect.arrayContaining([
        ["first report", "Which one?"],
        ["second meeting", "On a footnote."],
        ["more than", "Stronger so."],
        ["figures", "This was withdrawn: Settled in the hall"],
        ["every year", "This was hidden by the secretariat: Off topic"],
      ]),
    );
    const highlight = highlights.find(({ words: on }) => on === "first report");
    expect([highlight?.author, highlight?.modified]).toEqual([
      "Ana Ruiz (ISOC and APC)",
      expect.stringMatching(/20130210083000/u),
    ]);
  });

  test("covers text in several clauses with one highlight", () => {
    const across = file.comments.find(({ contents }) => contents.startsWith("Across two clauses."));
    expect(across?.words).toMatch(/^the rest open; .*that “participation”$/u);
  });

  test("states a proposal's edits", () => {
    const proposal = file.comments.find(({ contents }) => contents.startsWith("Stronger so."));
    expect(proposal?.contents).toContain("replace “more than” by “much beyond”");
  });

  test("attaches replies to the comment that they answer", () => {
    const question = file.comments.find(({ contents }) => contents.startsWith("Which one?"));
    const answers = file.comments.filter(({ inReplyTo }) => inReplyTo === question?.id);
    expect(answers.map(({ author, contents }) => [author, contents])).toEqual([
      ["Boris Weil (Ruritania)", "Supports\n\nThe one of 2011."],
      ["Chen Li (Sinica)", "Opposes\n\nWe see it otherwise."],
    ]);
  });

  test("puts comments on a whole clause, or without a location in the text, in the margin", () => {
    const notes = file.comments.filter(({ subtype, inReplyTo }) => subtype === "Text" && inReplyTo === null);
    const firstLines = notes.map(({ contents }) => contents.split("\n")[0]);
    expect(firstLines).toEqual(
      expect.arrayContaining(
        [
          '=HYPERLINK("x") on a whole clause, with <b>markup</b> & "quotes"',
          "Good work on the whole.",
          "Its words are gone.",
          "Throughout: verbs in italics.",
          "Comment 2, here too",
        ].slice(0, 4),
      ),
    );
    for (const { rectangle } of notes) expect(rectangle[2]).toBeLessThan(62);
  });

  test("writes every thread once as a comment, and prints it in the list at the end", () => {
    const whole = letters(file.pages.join(""));
    for (const text of ["Which one?", "On a cell.", "Made earlier.", "Its words are gone."]) {
      expect(file.comments.filter(({ contents }) => contents.startsWith(text))).toHaveLength(1);
      expect(whole).toContain(letters(text));
    }
  });

  test("contains no address of the printer and keeps the draft's links", () => {
    expect(file.links).toContain("https://forum.example/terms?a=1&b=2");
    expect(file.links.filter((link) => link.includes("rapporteur.invalid"))).toEqual([]);
  });
});

test("highlights text across pages on each page, with the full comment only on the first", async () => {
  const long = "word ".repeat(1500).trim();
  const clauses = draft([{ id: "p", kind: "paragraph", label: "1", content: `Begin ${long} end.` }]);
  const target = words(clauses, "p", `Begin ${long}`);
  const file = await printed(
    compilation([here({ targets: [target], text: "All of it." }, [reply({})])], { draft: clauses }),
  );
  const highlights = highlightsOf(file);
  expect(highlights.length).toBeGreaterThan(1);
  expect(highlights.map(({ contents }) => contents.split("\n")[0])).toEqual([
    "All of it.",
    ...highlights.slice(1).map(() => "Comment 1, here too"),
  ]);
  expect(letters(highlights.map((one) => one.words).join(""))).toBe(letters(`Begin ${long}`));
  expect(file.comments.filter(({ inReplyTo }) => inReplyTo !== null)).toHaveLength(1);
});

test("keeps Arabic words, digits and brackets in order, and highlights the right words", async () => {
  const file = await readPdf(await arabicFile());
  const [pieces = []] = file.pieces;
  const positions = ["تقرير", "2013", "المعدل", "يدعو"].map((word) =>
    Math.max(...pieces.filter((piece) => piece.text.normalize("NFKC").includes(word)).map(({ left }) => left)),
  );
  expect(positions.toSorted((one, other) => other - one)).toEqual(positions);
  expect(positions.every(Number.isFinite)).toBe(true);
  const [comment] = highlightsOf(file);
  const on = comment?.words.normalize("NFKC").split(/\s+/u).toSorted();
  expect([on, comment?.contents.split("\n")[0]]).toEqual([["2013", "عام"], "أي عام؟"]);
});

test("prints Arabic so that it can be copied word by word", async () => {
  const [, text] = arabicTexts;
  const file = await readPdf(await arabicFile());
  const [pieces = []] = file.pieces;
  const line = pieces.find((piece) => piece.text.normalize("NFKC").includes("الحوار"))?.bottom;
  expect(wordsFromTheRight(pieces, line ?? NaN)).toEqual(text.split(/[\s[\]]+/u));
});

test("prints Chinese without a system font for it", async () => {
  const file = await readPdf(await chineseFile());
  expect(letters(file.pages[0] ?? "").normalize("NFKC")).toContain("考虑到互联网的治理");
});

test("prints the clean text without comments, below the masthead on the same page", async () => {
  const file = await printed(compilation([]));
  expect(file.comments).toEqual([]);
  expect(file.pages).toHaveLength(1);
});

test("with tracked changes, highlights the text of each comment and a proposal's deleted text", async () => {
  const file = await readPdf(await sample("tracked-changes"));
  const highlights = highlightsOf(file);
  expect(highlights.map(onWords)).toEqual(
    expect.arrayContaining([
      ["first report", "Which one?"],
      ["second meeting", "On a footnote."],
      ["more than", "Stronger so."],
    ]),
  );
  const whole = letters(file.pages.join(""));
  expect(whole).toContain(letters("more thanmuch beyond"));
  for (const text of ["Which one?", "On a cell.", "Made earlier.", "Its words are gone."]) {
    expect(file.comments.filter(({ contents }) => contents.startsWith(text))).toHaveLength(1);
    expect(whole).toContain(letters(text));
  }
  expect(file.links.filter((link) => link.includes("rapporteur.invalid"))).toEqual([]);
});

const laidOut = CompilationLayout.options.filter((layout) => layout !== "on-the-words");

test.each(laidOut)("%s prints every comment of its page once", async (layout) => {
  const file = await readPdf(await sample(layout));
  expect(html(compilation(annotationsOfEveryKind()), layout)).toContain("Which one?");
  const whole = letters(file.pages.join(""));
  for (const text of ["Which one?", "Across two clauses.", "Made earlier.", "Its words are gone."]) {
    expect(whole.split(letters(text))).toHaveLength(2);
  }
  expect(file.isTagged).toBe(true);
});

test("names nobody when sources are hidden, and keeps the link of commented text", async () => {
  const onLink = here({ targets: [words(opinion, "r-a", "its terms")], text: "Which terms?" });
  const file = await printed(compilation([...annotationsOfEveryKind(), onLink], { sources: "hidden" }));
  const whole = file.pages.join("") + JSON.stringify(file.comments);
  for (const name of ["Ana", "Boris", "Chen", "Dina", "ISOC", "APC", "Ruritania"]) expect(whole).not.toContain(name);
  expect(file.comments.find(({ subtype }) => subtype === "Highlight")?.author).toBe("Source not shown");
  expect(highlightsOf(file).map(onWords)).toContainEqual(["its terms", "Which terms?"]);
  expect(file.links.filter((link) => link.startsWith("https://forum.example/terms"))).toEqual([
    "https://forum.example/terms?a=1&b=2",
  ]);
});
