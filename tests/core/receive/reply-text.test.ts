import { replyText } from "../../../server/core/receive/reply-text.ts";

const lines = ["=== Reply above this line ==="];
const textOf = (mail: string): string => replyText(mail, lines).text;
const quote = "> Dear Ana,\n> What do you think?\n";

test.each([
  ["a Gmail quote", `Yes.\n\nOn Wed, 2 Dec 2026 at 10:00, Forum <no-reply@forum.example>\nwrote:\n\n${quote}`],
  ["a Russian quote", `Yes.\n\nср, 2 дек. 2026 г. в 10:00, Forum <no-reply@forum.example>:\n\n${quote}`],
  ["a Chinese quote", `Yes.\n\nForum 于2026年12月2日周三 18:00写道：\n\n${quote}`],
  [
    "the header of Outlook",
    "Yes.\n\nDe : Forum <a@b.example>\nEnvoyé : mercredi\nÀ : Ana\nObjet : Opinion\n\nDear Ana,",
  ],
  ["a bold header", "Yes.\n\n*From:* Forum <a@b.example>\n*Sent:* Wednesday\n*To:* Ana\n\nDear Ana,"],
  ["a line of Outlook", "Yes.\n\n-----Original Message-----\nWhat do you think?"],
  ["a signature", "Yes.\n-- \nAna\nMinistry"],
  ["a line of a phone", "Yes.\n\nSent from my iPhone"],
  ["Windows line ends", "Yes.\r\n\r\n-- \r\nAna\r\n"],
])("a quote without our line is dropped too: %s", (_what, mail) => expect(textOf(mail)).toBe("Yes."));

test.each([
  ["a list", "The order is:\n\na) one;\n---\nb) two."],
  ["a farewell before more text", "I agree.\n\nRegards,\nAna\n\nOne more thing: this matters."],
  ["a text that ends with a colon", "On 2 December we wrote:"],
  ["fields that are no header", "Who: members\nWhat: a proposal\nWhen: today"],
])("%s is kept whole", (_what, text) => expect(textOf(text)).toBe(text));

test("the last line above a quote is kept if it introduces no quote", () => {
  expect(textOf(`Please see:\n\n${quote}`)).toBe("Please see:");
});

test("an answer below the quote is kept, and marked", () => {
  const mail = `On 12/2/26 10:00, Forum wrote:\n> ${lines[0] ?? ""}\n${quote}\nYes.\n\n-- \nAna`;
  expect(replyText(mail, lines)).toMatchObject({ text: "Yes.", hadQuotes: true });
});

test("a quote at the beginning without our line is kept, and marked", () => {
  expect(replyText(`${quote}\nYes.`, lines)).toMatchObject({ text: `${quote}\nYes.`, hadQuotes: true });
});

test.each([
  ["spaces", " ".repeat(200_000)],
  ["colons", "a: ".repeat(66_000)],
  ["short lines", "a:\n".repeat(66_000)],
  ["quotes", ">\n".repeat(100_000)],
  ["dashes", "-".repeat(200_000)],
])("the longest mail of %s is read at once", (_what, mail) => {
  const before = performance.now();
  textOf(mail);
  expect(performance.now() - before).toBeLessThan(2000);
});
