import fc from "fast-check";
import type { ImportReport } from "#core/contract/import-operations.ts";
import { getChanges, undoChange } from "../../../server/services/forum/changes.ts";
import { acceptDeputy } from "../../../server/services/people/deputies.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import {
  exportOrganisations,
  exportPeople,
  importOrganisations,
  importPeople,
} from "../../../server/services/people/people-files.ts";
import { addPerson, changePeople, changePerson, getPeople } from "../../../server/services/people/people.ts";
import { sessionEvent } from "../../../server/services/people/sessions.ts";
import { wholeFile } from "../../support/export-file.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { countReads } from "../../support/counted-reads.ts";
import { asActor, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const everybody = { state: "active", size: 100 } as const;

const send = ({ context }: TestForum, file: string | Uint8Array, dryRun = false): Promise<ImportReport> =>
  importPeople(context, secretariat, {
    bytes: typeof file === "string" ? new TextEncoder().encode(file) : file,
    fileName: "people.csv",
    dryRun,
  });

const exported = async (context: Context): Promise<Uint8Array> =>
  (await wholeFile(await exportPeople(context, secretariat))).bytes;

const total = async ({ context }: TestForum): Promise<number | null> =>
  (await getPeople(context, secretariat, everybody)).total;

test("adds, changes and leaves people by their e-mail address", async () => {
  const forum = await openForum();
  const report = await send(
    forum,
    "Name,E-mail,Organisation,Role\n" +
      "Ana Vaipulu,ana@example.org,Registry,Coordinator\n" +
      "The member,MEMBER@example.org,North,observer\n" +
      "The other,other@example.org,the registry,\n",
  );
  expect(report.lines.map(({ line, outcome, id }) => [line, outcome, id])).toEqual([
    [2, "created", "ana-vaipulu"],
    [3, "changed", "member"],
    [4, "unchanged", "other"],
  ]);
  expect(report.lines[1]!.fields).toEqual(["email", "role"]);
  expect(report).toMatchObject({ isStored: true, counts: { created: 1, changed: 1, unchanged: 1, refused: 0 } });
});

test("a dry run reports the same and stores nothing", async () => {
  const forum = await openForum();
  const file = "name,e-mail\nAna,ana@example.org\n";
  const dry = await send(forum, file, true);
  expect(dry).toMatchObject({ isStored: false, change: null });
  expect(await total(forum)).toBe(7);
  const wet = await send(forum, file);
  expect(wet.lines).toEqual(dry.lines);
  expect(await total(forum)).toBe(8);
});

test.each([
  ["an address used twice", "Ana,a@example.org,North,member\nBo,A@example.org,North,member", 3, "listed-twice"],
  ["an address that is none", "Ana,nowhere,North,member", 2, "field-not-an-email"],
  ["an unknown organisation", "Ana,a@example.org,Atlantis,member", 2, "organisation-unknown"],
  ["an unknown role", "Ana,a@example.org,North,king", 2, "field-not-a-choice"],
  ["the role of the public", "Ana,a@example.org,North,public", 2, "role-not-given"],
  ["no name", ",a@example.org,North,member", 2, "field-empty"],
  ["a name on two lines", '"Ana\nVaipulu",a@example.org,North,member', 2, "field-not-one-line"],
  [
    "a name on two lines for a person who exists",
    '"The\nmember",member@example.org,North,member',
    2,
    "field-not-one-line",
  ],
])("refuses the whole file for a line with %s", async (_what, lines, line, code) => {
  const forum = await openForum();
  const file = `name,e-mail,organisation,role\n${lines}\nOk,ok@example.org,North,member\n`;
  const report = await send(forum, file);
  const refused = report.lines.filter(({ outcome }) => outcome === "refused");
  expect(refused).toMatchObject([{ line, reasons: [{ code }] }]);
  expect(refused[0]!.reasons[0]!.detail).not.toBe(code);
  expect(report.isStored).toBe(false);
  expect(await total(forum)).toBe(7);
});

test("refuses an address that another person has, and a file without names", async () => {
  const forum = await openForum();
  const file = "id,name,e-mail\nana,Ana,member@example.org\n";
  expect((await send(forum, file)).lines).toMatchObject([{ reasons: [{ column: "email", code: "email-in-use" }] }]);
  const nameless = await send(forum, "e-mail,town\nana@example.org,Geneva\n");
  expect(nameless.lines).toMatchObject([{ line: 1, reasons: [{ column: "name", code: "column-missing" }] }]);
  expect(nameless.ignored).toEqual(["town"]);
});

test.each([
  ["organisations", importPeople, "Short name,Name,Group,Contact", "columns-of-organisations", "id, name, e-mail"],
  [
    "organisations that have acronyms",
    importPeople,
    "acronym,full name",
    "columns-of-organisations",
    "id, name, e-mail",
  ],
  ["people", importOrganisations, "Name,E-mail,Group", "columns-of-people", "id, short name, name"],
])("refuses a file of %s as one of the other kind, by its columns", async (_what, read, heads, code, expected) => {
  const { context } = await openForum();
  const bytes = new TextEncoder().encode(`${heads}\nNorth,North,member-state,\n`);
  const report = await read(context, secretariat, { bytes, fileName: "list.csv", dryRun: false });
  expect(report).toMatchObject({ isStored: false, lines: [{ line: 1, reasons: [{ column: null, code }] }] });
  expect(report.lines[0]!.reasons[0]!.detail).toContain(expected);
});

test("reads a file of people that also has a column of organisations, and names the use of each column", async () => {
  const forum = await openForum();
  const { columns, counts } = await send(forum, "Full name,E-mail,Contact\nAna,ana@example.org,Bo\n", true);
  expect(counts.created).toBe(1);
  expect(columns).toEqual([
    { heading: "Full name", column: "name" },
    { heading: "E-mail", column: "email" },
    { heading: "Contact", column: null },
  ]);
});

test("refuses a file that leaves nobody in the secretariat", async () => {
  const forum = await openForum();
  const demoted = send(forum, "id,name,role\nsecretariat,The secretariat,member\n");
  await expect(demoted).rejects.toMatchObject({ code: "last-secretariat" });
});

const accented = "name{}organisation\nJosé Müller{}North\n";
const utf16 = (text: string): Uint8Array => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
test.each<[string, string, (text: string) => Uint8Array]>([
  ["UTF-8, commas", ",", (text) => Buffer.from(text)],
  ["UTF-8 with a byte order mark, semicolons", ";", (text) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16, tabs", "\t", utf16],
  ["windows-1252, bars", "|", (text) => Buffer.from(text, "latin1")],
])("reads %s", async (_what, delimiter, encode) => {
  const forum = await openForum();
  const report = await send(forum, encode(accented.replaceAll("{}", delimiter)));
  expect(report.lines).toMatchObject([{ outcome: "created", name: "José Müller", id: "jose-muller" }]);
});

test("the list of changes names an import with its counts, and its undo likewise", async () => {
  const forum = await openForum();
  const listed = async () => (await getChanges(forum.context, secretariat, { size: 10 })).items;
  const { change } = await send(
    forum,
    "name,e-mail,role\nAna,ana@example.org,member\nBo,bo@example.org,member\nThe member,member@example.org,observer\n",
  );
  const counts = { of: "people", isUndone: false, added: 2, changed: 1, removed: 0 };
  expect(await listed()).toMatchObject([{ records: 3, imported: counts }]);
  await undoChange(forum.context, secretariat, { event: change ?? "" });
  const [undone] = await listed();
  expect(undone?.imported).toEqual({ of: "people", isUndone: true, added: 0, changed: 1, removed: 2 });
  await undoChange(forum.context, secretariat, { event: undone?.change ?? "" });
  expect((await listed())[0]?.imported).toEqual(counts);
});

test("the list of changes names an import of one line too, and leaves other acts on several records as they are", async () => {
  const forum = await openForum();
  await send(forum, "name,e-mail\nAna,ana@example.org\n");
  await changePeople(forum.context, secretariat, { people: ["member", "other"], role: "observer" });
  const { items } = await getChanges(forum.context, secretariat, { size: 10 });
  expect(items).toMatchObject([
    { kind: "person-changed", records: 2, imported: null },
    { kind: "person-added", records: 1, imported: { added: 1, changed: 0 } },
  ]);
});

test("undoes an import in one step", async () => {
  const forum = await openForum();
  const { change } = await send(forum, "name\nAna\nBo\nCleo\n");
  expect(await total(forum)).toBe(10);
  await undoChange(forum.context, secretariat, { event: change ?? "" });
  expect(await total(forum)).toBe(7);
});

describe("the column of deputies", () => {
  const file = "name,e-mail,deputy of\nAna,ana@example.org,the member; other@example.org; bo\nBo,bo@example.org,\n";

  test("proposes a person as deputy, also of people on later lines; they must accept", async () => {
    const forum = await openForum();
    const report = await send(forum, file);
    expect(report).toMatchObject({ isStored: true, counts: { created: 2 } });
    const deputies = await forum.context.store.read((reader) => reader.list("deputies", { deputyId: "ana" }));
    expect(deputies.map(({ principalId, acceptedAt }) => [principalId, acceptedAt])).toEqual([
      ["member", null],
      ["other", null],
      ["bo", null],
    ]);
  });

  test("is exported, and importing the export changes nothing, before and after they accept", async () => {
    const forum = await openForum();
    const { context } = forum;
    await send(forum, file);
    const again = async () => (await send(forum, await exported(context))).counts;
    const unchanged = { created: 0, changed: 0, unchanged: 9, refused: 0 };
    expect(new TextDecoder().decode(await exported(context))).toContain("bo; member; other");
    expect(await again()).toEqual(unchanged);
    const [deputy] = await context.store.read((reader) => reader.list("deputies", { principalId: "member" }));
    await acceptDeputy(context, asActor("member"), { deputy: deputy?.id ?? "" });
    expect(await again()).toEqual(unchanged);
  });

  test("is undone with the rest of the import, unless somebody accepted", async () => {
    const forum = await openForum();
    const { context } = forum;
    const { change } = await send(forum, file);
    const redo = await undoChange(context, secretariat, { event: change ?? "" });
    expect(await total(forum)).toBe(7);
    await undoChange(context, secretariat, { event: redo.change ?? "" });
    const [deputy] = await context.store.read((reader) => reader.list("deputies", { principalId: "member" }));
    await acceptDeputy(context, asActor("member"), { deputy: deputy?.id ?? "" });
    const undone = undoChange(context, secretariat, { event: change ?? "" });
    await expect(undone).rejects.toMatchObject({ code: "changed-since" });
  });

  test.each([
    ["an unknown person", "Ana,ana@example.org,nobody", "participant-unknown"],
    ["oneself", "The member,member@example.org,member", "deputy-of-oneself"],
  ])("refuses the line of a deputy of %s", async (_what, line, code) => {
    const forum = await openForum();
    const report = await send(forum, `name,e-mail,deputy of\n${line}\n`);
    expect(report).toMatchObject({ isStored: false, lines: [{ outcome: "refused", reasons: [{ code }] }] });
  });

  test("says that a line changes only the deputies", async () => {
    const forum = await openForum();
    const report = await send(forum, "id,name,deputy of\nmember,The member,other\n", true);
    expect(report.lines).toMatchObject([{ outcome: "changed", fields: ["deputyOf"] }]);
    expect(await forum.context.store.read((reader) => reader.list("deputies"))).toEqual([]);
  });
});

test("importing an export changes nothing, whatever the names", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }), async (text) => {
      const name = `${text}x`.trim();
      const forum = await openForum();
      await addPerson(forum.context, secretariat, { name, email: null, organisationId: "north", role: "member" });
      const bytes = await exported(forum.context);
      const { counts } = await send(forum, bytes);
      expect(counts).toEqual({ created: 0, changed: 0, unchanged: 8, refused: 0 });
    }),
    { numRuns: 30 },
  );
});

test("a name on two lines that an earlier version stored is listed, stays in an import, and does not prevent changes", async () => {
  const { context } = await openForum();
  await context.store.transact(async (writer) => {
    const member = await writer.get("participants", "member");
    const north = await writer.get("organisations", "north");
    if (member) await writer.put("participants", { ...member, name: "Ana\nVaipulu" });
    if (north) await writer.put("organisations", { ...north, name: "North\nSea" });
    await writer.append(sessionEvent({ id: "member", organisationId: null }, { at: "", kind: "signed-out" }));
  });
  const input = { fileName: "o.csv", dryRun: false };
  const people = await importPeople(context, secretariat, { ...input, bytes: await exported(context) });
  expect(people.counts).toEqual({ created: 0, changed: 0, unchanged: 7, refused: 0 });
  const { bytes } = await wholeFile(await exportOrganisations(context, secretariat));
  const ofOrganisations = await importOrganisations(context, secretariat, { ...input, bytes });
  expect(ofOrganisations.counts).toEqual({ created: 0, changed: 0, unchanged: 2, refused: 0 });
  const { person } = await changePerson(context, secretariat, { person: "member", role: "observer" });
  expect(person).toMatchObject({ name: "Ana\nVaipulu", role: "observer" });
});

test("exports a forum of many people in batches, each person once, although others are added meanwhile", async () => {
  const counted = countReads(openMemoryStore());
  const forum = await openForum({}, counted.store);
  const add = (from: number, count: number) =>
    send(forum, ["name", ...Array.from({ length: count }, (_, at) => `Person ${String(from + at)}`)].join("\n"));
  await add(1000, 1200);
  counted.count();
  const { pieces } = await exportPeople(forum.context, secretariat);
  let text = "";
  for await (const { bytes } of pieces) {
    text += new TextDecoder().decode(bytes);
    if (text.length < 30_000) await add(2000 + text.length, 1);
  }
  const ids = text.split("\r\n").map((line) => line.split(",")[0]);
  for (let number = 1000; number < 2200; number += 1)
    expect(ids.filter((id) => id === `person-${String(number)}`)).toHaveLength(1);
  expect(ids.slice(1, -1)).toEqual(ids.slice(1, -1).toSorted());
  expect(counted.largest()).toBeLessThanOrEqual(500);
});

test("escapes names that a spreadsheet would run as formulas", async () => {
  const { context } = await openForum();
  const name = '=HYPERLINK("http://evil.example")';
  await addPerson(context, secretariat, { name, email: null, organisationId: null, role: "member" });
  const bytes = await exported(context);
  expect(new TextDecoder().decode(bytes)).toContain(`"'=HYPERLINK(`);
});

test("imports organisations by short name, with their group by name, and exports them unchanged", async () => {
  const { context } = await openForum();
  const file =
    "Abbreviation;Name;Group;Contact\nNorth;Administration of the North;Member State;\nEast;East;academia;Bo\n";
  const input = { bytes: new TextEncoder().encode(file), fileName: "o.csv", dryRun: false };
  const { lines } = await importOrganisations(context, secretariat, input);
  expect(lines).toMatchObject([
    { outcome: "changed", id: "north", fields: ["name"] },
    { outcome: "created", id: "east" },
  ]);
  const { bytes } = await wholeFile(await exportOrganisations(context, secretariat));
  const again = await importOrganisations(context, secretariat, { ...input, bytes });
  expect(again.counts).toEqual({ created: 0, changed: 0, unchanged: 3, refused: 0 });
});

test.each([
  ["a missing group", "East;East;", "field-missing"],
  ["an unknown group", "East;East;kings", "group-unknown"],
])("refuses an organisation with %s", async (_what, line, code) => {
  const { context } = await openForum();
  const bytes = new TextEncoder().encode(`short name;name;group\n${line}\n`);
  const report = await importOrganisations(context, secretariat, { bytes, fileName: "o.csv", dryRun: true });
  expect(report.lines).toMatchObject([{ outcome: "refused", reasons: [{ column: "group", code }] }]);
});

test("only the secretariat imports and exports", async () => {
  const { context } = await openForum();
  const input = { bytes: new TextEncoder().encode("name\nAna\n"), fileName: "p.csv", dryRun: true };
  await expect(importPeople(context, asActor("chair"), input)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(exportPeople(context, asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
});
