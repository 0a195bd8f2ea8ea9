import { carryAnchors, compareFiles } from "../../../server/services/comparison/compare-files.ts";

const around = [
  "Exchange points keep regional traffic local and lower the cost of access for schools and hospitals.",
  "An open process with all stakeholders leads to policies that more people accept and apply.",
];
const lost = "Every administration publishes a yearly report on the cost of transit to the points of its region.";
const decoy = "Every administration publishes a yearly list of the fees for courses on the exchange of data.";

function file(name: string, ...paragraphs: string[]): { name: string; bytes: Uint8Array } {
  return { name: `${name}.txt`, bytes: Buffer.from(`${paragraphs.join("\n\n")}\n`) };
}

test("carries a range past a draft that lacked its text to the draft that has it again", async () => {
  const [first = "", second = ""] = around;
  const texts = [
    file("1", first, lost, second),
    file("2", first, decoy, second),
    file("3", first, decoy, second, lost),
  ];
  const [base, between, revised] = texts as [(typeof texts)[0], (typeof texts)[0], (typeof texts)[0]];
  const compared = await compareFiles(base, revised, { via: [between], plain: true, now: () => 0 });
  const start = compared.base.text.text.indexOf(lost);
  const [carried] = await carryAnchors(compared, [{ id: 1, start, end: start + lost.length }]);
  const { text } = compared.revised.text;
  expect(text.slice(carried?.start ?? 0, carried?.end ?? 0)).toBe(lost);
});
