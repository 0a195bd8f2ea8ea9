import { readDraft } from "../../../server/import/read-draft.ts";
import { exportInvitation } from "../../../server/services/exports/export-invitation.ts";
import { setForumTemplate } from "../../../server/services/forum/forum-settings.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { faultsOf } from "../../export/docx/ooxml-rules.ts";
import { paragraphsAfter } from "../../export/docx/word-file.ts";
import { wholeFile } from "../../support/export-file.ts";
import { withdrawVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";
import { wordTemplate } from "../../support/word-template.ts";

/** The test forum's clock starts at 9:00 on 6 February 2013. */
const version = "opinion-5@1";
const open = { version, revision: 0, opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-02-10T12:00:00Z", blind: false };
const secretariat = asActor("secretariat");

async function consulted(terms?: Partial<typeof open>): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  if (terms) await setConsultation(forum.context, secretariat, { ...open, ...terms });
  return forum;
}

async function letterOf(forum: TestForum): ReturnType<typeof wholeFile> {
  return wholeFile(await exportInvitation(forum.context, secretariat, { version }, null));
}

test("names the draft, the period and the address where to comment", async () => {
  const forum = await consulted({});
  const { bytes, fileName } = await letterOf(forum);
  const lines = paragraphsAfter(bytes, "accept").join("\n");
  expect(fileName).toBe("opinion-5.1.en.invitation.docx");
  expect(lines).toContain("The consultation opens 1 Feb 2013, 00:00 UTC and closes 10 Feb 2013, 12:00 UTC.");
  expect(lines).toContain(`${forum.context.linkBase}/read/opinion-5@1`);
  expect(lines).not.toContain("blind");
});

test("says that a blind consultation is blind", async () => {
  const { bytes } = await letterOf(await consulted({ blind: true }));
  expect(paragraphsAfter(bytes, "accept").join("\n")).toContain("The consultation is blind");
});

test("is a valid Word file, with and without the forum's template", async () => {
  const forum = await consulted({});
  const plain = await letterOf(forum);
  await setForumTemplate(forum.context, secretariat, { bytes: wordTemplate(), fileName: "letters.docx" });
  const inTemplate = await letterOf(forum);
  expect(faultsOf(plain.bytes)).toEqual([]);
  expect(faultsOf(inTemplate.bytes)).toEqual([]);
  const [head] = paragraphsAfter(inTemplate.bytes, "accept").filter((line) => line !== "");
  expect(head).toBe("The Council of Lakes");
  expect(paragraphsAfter(inTemplate.bytes, "accept").filter((line) => line.startsWith("Invitation"))).toHaveLength(1);
  await expect(readDraft(inTemplate.bytes, { fileName: "letter.docx" })).resolves.toBeDefined();
});

test.each([
  ["no consultation", undefined, "none"],
  ["a closed one", { closesAt: "2013-02-05T12:00:00Z" }, "closed"],
])("refuses a letter for %s", async (_name, terms, state) => {
  const forum = await consulted(terms);
  await expect(letterOf(forum)).rejects.toMatchObject({ code: "wrong-state", params: { state } });
});

test("refuses a letter for a version that was withdrawn", async () => {
  const forum = await consulted({});
  await withdrawVersion(forum.context, secretariat, { version, reason: "Replaced" });
  await expect(letterOf(forum)).rejects.toMatchObject({ code: "wrong-state", params: { state: "withdrawn" } });
});

test("is written for an upcoming consultation", async () => {
  const forum = await consulted({ opensAt: "2013-02-08T00:00:00Z" });
  const { bytes } = await letterOf(forum);
  expect(paragraphsAfter(bytes, "accept").join("\n")).toContain("The consultation opens 8 Feb 2013, 00:00 UTC");
});

test("is for the secretariat alone", async () => {
  const forum = await consulted({});
  const asked = exportInvitation(forum.context, asActor("chair"), { version }, null);
  await expect(asked).rejects.toMatchObject({ code: "not-allowed" });
});
