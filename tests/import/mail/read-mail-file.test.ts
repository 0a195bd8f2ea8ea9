import { readFileSync } from "node:fs";
import path from "node:path";
import { mailLimits } from "#core/receive/mail.ts";
import { readContribution } from "../../../server/import/read-contribution.ts";

const folder = path.join(import.meta.dirname, "mails");
const sourceOf = (name: string): Buffer => readFileSync(path.join(folder, `${name}.eml`));

async function mailIn(bytes: Uint8Array) {
  const { read, format } = await readContribution(bytes, "mail.eml");
  if (read.form !== "remarks" || !read.mail) throw new Error(format);
  return read.mail;
}

test.each([
  [
    "outlook-html-french",
    {
      from: { name: "LEFEBVRE, Aurélie", address: "aurelie.lefebvre@ministere.example" },
      subject: "Observations sur l’avis 5",
      sentAt: "2013-02-04T08:12:33.000Z",
    },
  ],
  [
    "windows-1256-arabic",
    {
      from: { name: "خالد الراشدي", address: "khalid@ministry.example" },
      subject: "ملاحظات على الرأي 5",
      text: "نوافق على الفقرة ج).",
    },
  ],
  ["gmail-alternative", { sentAt: "2013-02-04T02:02:11.000Z" }],
])("the sender, the subject, the date and the text of %s are read", async (name, facts) => {
  expect(await mailIn(sourceOf(name))).toMatchObject(facts);
});

test("HTML becomes text, and no picture of another server is named in it", async () => {
  const { text } = await mailIn(sourceOf("outlook-html-french"));
  expect(text).toBe("Madame,\n\nNous préférons « à distance » à l'alinéa c).");
});

test.each([
  ["outlook-html-french", ["disclaimer", "quoted"], "Merci d'envoyer vos observations."],
  ["gmail-alternative", ["quoted", "signature"], "> please send your comments by Monday."],
  ["apple-forward", ["signature", "quoted"], "Meetings should take one day."],
  ["windows-1256-arabic", ["disclaimer"], "هذه الرسالة سرية"],
])("earlier mails, signatures and disclaimers of %s are folded", async (name, kinds, words) => {
  const { text, folded } = await mailIn(sourceOf(name));
  expect(folded.map(({ kind }) => kind)).toEqual(kinds);
  expect(folded.map((part) => part.text).join("\n")).toContain(words);
  expect(text).not.toContain(words);
});

test("a mail that only forwards another keeps its text", async () => {
  const forwarded = sourceOf("apple-forward")
    .toString("latin1")
    .replace(/Our members[^]*?iPad/u, "");
  expect((await mailIn(Buffer.from(forwarded, "latin1"))).text).toContain("Meetings should take one day.");
});

const many = (count: number, part: string): Buffer =>
  Buffer.from(
    `From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n${`--x\n${part}\n\na\n`.repeat(count)}--x--\n`,
  );

test("a mail with more attached files than allowed is refused", async () => {
  const part = "Content-Type: text/csv\nContent-Disposition: attachment; filename=a.csv";
  expect((await mailIn(many(mailLimits.files, part))).attachments).toHaveLength(mailLimits.files);
  await expect(mailIn(many(mailLimits.files + 1, part))).rejects.toMatchObject({ code: "mail-too-many-files" });
});

test("a mail with several forwarded mails side by side is read", async () => {
  const part = "Content-Type: message/rfc822\n\nFrom: c@d.example\nContent-Type: text/plain";
  expect((await mailIn(many(mailLimits.depth + 1, part))).attachments).toHaveLength(mailLimits.depth + 1);
});

test("a mail with more mails in it than allowed is refused before it is parsed", async () => {
  const nested = `${"Content-Type: message/rfc822\n\n".repeat(mailLimits.files + 1)}From: c@d.example\n\na`;
  await expect(mailIn(Buffer.from(nested))).rejects.toMatchObject({ code: "mail-too-many-files" });
});

test("a file without a header is no mail", async () => {
  await expect(readContribution(Buffer.from("Just a text."), "mail.eml")).rejects.toMatchObject({
    code: "not-this-format",
  });
});
