import { originsOf } from "../shown-words.ts";

/** Returns the base clause that has exactly the words of each revised clause; null if no base clause has. */
function sourcesOf(base: readonly string[], revised: readonly string[]): (number | null)[] {
  return originsOf(base, revised).map((shown) => {
    const whole = /^(?<clause>\d+)\[[^[\]]*\]$/u.exec(shown)?.groups?.["clause"];
    return whole === undefined ? null : Number(whole);
  });
}

const [cairo, lima, oslo, delhi, accra] = ["Cairo", "Lima", "Oslo", "Delhi", "Accra"].map(
  (city) => `Recalling the report of the regional conference on broadband networks held in ${city} last year`,
) as [string, string, string, string, string];
const others = [
  "Members publish national plans for roaming",
  "Operators repair submarine cables quickly",
  "Schools connect rural villages by radio",
  "Regulators collect fees before auctions",
];

test.each<[string, string[], string[], (number | null)[]]>([
  ["two recitals changed places", [cairo, lima], [lima, cairo], [2, 1]],
  ["three recitals moved up by one", [cairo, lima, oslo], [lima, oslo, cairo], [2, 3, 1]],
  [
    "the last of five recitals moved to the start",
    [cairo, lima, oslo, delhi, accra],
    [accra, cairo, lima, oslo, delhi],
    [5, 1, 2, 3, 4],
  ],
  ["a new recital was put before two and the third deleted", [cairo, lima, oslo], [delhi, cairo, lima], [null, 1, 2]],
  ["a recital that the text has twice stays", [cairo, lima, cairo], [lima, cairo, cairo], [2, 1, 3]],
])("maps recitals that differ only in a city to themselves if %s", (_, base, revised, sources) => {
  expect(sourcesOf(base, revised)).toEqual(sources);
});

test.each<[string, number, (number | null)[]]>([
  ["maps", 3, [5, 2, 3, 4, 1]],
  ["does not map", 4, [null, 2, 3, 4, 5, null]],
])("%s recitals to themselves that changed places across %i other clauses", (_, count, sources) => {
  const between = others.slice(0, count);
  expect(sourcesOf([cairo, ...between, lima], [lima, ...between, cairo])).toEqual(sources);
});

test("takes a recital in the position of a similar one for an edit of it if nothing else moved", () => {
  expect(sourcesOf([cairo, ...others, lima], [lima, ...others, oslo])).toEqual([null, 2, 3, 4, 5, null]);
  expect(originsOf([cairo, ...others, lima], [...others, cairo])[4]).toBe(
    "6[Recalling the report of the regional conference on broadband networks held in] Cairo 6[last year]",
  );
});

test.each<[string, string, string, (number | null)[]]>([
  ["maps recitals of 4 words", "Recalling plans for fibre", "Recalling plans for radio", [2, 1]],
  ["does not map recitals of 3 words", "Recalling the fibre", "Recalling the radio", [null, null]],
  ["does not map recitals of 3 words and 2 marks", "Recalling (the) fibre", "Recalling (the) radio", [null, null]],
])("%s to themselves that changed places", (_, one, other, sources) => {
  expect(sourcesOf([one, other], [other, one])).toEqual(sources);
});

test("maps a clause to itself if its neighbour with the same beginning was deleted", () => {
  const [africa, asia] = [
    "Noting that plans for rural networks in Africa need funds",
    "Noting that plans for rural networks in Asia have funds",
  ];
  expect(sourcesOf([africa, asia], [asia])).toEqual([2]);
  expect(sourcesOf([africa, asia], [africa])).toEqual([1]);
  expect(sourcesOf([asia], [africa, asia])).toEqual([null, 1]);
  expect(originsOf([asia], [africa, asia])[0]).toBe(africa);
});

test.each<[string, string, string, (number | null)[]]>([
  ["maps", "a third", "Rural schools need strict customs rules plus better roads", [1, null, 3, 2]],
  ["does not map", "two ninths", "Rural schools want strict customs rules plus better roads", [1, null, 3, null]],
])("%s a clause to itself if %s of it begins the one in its place", (_verb, _share, other, sources) => {
  const moved = "Rural schools need cheap radio links and trained staff";
  const [before, after] = ["The committee met in Geneva", "Delegates discussed fees for spectrum licences at night"];
  expect(sourcesOf([before, moved, after], [before, other, after, moved])).toEqual(sources);
});
