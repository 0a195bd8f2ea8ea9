import { exportOperations } from "../../server/core/contract/export-operations.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import { exportInvitation } from "../../server/services/exports/export-invitation.ts";
import { getVersion } from "../../server/services/forum/library.ts";
import { getTokens, makeToken, resolveToken } from "../../server/services/people/access-tokens.ts";
import { mailFor } from "../../server/services/people/mail-person.ts";
import { getSessions } from "../../server/services/people/sessions.ts";
import { setConsultation } from "../../server/services/publication/consultation.ts";
import { commentsOf, paragraphsAfter } from "../export/docx/word-file.ts";
import { exportRedlineFile, exportVersionFile, textOf, wholeFile } from "../support/export-file.ts";
import { asActor, firstDraft, uuid } from "../support/forum.ts";
import { openServer, type TestServer } from "./server.ts";

const version = "opinion-5@1";
const closesAt = "2026-12-14T23:30:00Z";
const secretariat = asActor("secretariat");
let server: TestServer;
let clause: string;

/** A forum in Tokyo, where it is the 15th. In UTC it is still the 14th. */
beforeAll(async () => {
  const now = () => new Date("2026-12-14T23:00:00Z");
  server = await openServer({ forum: { timeZone: "Asia/Tokyo" }, services: { now } });
  const { context } = server.forum;
  await server.forum.publish("1", firstDraft, { date: "2026-12-01" });
  const terms = { opensAt: "2026-12-14T22:00:00Z", closesAt, blind: false };
  await setConsultation(context, secretariat, { version, revision: 0, ...terms });
  clause = (await getVersion(context, secretariat, { version })).text.clauses[3]?.id ?? "";
  await createAnnotation(context, asActor("member"), {
    ...{ version, id: uuid(1), kind: "comment", type: "general", text: "A remark.", operations: [] },
    ...{ targets: [{ kind: "clause", clause }], visibility: "submitted", circle: null, capacity: "organisation" },
    jointly: [],
  });
});

test.each([
  ["the home page", () => "/", ["15 Dec 2026</time>", "15 Dec 2026, 08:30 GMT+9"]],
  ["the page of a draft", () => `/read/${version}`, ["Comments close 15 Dec 2026, 08:30 GMT+9."]],
  ["a clause’s history", () => `/history/${version}/${clause}`, ["15 Dec 2026, general"]],
  ["the outcomes", () => "/outcomes/opinion-5", ["15 Dec 2026"]],
  ["the audit page", () => "/audit", ["15 Dec 2026, 08:00 GMT+9"]],
])("shows every time in the forum's zone on %s", async (_page, path, texts) => {
  const { text } = await server.request("public", "get", path()).expect(200);
  for (const expected of texts) expect(text).toContain(expected);
  expect(text).not.toContain("14 Dec");
});

/** Exports the draft with its comments. */
const exported = (format: "html" | "docx" | "csv") => {
  const query = exportOperations.exportVersion.query.parse({ format });
  return exportVersionFile(server.forum.context, secretariat, { version, ...query }, null);
};

test("writes every time in the forum's zone into files for people", async () => {
  const html = textOf(await exported("html"));
  for (const expected of ["15 Dec 2026, 08:00 GMT+9", "· 15 Dec 2026 ·"]) expect(html).toContain(expected);
  expect(html).not.toContain("14 Dec");
  const sides = { base: version, revised: version, format: "html" } as const;
  const redline = await exportRedlineFile(server.forum.context, secretariat, sides, null);
  expect(textOf(redline)).toContain("15 Dec 2026, 08:00 GMT+9");
  const { bytes } = await exported("docx");
  expect(commentsOf(bytes).map(({ date }) => date)).toEqual(["2026-12-15T08:00:00.000Z"]);
  const letter = await wholeFile(await exportInvitation(server.forum.context, secretariat, { version }, null));
  expect(paragraphsAfter(letter.bytes, "accept").join("\n")).toContain("closes 15 Dec 2026, 08:30 GMT+9");
});

test("writes times in the forum's zone into mails", async () => {
  const mail = await server.forum.context.store.read(async (reader) => {
    const person = await reader.get("participants", "member");
    return person && mailFor(reader, { ...person, email: "m@example.org" }, { kind: "recovery", at: closesAt });
  });
  expect(mail?.text).toContain("15 Dec 2026, 08:30 GMT+9");
});

test("counts days of use in the forum's zone", async () => {
  const { context } = server.forum;
  const member = asActor("member");
  const { token } = await makeToken(context, member, { name: "Script", scopes: ["read"], days: 1 });
  await resolveToken(context, token);
  const used = [...(await getTokens(context, member)), ...(await getSessions(context, member, { series: null }))];
  expect(used.map(({ lastUsedOn }) => lastUsedOn)).toEqual(["2026-12-15", "2026-12-15"]);
});

test("keeps UTC in a table's column of times, which programs read", async () => {
  expect(textOf(await exported("csv"))).toContain("2026-12-14T23:00:00.000Z");
});
