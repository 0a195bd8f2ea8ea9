import { originsOf } from "../shown-words.ts";

const unmoved = [
  "The committee met in Geneva and elected a chair from the northern region",
  "Delegates discussed fees for spectrum licences during two long meetings at night",
];

test.each([
  ["joins", 49, "1[Regulators publish annual fees,] 1[before every broadband auction opens]"],
  ["does not join", 50, "Regulators publish annual fees, before every broadband auction opens"],
])("%s the parts of a moved sentence that lost a phrase of which the new draft has %i copies", (_, count, shown) => {
  const [phrase, sentence] = [
    "in accordance with national law",
    "Regulators publish annual fees, before every broadband auction opens",
  ];
  const articles = Array.from(
    { length: count },
    (_unused, at) => `Article${String(at)} applies ${phrase} to topic${String(at)} of section${String(at)}`,
  );
  const base = [sentence.replace(",", `, ${phrase},`), ...unmoved];
  expect(originsOf(base, [...unmoved, sentence, ...articles])[2]).toBe(shown);
});

test.each([
  ["finds 5 words again that end 120 words after a moved sentence", 115, "1[libraries connect schools near museums]"],
  [
    "does not find 5 words again that end 121 words after a moved sentence",
    116,
    "libraries connect schools near museums",
  ],
])("%s", (_, count, shown) => {
  const [plan, end] = [
    "Members publish national plans for rural broadband networks every year",
    "libraries connect schools near museums",
  ];
  const deleted = Array.from({ length: count }, (_unused, at) => `topic${String(at)}`).join(" ");
  const [longer, shorter] = [`${plan} ${deleted} ${end}`, `${plan} ${end}`];
  expect(originsOf([longer, ...unmoved], [...unmoved, shorter])[2]).toBe(`1[${plan}] ${shown}`);
  expect(originsOf([...unmoved, shorter], [longer, ...unmoved])[0]).toBe(
    `3[${plan}] ${deleted} ${shown.replace("1[", "3[")}`,
  );
});
