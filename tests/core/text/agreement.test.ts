import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Node } from "prosemirror-model";
import { countNegotiation, readNegotiation } from "#core/text/negotiation/read-negotiation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { AgreementAnswers, DraftAnswer } from "../../../fixtures/agreement-answers.ts";
import { draftNode } from "../../../fixtures/drafting/finish-draft.ts";
import { addressOf, agreementVersions } from "../../../fixtures/model-versions.ts";
import { filePath } from "../../../fixtures/write-forum.ts";
import { readDraft } from "../../../server/import/read-draft.ts";

/*
 * The Agreement's drafts, read from their files. The known answers are counted in the sources, where every label,
 * citation, bracket and option follows from the position of its clause.
 */

const folder = join(__dirname, "../../../fixtures/agreement");
const { drafts } = JSON.parse(readFileSync(join(folder, "answers.json"), "utf8")) as AgreementAnswers;
const versions = agreementVersions();
const files = versions.flatMap((version) =>
  version.plan.files.map((form) => ({ path: filePath(version, form), version, answer: answerFor(addressOf(version)) })),
);

function answerFor(address: string): DraftAnswer {
  return drafts.find(({ draft }) => draft === address)!;
}

async function readFixture(path: string): Promise<Node> {
  const bytes = new Uint8Array(readFileSync(join(folder, path)));
  return (await readDraft(bytes, { fileName: basename(path) })).value.draft;
}

/** Lists the clauses, one per line: depth, kind, label and text. */
function outline(draft: Node): string[] {
  return draft.children.map(({ attrs, textContent }) => {
    const { kind, label, depth } = attrs as { kind: string; label: string | null; depth: number };
    return `${"  ".repeat(depth)}${kind} ${label ?? "–"}: ${textContent}`;
  });
}

describe.each(files)("$path", ({ path, version, answer }) => {
  let draft: Node;
  beforeAll(async () => (draft = await readFixture(path)));

  test("is read into the clauses of its source, with their labels and depths", () => {
    expect(outline(draft)).toEqual(outline(draftNode(version.printed)));
  });

  test("has the known citations", () => {
    const { clauses } = versionTextOf(draft);
    expect(clauses.map(({ citation }) => citation)).toEqual(answer.clauses.map(([citation]) => citation));
  });

  test("has the known brackets", () => {
    const counts = countNegotiation(versionTextOf(draft));
    expect({
      pairs: counts.brackets + counts.nested,
      outermost: counts.brackets,
      deepest: counts.deepest,
      stray: counts.unbalanced,
      inserted: counts.insertedClauses,
    }).toEqual({
      pairs: answer.openText.pairs,
      outermost: answer.openText.outermost,
      deepest: answer.openText.deepest,
      stray: answer.openText.stray,
      inserted: answer.openText.inserted,
    });
  });

  test("has the known options", () => {
    expect(countNegotiation(versionTextOf(draft)).alternatives).toBe(answer.openText.options);
  });
});

/** The figures of the drafts, so that a change of the sources cannot change the answers unnoticed. */
test.each([
  ["1", { pairs: 147, outermost: 124, deepest: 3, stray: 1, options: 16, optionGroups: 7, inserted: 1 }],
  ["2", { pairs: 127, outermost: 111, deepest: 2, stray: 1, options: 15, optionGroups: 7, inserted: 2 }],
  ["3", { pairs: 118, outermost: 108, deepest: 2, stray: 0, options: 13, optionGroups: 6, inserted: 0 }],
  ["4", { pairs: 33, outermost: 31, deepest: 2, stray: 0, options: 4, optionGroups: 2, inserted: 1 }],
  ["5", { pairs: 2, outermost: 2, deepest: 1, stray: 0, options: 0, optionGroups: 0, inserted: 1 }],
])("draft %s is known to be as open as this, in both languages", (round, openText) => {
  expect(answerFor(`agreement@${round}`).openText).toEqual(openText);
  expect(answerFor(`agreement@${round}:fr`).openText).toEqual(openText);
});

test.each([
  ["agreement@1", "preamble, recital 2", "Noting that most administrations"],
  ["agreement@1", "Art. 1(i)", "“joint campaign” means"],
  ["agreement@1", "Art. 4.3", "Each Party [shall] [should] treat"],
  ["agreement@1", "Art. 6.4(b)(ii)", "that the emission has its source"],
  ["agreement@1", "Art. 7.5, Option 3", "No text]"],
  ["agreement@1", "Art. 9, Option 2, para 3", "The findings of the campaign"],
  ["agreement@1", "Art. 9bis.2", "Every report of such an observation"],
  ["agreement@1", "Art. 12.2, Alternative B", "No value is sent unless"],
  ["agreement@1", "Art. 17, Option 2", "What negotiation"],
  ["agreement@1", "Annex I.4", "Summaries are made for the bands"],
  ["agreement@2", "Art. 6bis.1", "A Party whose service is disturbed"],
  ["agreement@2", "Art. 12.2", "An observation is made in such a way"],
  ["agreement@3", "Art. 7.1", "A Party whose service is disturbed"],
  ["agreement@3", "Art. 10.1", "The exchange system keeps"],
  ["agreement@3", "Art. 15.7", "A Party that finds an error"],
  ["agreement@4", "Art. 3.2", "It covers the services listed"],
  ["agreement@4", "Art. 4.2", "No Party is billed"],
  ["agreement@5", "Art. 6.6", "A report that has been withdrawn"],
  ["agreement@5", "Art. 11.3", "The findings of the campaign"],
  ["agreement@1:fr", "préambule, considérant 2", "Notant que la plupart"],
  ["agreement@1:fr", "art. premier(i)", "« campagne conjointe »"],
  ["agreement@1:fr", "art. 4.3", "Chaque Partie [traite] [devrait traiter]"],
  ["agreement@1:fr", "art. 6.4(b)(ii)", "que l’émission a sa source"],
  ["agreement@1:fr", "art. 7.5, Option 3", "Pas de texte]"],
  ["agreement@1:fr", "art. 9, Option 2, par. 3", "Les conclusions de la campagne"],
  ["agreement@1:fr", "art. 9bis.2", "Tout rapport sur une telle observation"],
  ["agreement@1:fr", "art. 12.2, Variante B", "Aucune valeur"],
  ["agreement@1:fr", "art. 17, Option 2", "Ce que la négociation"],
  ["agreement@1:fr", "annexe I.4", "Les relevés sont établis pour les bandes"],
  ["agreement@2:fr", "art. 6bis.1", "La Partie dont un service est perturbé"],
  ["agreement@2:fr", "art. 12.2", "L’observation est faite de manière"],
  ["agreement@3:fr", "art. 7.1", "La Partie dont un service est perturbé"],
  ["agreement@3:fr", "art. 10.1", "Le système d’échange conserve"],
  ["agreement@3:fr", "art. 15.7", "La Partie qui découvre une erreur"],
  ["agreement@4:fr", "art. premier(c)", "« rapport de brouillage »"],
  ["agreement@4:fr", "art. 3.2", "Il couvre les services énumérés"],
  ["agreement@4:fr", "art. 4.2", "Aucun rapport n’est facturé"],
  ["agreement@4:fr", "art. 15.3, Variante A", "L’incertitude"],
  ["agreement@4:fr", "art. 11, Option 1, par. 2", "Les Parties qui prennent part"],
  ["agreement@5:fr", "art. 6.6", "Un rapport retiré"],
  ["agreement@5:fr", "art. 11.3", "Les conclusions de la campagne"],
  ["agreement@5:fr", "art. 18bis.1", "Une Partie peut payer"],
  ["agreement@5:fr", "annexe I.8(b)", "à trois décibels"],
])("%s, %s", (address, citation, start) => {
  const { printed } = versions.find((version) => addressOf(version) === address)!;
  const cited = printed.clauses.filter((clause) => clause.citation === citation);
  expect(
    cited
      .at(-1)
      ?.pieces.map(({ text }) => text)
      .join("")
      .replaceAll("\u00A0", " "),
  ).toMatch(new RegExp(`^${start.replace(/[[\]()]/gu, "\\$&")}`, "u"));
});

test("every bracket of a label is read", () => {
  const version = versions[0]!;
  const labelled = readNegotiation(versionTextOf(draftNode(version.printed)));
  const [space] = version.printed.clauses.filter(({ key }) => key === "space");
  expect(labelled.find(({ clause }) => clause === space?.key)?.insertedLabel).toBe("[Article 9bis");
});
