import { compare } from "#core/compare/compare.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { drawn } from "./drawn.ts";
import { broadband, capacity, culture, exchange, trust, youth } from "./sample-clauses.ts";
import { version } from "./versions.ts";

function redline(base: readonly string[], revised: readonly string[]): string[] {
  const [from, to] = [version(base.join("\n")), version(revised.join("\n"))];
  return drawn(redlineOf(from, to, compare(from, to)), from, to);
}

test.each<[string, string[], string[], string[]]>([
  [
    "an edited clause in one row",
    [broadband],
    [broadband.replace("every", "each").replace("driver", "cause")],
    [
      "v1>v1 1:1 edited: that broadband networks are a [-driver 1-][+cause 1+] of growth in [-every 2-][+each 2+] economy",
    ],
  ],
  ["a renumbered clause", [`1| ${broadband}`], [`2| ${broadband}`], [`v1>v1 1:1 renumbered: ${broadband}`]],
  [
    "a deleted clause before the inserted one",
    [broadband, culture, exchange],
    [broadband, capacity, exchange],
    [
      `v1>v1 1:1: ${broadband}`,
      `v2> removed: [-${culture} 1-]`,
      `>v2 added: [+${capacity} 2+]`,
      `v3>v3 1:1: ${exchange}`,
    ],
  ],
  [
    "an empty clause that was deleted, and one that was inserted",
    ["", broadband],
    [broadband, ""],
    ["v1> removed: ", `v2>v1 1:1: ${broadband}`, ">v2 added: "],
  ],
  [
    "a moved clause at both positions, with the wording changes of each",
    [broadband, exchange, culture],
    [exchange, culture, broadband.replace("every", "each")],
    [
      "v1> 1:1 edited moved (v3): {-that broadband networks are a driver of growth in  1~1-}[-every 2-]{- economy 1~1-}",
      `v2>v1 1:1: ${exchange}`,
      `v3>v2 1:1: ${culture}`,
      ">v3 1:1 edited moved (v1): {+that broadband networks are a driver of growth in  1~1+}[+each 2+]{+ economy 1~1+}",
    ],
  ],
  [
    "clauses that moved to different positions, with a number for each move",
    [broadband, exchange, culture, capacity, youth],
    [culture, capacity, exchange, youth, broadband],
    [
      `v1> 1:1 moved (v5): {-${broadband} 1~1-}`,
      `v2> 1:1 moved (v3): {-${exchange} 2~2-}`,
      `v3>v1 1:1: ${culture}`,
      `v4>v2 1:1: ${capacity}`,
      `>v3 1:1 moved (v2): {+${exchange} 2~2+}`,
      `v5>v4 1:1: ${youth}`,
      `>v5 1:1 moved (v1): {+${broadband} 1~1+}`,
    ],
  ],
  [
    "a section that moved, as one move",
    ["heading| Access", broadband, "heading| Content", culture, exchange, capacity],
    ["heading| Content", culture, exchange, capacity, "heading| Access", broadband],
    [
      "v1> 1:1 moved (v5): {-Access 1~1-}",
      `v2> 1:1 moved (v6): {-${broadband} 1~1-}`,
      "v3>v1 1:1: Content",
      `v4>v2 1:1: ${culture}`,
      `v5>v3 1:1: ${exchange}`,
      `v6>v4 1:1: ${capacity}`,
      ">v5 1:1 moved (v1): {+Access 1~1+}",
      `>v6 1:1 moved (v2): {+${broadband} 1~1+}`,
    ],
  ],
  [
    "a split clause, in one row for each part, with the other parts named",
    [`${broadband}; ${culture}; ${exchange}`],
    [`${broadband};`, `${culture};`, exchange.replace("lower", "raise")],
    [
      `v1>v1 1:n edited (v2, v3): ${broadband};[-  1 variant-]`,
      `v1>v2 1:n edited (v3): ${culture};[-  2 variant-]`,
      "v1>v3 1:n edited (v2): that Internet exchange points [-lower 3-][+raise 3+] the price of transit for all",
    ],
  ],
  [
    "merged clauses, in one row for each, with the other clauses named",
    [`${broadband};`, `${culture};`, exchange],
    [`${broadband}; ${culture}; ${exchange.replace("lower", "raise")}`],
    [
      `v1>v1 n:1 edited (v2, v3): ${broadband};[+  1 variant+]`,
      `v2>v1 n:1 edited (v3): ${culture};[+  2 variant+]`,
      "v3>v1 n:1 edited (v2): that Internet exchange points [-lower 3-][+raise 3+] the price of transit for all",
    ],
  ],
  [
    "a split clause that moved",
    [exchange, capacity, `${broadband}; ${culture}`],
    [`${broadband};`, culture, exchange, capacity],
    [
      `>v1 1:n edited moved (v3): {+${broadband}; 1~1+}`,
      `>v2 1:n edited moved (v3): {+${culture} 1~1+}`,
      `v1>v3 1:1: ${exchange}`,
      `v2>v4 1:1: ${capacity}`,
      `v3> 1:n edited moved (v1, v2): {-${broadband}; 1~1-}[-  2 variant-]{-${culture} 1~1-}`,
    ],
  ],
  [
    "merged clauses that moved",
    [`${broadband};`, culture, exchange, capacity, youth],
    [exchange, capacity, youth, `${broadband}; ${culture}`],
    [
      `v1> n:1 edited moved (v4): {-${broadband}; 1~1-}`,
      `v2> n:1 edited moved (v4): {-${culture} 1~1-}`,
      `v3>v1 1:1: ${exchange}`,
      `v4>v2 1:1: ${capacity}`,
      `v5>v3 1:1: ${youth}`,
      `>v4 n:1 edited moved (v1, v2): {+${broadband}; 1~1+}[+  2 variant+]{+${culture} 1~1+}`,
    ],
  ],
  [
    "a sentence that moved to another clause",
    [`${broadband}. ${culture}.`, exchange, capacity],
    [`${broadband}.`, exchange, `${capacity}. ${culture}.`],
    [
      `v1>v1 1:1 edited: ${broadband}.[-  1 variant-]{-${culture}. 2~1-}`,
      `v2>v2 1:1: ${exchange}`,
      `v3>v3 1:1 edited: ${capacity}[+.  3 punctuation+]{+${culture}. 2~1+}`,
    ],
  ],
  [
    "a sentence that left a clause that moved too",
    [`${broadband}. ${culture}. ${trust}.`, exchange, capacity, youth],
    [exchange, `${capacity}. ${culture}.`, youth, `${broadband}. ${trust}.`],
    [
      `v1> 1:1 edited moved (v4): {-${broadband} 1~1-}{-. ${culture} 2~2-}{-. ${trust}. 1~1-}`,
      `v2>v1 1:1: ${exchange}`,
      `v3>v2 1:1 edited: ${capacity}{+. ${culture} 2~2+}[+. 3 punctuation+]`,
      `v4>v3 1:1: ${youth}`,
      `>v4 1:1 edited moved (v1): {+${broadband} 1~1+}{+. ${trust}. 1~1+}`,
    ],
  ],
  [
    "a sentence that came into a clause that moved too",
    [exchange, `${capacity}. ${culture}.`, youth, `${broadband}. ${trust}.`],
    [`${broadband}. ${culture}. ${trust}.`, exchange, capacity, youth],
    [
      `>v1 1:1 edited moved (v4): {+${broadband} 1~1+}{+. ${culture} 2~2+}{+. ${trust}. 1~1+}`,
      `v1>v2 1:1: ${exchange}`,
      `v2>v3 1:1 edited: ${capacity}{-. ${culture} 2~2-}[-. 3 punctuation-]`,
      `v3>v4 1:1: ${youth}`,
      `v4> 1:1 edited moved (v1): {-${broadband} 1~1-}{-. ${trust}. 1~1-}`,
    ],
  ],
  [
    "no number for a move of which only one position is drawn as moved",
    [`${youth}.`, `${culture}.`, `${broadband}. ${capacity}. ${trust}.`],
    [`${youth}. ${exchange}. ${broadband}.`],
    [
      `v1>v1 1:1 edited: ${youth}.[+ ${exchange} 1+]{+. ${broadband}. 2+}`,
      `v2> removed: [-${culture}. 3-]`,
      `v3> removed: [-${broadband}. ${capacity}. ${trust}. 4-]`,
    ],
  ],
  [
    "the parts of a split where they are, with a new clause between them",
    [`${youth}. ${broadband}.`, culture],
    [`${youth}.`, exchange, `${broadband}.`, culture],
    [
      `v1>v1 1:n edited (v3): ${youth}.[-  1 variant-]`,
      `>v2 added: [+${exchange} 2+]`,
      `v1>v3 1:n edited: ${broadband}.`,
      `v2>v4 1:1: ${culture}`,
    ],
  ],
  [
    "the parts of a merger where they were, with a deleted clause between them",
    [`${youth}.`, exchange, `${broadband}.`, culture],
    [`${youth}. ${broadband}.`, culture],
    [
      `v1>v1 n:1 edited (v3): ${youth}.[+  1 variant+]`,
      `v2> removed: [-${exchange} 2-]`,
      `v3>v1 n:1 edited: ${broadband}.`,
      `v4>v2 1:1: ${culture}`,
    ],
  ],
])("draws %s", (_case, base, revised, expected) => {
  expect(redline(base, revised)).toEqual(expected);
});

test("draws a sentence that moved within its clause at both positions", () => {
  const sentences = (...texts: readonly string[]): string => texts.map((text) => `${text}.`).join(" ");
  expect(redline([sentences(broadband, culture, exchange)], [sentences(culture, exchange, broadband)])).toEqual([
    `v1>v1 1:1 edited: {-${broadband}. 1~1-}[-  2 variant-]${culture}. ${exchange}.[+  3 variant+]{+${broadband}. 1~1+}`,
  ]);
});
