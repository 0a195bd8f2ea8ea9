import { readFileSync } from "node:fs";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { getContribution, getContributionOriginal } from "../../../server/services/contributions/contribution.ts";
import { editContribution } from "../../../server/services/contributions/edit-contribution.ts";
import { importContribution } from "../../../server/services/contributions/import-contribution.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { asActor, type TestForum } from "../../support/forum.ts";
import { openDrafts } from "./sent-contribution.ts";

const sourceOf = (name: string): string => readFileSync(`tests/import/mail/mails/${name}.eml`, "latin1");

async function receive(source: string): Promise<{ forum: TestForum; mail: ShownContribution }> {
  const forum = await openDrafts();
  const input = { bytes: Buffer.from(source, "latin1"), fileName: "comments.eml", version: "opinion-5@1" };
  const mail = await receiveContribution(forum.context, asActor("secretariat"), { ...input, jointly: undefined });
  return { forum, mail };
}

const show = (forum: TestForum, contribution: string): Promise<ShownContribution> =>
  getContribution(forum.context, asActor("secretariat"), { contribution });

/** A mail with the name of a member of the forum. */
const ofMember = sourceOf("gmail-alternative").replace("Ana Vaipulu <ana@islands.example>", "The member <m@x.example>");

test("the text of a mail becomes a comment with its date", async () => {
  const { mail } = await receive(ofMember);
  expect(mail.items).toMatchObject([{ kind: "comment", text: expect.stringMatching(/^We cannot travel/u) as string }]);
  expect(mail).toMatchObject({ sentOn: "2013-02-04", mail: { from: { address: "m@x.example" }, attachedTo: null } });
});

test("the sender of a mail is nobody until a person confirms it, so that it cannot be imported", async () => {
  const { forum, mail } = await receive(ofMember);
  expect(mail).toMatchObject({
    ...{ organisations: [], contributorId: null, sendersBy: "file", may: { take: false } },
    authors: [{ name: "The member", participantId: null }],
  });
  const { id: contribution, revision } = mail;
  const confirmed = await editContribution(forum.context, asActor("secretariat"), {
    ...{ contribution, revision, organisation: "north" },
  });
  expect(confirmed).toMatchObject({ sendersBy: "person", may: { take: true } });
  const imported = await importContribution(forum.context, asActor("secretariat"), {
    ...{ contribution, revision: confirmed.revision },
  });
  expect(imported.state).toBe("taken");
});

test("an attached file becomes a contribution of its own, with the sender of the mail; notices name the others", async () => {
  const { forum, mail } = await receive(sourceOf("outlook-html-french"));
  const shown = await show(forum, mail.id);
  expect(shown.mail?.files).toMatchObject([{ fileName: "observations.csv" }]);
  expect(shown.notices).toEqual([{ code: "mail-file-not-read", params: {}, place: "image001.png" }]);
  const attached = await show(forum, shown.mail?.files[0]?.contributionId ?? "");
  expect(attached).toMatchObject({
    ...{ organisations: [], sentOn: "2013-02-04", source: { fileName: "observations.csv" } },
    mail: { attachedTo: mail.id, from: { address: "aurelie.lefebvre@ministere.example" }, text: "" },
  });
  expect(attached.items).toHaveLength(2);
});

test("an attached mail is a contribution of its own sender, and a file of Outlook is refused with advice", async () => {
  const { forum, mail } = await receive(sourceOf("attached-mail"));
  expect(mail.notices).toEqual([{ code: "mail-file-of-outlook", params: {}, place: "winmail.dat" }]);
  const attached = await show(forum, mail.mail?.files[0]?.contributionId ?? "");
  expect(attached.mail).toMatchObject({
    ...{ attachedTo: mail.id, from: { address: "delegate@south.example" }, text: "South supports a shorter text." },
  });
});

test("the mail of an erased person loses its sender, its texts and its file", async () => {
  const { forum, mail } = await receive(ofMember);
  await erasePerson(forum.context, asActor("secretariat"), { person: "member", reason: "Asked." });
  const erased = await show(forum, mail.id);
  expect(erased.mail).toMatchObject({ from: { name: "", address: "" }, subject: "", text: "", folded: [] });
  await expect(
    getContributionOriginal(forum.context, asActor("secretariat"), { contribution: mail.id }),
  ).rejects.toMatchObject({ code: "not-found" });
});

test("nobody but reviewers sees a mail", async () => {
  const { forum, mail } = await receive(ofMember);
  await expect(getContribution(forum.context, asActor("member"), { contribution: mail.id })).rejects.toMatchObject({
    code: "not-found",
  });
});
