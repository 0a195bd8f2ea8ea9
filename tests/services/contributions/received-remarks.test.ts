import fc from "fast-check";
import { anchor, describe as describeWords } from "#core/place/anchor.ts";
import { exportOperations } from "#core/contract/export-operations.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Target } from "#core/discuss/target.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { editContribution } from "../../../server/services/contributions/edit-contribution.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { importContribution } from "../../../server/services/contributions/import-contribution.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");

async function open(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  return forum;
}

function receive({ context }: TestForum, fileName: string, file: string | Uint8Array): Promise<ShownContribution> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  return receiveContribution(context, secretariat, {
    bytes,
    fileName,
    organisation: "north",
    jointly: undefined,
    sentOn: "2013-02-03",
  });
}

/** Lists the items, one per line: kind and type, the text they are on, their own text, and any doubt. */
async function itemTexts(forum: TestForum, { items, version }: ShownContribution): Promise<string[]> {
  const { text } = await getVersion(forum.context, secretariat, { version: version!.address });
  const place = (target: Target | undefined): string => {
    const range = target && anchor(text, target);
    return !target ? "nowhere" : target.kind === "document" ? "all" : text.text.slice(...range!);
  };
  return items.map(({ kind, type, targets, text, doubt }) =>
    [kind, type, place(targets[0]), text, ...(doubt ? [doubt.code] : [])].join(" | "),
  );
}

test("reads a comment form as comments and proposals, and unclear proposals as comments", async () => {
  const forum = await open();
  const form = [
    "MB/NC,Clause,Type of comment,Comment,Proposed change",
    'North,considering b),te,"Too weak.","Replace “few” by “hardly any”"',
    'North,considering c),ed,"As we put it.","c) that meetings are often held far away,"',
    'North,is of the view 1,ge,"Say how.","Something stronger is needed."',
    "North,General,ge,Well done.,",
    "North,considering z),ge,Where is it?,",
  ].join("\r\n");
  const received = await receive(forum, "north.csv", form);
  expect(received.source.format).toBe("csv");
  const lines = await itemTexts(forum, received);
  expect(
    lines.map((line) =>
      line
        .split(" | ")
        .filter((_part, index) => index !== 2)
        .join(" | "),
    ),
  ).toEqual([
    "proposal | technical | Too weak.",
    "proposal | editorial | As we put it.",
    "comment | general | Say how.\n\nSomething stronger is needed. | wording-for-people",
    "comment | general | Well done.",
    "comment | general | Where is it? | citation-unknown",
  ]);
  expect(received.items.map(({ changes }) => changes.length)).toEqual([1, 1, 0, 0, 0]);
});

test("matches a form to its draft by the text it quotes", async () => {
  const forum = await open();
  const quoted = "Clause,Comment,Words\nconsidering c),How far?,meetings are held far away";
  expect((await receive(forum, "a.csv", quoted)).version?.address).toBe("opinion-5@1");
});

test("a form that fits two drafts equally has no items until one is chosen", async () => {
  const forum = await open();
  const { version, matches, items, id, revision } = await receive(
    forum,
    "a.csv",
    "Clause,Comment\nconsidering b),Few?",
  );
  expect([version, matches.length, items]).toEqual([null, 2, []]);
  const chosen = { contribution: id, revision, version: "opinion-5@1" };
  const { items: prepared } = await editContribution(forum.context, secretariat, chosen);
  expect(prepared.map(({ text }) => text)).toEqual(["Few?"]);
});

test.each([
  ["guesses the senders again, without those whose comments the draft has", {}, ["The Registry"]],
  ["keeps the senders that a person named", { organisation: "north", jointly: [] }, ["Administration of North"]],
])("after a draft is chosen for a form that fitted two, %s", async (_what, source, senders) => {
  const forum = await open();
  await forum.comment("member", { text: "On it.", targets: [{ kind: "clause", clause: "considering-b" }] });
  const form =
    "Person,Clause,Comment\nThe member (Administration of North),considering b),On it.\nThe other,considering b),Few?";
  const received = await receiveContribution(forum.context, secretariat, {
    bytes: new TextEncoder().encode(form),
    fileName: "back.csv",
  });
  expect([received.version, received.organisations.length]).toEqual([null, 2]);
  const edit = { contribution: received.id, revision: received.revision };
  const named = await editContribution(forum.context, secretariat, { ...edit, ...source });
  const chosen = { contribution: received.id, revision: named.revision, version: "opinion-5@1" };
  const { organisations } = await editContribution(forum.context, secretariat, chosen);
  expect(organisations.map(({ name }) => name)).toEqual(senders);
});

test.each(["xlsx", "csv"] as const)(
  "matches an exported form (%s) to its draft despite quotes from an earlier one",
  async (format) => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    for (const [clause, exact] of [
      ["considering-b", "few are able"],
      ["considering-a", "many are concerned"],
      ["is-of-the-view-2", "records"],
    ] as const) {
      const start = { clause, offset: 5 };
      const end = { clause, offset: 5 + exact.length };
      const quote = { exact, prefix: "", suffix: "" };
      await forum.comment("member", { text: exact, targets: [{ kind: "range", start, end, quote }] });
    }
    await forum.publish("2", secondDraft);
    const query = exportOperations.exportVersion.query.parse({ format });
    const { bytes } = await exportVersionFile(forum.context, secretariat, { version: "opinion-5@2", ...query }, null);
    const { version } = await receive(forum, `back.${format}`, bytes);
    expect(version?.address).toBe("opinion-5@2");
  },
);

test.each(["xlsx", "csv", "jsonld"] as const)(
  "imported items are not new in a form (%s) exported later",
  async (format) => {
    const forum = await open();
    const form = [
      "Person,MB/NC,Clause,Type,Comment,Proposed change",
      "The member,North,considering b),te,,Replace “few” by “hardly any”",
      "The member,North,considering c),ge,How far?,",
    ].join("\r\n");
    const { id, revision } = await receive(forum, "north.csv", form);
    await importContribution(forum.context, secretariat, { contribution: id, revision });
    const query = exportOperations.exportVersion.query.parse({ format });
    const { bytes } = await exportVersionFile(forum.context, secretariat, { version: "opinion-5@2", ...query }, null);
    const { items, setAside } = await receive(forum, `back.${format}`, bytes);
    expect([items, setAside.map(({ code }) => code)]).toEqual([[], ["said-already", "said-already"]]);
  },
);

test("exported annotations without additions have no sender, even with replies", async () => {
  const forum = await open();
  await forum.comment("member", { text: "How far?" });
  await createReply(forum.context, asActor("other"), {
    annotation: uuid(1),
    id: uuid(20),
    text: "Far.",
    position: null,
  });
  const query = exportOperations.exportVersion.query.parse({ format: "jsonld" });
  const { bytes } = await exportVersionFile(forum.context, secretariat, { version: "opinion-5@2", ...query }, null);
  const { organisations } = await receiveContribution(forum.context, secretariat, { bytes, fileName: "back.jsonld" });
  expect(organisations).toEqual([]);
});

test.each(["letter.csv", "letter.docx"])("rejects a letter that is not a form (%s)", async (name) => {
  const forum = await open();
  await expect(receive(forum, name, "Dear all,\nplease find our views below.")).rejects.toMatchObject({
    code: "not-this-format",
  });
});

test("places another program's annotations by unique quotes; an ambiguous one awaits a person", async () => {
  const forum = await open();
  const annotation = (exact: string, value: string): object => ({
    type: "Annotation",
    body: { type: "TextualBody", value },
    target: {
      source: "https://forum.example/read/opinion-5@1",
      selector: [
        { type: "TextPositionSelector", start: 1, end: 5 },
        { type: "TextQuoteSelector", exact },
      ],
    },
  });
  const file = JSON.stringify({
    type: "AnnotationCollection",
    first: { type: "AnnotationPage", items: [annotation("far away", "How far?"), annotation("that", "Which?")] },
  });
  const received = await receive(forum, "notes.jsonld", file);
  expect(received.version?.address).toBe("opinion-5@1");
  expect(await itemTexts(forum, received)).toEqual([
    "comment | general | far away | How far?",
    "comment | general | nowhere | Which? | place-unknown",
  ]);
});

test.each(["xlsx", "csv", "jsonld"] as const)(
  "comments in an exported form (%s) are not new items when it returns",
  async (format) => {
    const forum = await open();
    await forum.comment("member", { text: "On it.", targets: [{ kind: "clause", clause: "considering-a" }] });
    const bytes = await exported(forum, format);
    const received = await receive(forum, `form.${format}`, bytes);
    expect(received.items).toEqual([]);
    expect(received.setAside.map(({ code, words }) => [code, words])).toEqual([["said-already", "On it."]]);
  },
);

async function exported({ context }: TestForum, format: "xlsx" | "csv" | "jsonld"): Promise<Uint8Array> {
  const query = exportOperations.exportVersion.query.parse({ format });
  return (await exportVersionFile(context, secretariat, { version: "opinion-5@1", ...query }, null)).bytes;
}

/** Lists the open annotations as far as a form can express them: kind, type, text and place. */
function annotationTexts(placed: readonly PlacedAnnotation[]): string[] {
  return placed
    .filter(({ annotation }) => annotation.standing === "open")
    .map(({ annotation: { kind, type, text, targets, operations } }) =>
      JSON.stringify([kind, type, text, targets, operations]),
    )
    .sort();
}

test.each(["xlsx", "csv", "jsonld"] as const)(
  "a %s export gives another forum the same comments and proposals on the same text",
  async (format) => {
    const remark = fc.record({
      text: fc.constantFrom("Too weak.", "Two\n\nparagraphs.", "=1+1", "“Quoted”, and a, comma"),
      type: fc.constantFrom("general", "technical", "editorial"),
      place: fc.constantFrom("far away", "few are able", "all", "clause", "proposal"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(remark, { minLength: 1, maxLength: 4 }), async (all) => {
        const [here, there] = [await open(), await open()];
        const { text } = await getVersion(here.context, secretariat, { version: "opinion-5@1" });
        const b = text.clauses.find(({ citation }) => citation === "considering b)")!;
        for (const { text: words, type, place } of all) {
          const at = text.text.indexOf(place);
          const target: Target =
            place === "all"
              ? { kind: "document" }
              : place === "clause" || place === "proposal"
                ? { kind: "clause", clause: b.id }
                : describeWords(text, at, at + place.length);
          const few = text.text.slice(b.start, b.end).indexOf("few");
          const step = {
            kind: "replace" as const,
            start: { clause: b.id, offset: few },
            end: { clause: b.id, offset: few + 3 },
            content: [{ type: "text", text: "hardly any" }],
          };
          const proposes = place === "proposal";
          await here.comment("member", {
            kind: proposes ? "proposal" : "comment",
            type,
            text: words,
            targets: [target],
            operations: proposes ? [step] : [],
          });
        }
        const received = await receive(there, `form.${format}`, await exported(here, format));
        expect(received.version?.address).toBe("opinion-5@1");
        const { id: contribution, revision } = received;
        await importContribution(there.context, secretariat, { contribution, revision });
        const [sent, got] = await Promise.all(
          [here, there].map(({ context }) => getAnnotations(context, secretariat, { version: "opinion-5@1" }, null)),
        );
        expect(annotationTexts(got!)).toEqual(annotationTexts(sent!));
      }),
      { numRuns: 12 },
    );
  },
);
