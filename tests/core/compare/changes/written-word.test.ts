import { changesBetween } from "../changes-in-short.ts";

test.each([
  ["a decimal number", "the share of 1.5 per cent", "the share of 1.25 per cent", "1.5", "1.25"],
  ["a number with a decimal comma", "They owe 1,5 coins", "They owe 1,6 coins", "1,5", "1,6"],
  ["a time of day", "They met at 10:30 today", "They met at 10:45 today", "10:30", "10:45"],
  ["the symbol of a document", "under resolution 3/2 of it", "under resolution 3/4 of it", "3/2", "3/4"],
  ["a range of years", "the report of 2011-2012 is here", "the report of 2010-2012 is here", "2011-2012", "2010-2012"],
  ["a date in figures", "on 2012-05-04 they met", "on 2012-05-06 they met", "2012-05-04", "2012-05-06"],
  ["a figure with an ending", "about a 5's complement", "about a 6's complement", "5's", "6's"],
  ["a contraction", "They don't report", "They didn't report", "don't", "didn't"],
  ["a word made a contraction", "They do report", "They don't report", "do", "don't"],
  ["an elision", "the d’accord text", "the l’accord text", "d’accord", "l’accord"],
  ["a compound", "the peer-to-peer networks", "the end-to-end networks", "peer-to-peer", "end-to-end"],
  ["a compound with a typographic hyphen", "a short‐term plan", "a short‐range plan", "short‐term", "short‐range"],
  ["a compound with a no-break hyphen", "a short‑term plan", "a short‑range plan", "short‑term", "short‑range"],
  [
    "a compound that loses its hyphen",
    "the Secretary-General reports",
    "the Secretary General reports",
    "Secretary-General",
    "Secretary General",
  ],
  [
    "the last word of a clause",
    "work on capacity\nthe end",
    "work on capacity-building\nthe end",
    "capacity",
    "capacity-building",
  ],
  [
    "the first word of a clause",
    "the first\nbuilding skills",
    "the first\ncapacity-building skills",
    "building",
    "capacity-building",
  ],
  ["a pair of alternatives", "either/or we report", "either/both we report", "either/or", "either/both"],
  ["a label with a number and a letter", "rule 5-b applies", "rule 5-c applies", "5-b", "5-c"],
  ["a note reference", "as said before[^12] in it", "as said before[^13] in it", "[^12]", "[^13]"],
  ["a note reference with a point", "as said[^a.2] in it", "as said[^a.3] in it", "[^a.2]", "[^a.3]"],
  ["a note reference at the start of a text", "[^a;x] so", "[^b;x] so", "[^a;x]", "[^b;x]"],
  ["a note reference at the end of a text", "so [^a;x]", "so [^a;y]", "[^a;x]", "[^a;y]"],
  ["a note reference with a letter beyond ASCII", "said [^é;x] so", "said [^é;y] so", "[^é;x]", "[^é;y]"],
  ["one of two note references", "said [^1][^2] so", "said [^1][^3] so", "[^2]", "[^3]"],
  ["a Chinese word", "民间社会应当发挥作用。", "民间社团应当发挥作用。", "社会", "社团"],
  ["a Chinese word at the start of a clause", "社会\n政府应当", "社会\n政权应当", "政府", "政权"],
  ["a Chinese word at the end of a text", "人权和政府", "人权和机构", "政府", "机构"],
  ["a Chinese word after a mark", "互联网。治理论坛", "互联网。管理论坛", "治理", "管理"],
  ["a Chinese word after a space", "互联网 治理论坛", "互联网 管理论坛", "治理", "管理"],
  ["a Chinese word between figures", "5互联网治理5", "5互联网管理5", "治理", "管理"],
  ["a Thai word", "ประเทศไทยจะรายงาน", "ประเทศไทยควรรายงาน", "จะ", "ควร"],
  ["a Japanese suffix, not the particle after it", "東京都の会議", "東京府の会議", "都", "府"],
])("shows %s that changed as a whole", (_case, base, revised, deleted, inserted) => {
  expect(changesBetween(base, revised)).toEqual([expect.stringContaining(`[-${deleted}-][+${inserted}+] `)]);
});

test.each([
  ["sentences without a space between them", "They met.Then we sat", "They met.Thus we sat", "Then", "Thus"],
  ["items of a list without a space", "see items a,b now", "see items a,c now", "b", "c"],
  ["words around a colon", "see note a:b now", "see note a:c now", "b", "c"],
  ["a number and a letter around a point", "rule 5.b applies", "rule 5.c applies", "b", "c"],
  ["numbers around an apostrophe", "under rule 5'6 of it", "under rule 5'7 of it", "6", "7"],
  ["numbers around a typographic apostrophe", "under rule 5’6 of it", "under rule 5’7 of it", "6", "7"],
  ["a number and a sign with a space before it", "the 3 -5 days", "the 3 -6 days", "5", "6"],
  ["a number and a sign with a space after it", "the 3- 5 days", "the 4- 5 days", "3", "4"],
  ["words around a dash", "a–b later", "a–c later", "b", "c"],
  ["words around two hyphens", "a well--known way", "a well--liked way", "known", "liked"],
  ["a prefix and a space", "the pre- and later", "the post- and later", "pre-", "post-"],
  ["two Chinese words", "各国政府", "政府", "各国", ""],
  ["a word with a quoted part", "the peer-“to”-peer way", "the peer-“by”-peer way", "to", "by"],
  ["a note reference without its end", "said[^a;2 so", "said[^a;3 so", "2", "3"],
  ["a bracket that is no note reference", "said[1;x] so", "said[2;x] so", "1", "2"],
  ["a note reference with a space", "said [^1 2] so", "said [^1 3] so", "2", "3"],
  ["a note reference with a no-break space", "said[^1\u00a02] so", "said[^1\u00a03] so", "2", "3"],
  ["a note reference and a word after it", "said [^1]a so", "said [^1]b so", "a", "b"],
  ["a sign that begins no note reference", "^a;x] so", "^b;x] so", "a", "b"],
])("shows only a part of %s", (_case, base, revised, deleted, inserted) => {
  const inside = [deleted.replace(/-$/u, ""), inserted.replace(/-$/u, "")];
  const shown = `${inside[0] && `[-${inside[0]}-]`}${inside[1] && `[+${inside[1]}+]`} `;
  expect(changesBetween(base, revised)).toEqual([expect.stringContaining(shown)]);
});

test.each([
  ["the longest name", "14ch", "14cm", "[-[^a-note-of-14ch]-][+[^a-note-of-14cm]+] footnote"],
  ["one character more", "15cha", "15chm", "[-^a-note-of-15cha-][+^a-note-of-15chm+] wording"],
])("reads a note reference with a name of up to 14 characters: %s", (_case, base, revised, expected) => {
  expect(changesBetween(`said[^a-note-of-${base}] so`, `said[^a-note-of-${revised}] so`)).toEqual([expected]);
});

test.each([
  [
    "an insertion between two parts of a compound",
    "It holds pre-session meetings in May",
    "It holds pre- and post-session meetings in May",
    ["[-session-][+ and post-session+] wording"],
  ],
  [
    "a deletion between two parts of a compound",
    "It holds pre- and post-session meetings in May",
    "It holds pre-session meetings in May",
    ["[- and post-session-][+session+] wording"],
  ],
  [
    "an insertion after the first part of a compound",
    "It holds post-session meetings in May",
    "It holds post-conflict and -session meetings in May",
    ["[-post-][+post-conflict and +] wording"],
  ],
  [
    "a bracket in a compound that loses its ending",
    "the Secretary-General's report of May",
    "the Secretary-[General] of May",
    ["[-General's report-][+[General]+] wording"],
  ],
  [
    "a compound near a replaced word",
    "the Secretary-General often speaks in public here",
    "the Secretary General often talks in public here",
    ["[-Secretary-General-][+Secretary General+] punctuation", "[-speaks-][+talks+] wording"],
  ],
  [
    "a compound with a new second part near two replaced words",
    "the Secretary-General often sends long letters to the States",
    "the Secretary-Treasurer often writes short letters to the States",
    ["[-Secretary-General often sends long-][+Secretary-Treasurer often writes short+] wording"],
  ],
  [
    "a compound with a new first part near two replaced words",
    "the Vice-Chair often sends long letters to the States",
    "the Co-Chair often writes short letters to the States",
    ["[-Vice-Chair often sends long-][+Co-Chair often writes short+] wording"],
  ],
])("does not divide a compound on the side on which it is edited: %s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});
