import { readFileSync } from "node:fs";
import path from "node:path";
import { replyLines } from "#core/phrases/news-mail.ts";
import { type ReadMail, readMail } from "../../server/mail/read-mail.ts";

const options = {
  ...{ lines: replyLines(), ours: ["no-reply@forum.example"], authservId: "mx.forum.example" },
  isAnswer: () => true,
};

function sourceOf(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "answers", `${name}.eml`), "latin1");
}

function read(source: string): ReturnType<typeof readMail> {
  return readMail(Buffer.from(source, "latin1"), options);
}

test.each([
  ["gmail-french", "Je suis d'accord avec le point b).\n\nEt j'ajouterais : « à distance »."],
  ["gmail-arabic", "أوافق على الفقرة ب)."],
  ["gmail-chinese", "同意b)款。"],
  ["outlook-russian", "Согласна с пунктом b).\n\nПредлагаю «дистанционно»."],
  ["outlook-english", "I agree with b)."],
  ["apple-spanish", "Estoy de acuerdo con b)."],
  [
    "thunderbird-english",
    "I agree with b). It is long enough that the program wraps the line, so it must be one line again.",
  ],
])("the answer in %s has no quote and no signature", async (name, text) => {
  const expected = { text, hadQuotes: false, from: "ana@example.org", isVouched: true };
  expect(await read(sourceOf(name))).toMatchObject(expected);
});

test("answers between the lines of a quote are all kept, and marked", async () => {
  expect(await read(sourceOf("between-lines"))).toMatchObject({
    text: "See below.\n\nThat it is allowed.",
    hadQuotes: true,
  });
});

test("the recipients are those of the header and of the delivery", async () => {
  const { recipients } = (await read(sourceOf("gmail-french"))) as ReadMail;
  expect(new Set(recipients)).toEqual(new Set(["replies+0123@forum.example"]));
});

test("a mail that is delivered twice has the same id, and another mail has another", async () => {
  const idOf = async (source: string): Promise<string> => ((await read(source)) as ReadMail).messageId;
  const source = sourceOf("apple-spanish");
  const again = `Received: by mx.forum.example; Wed, 2 Dec 2026 10:00:00 +0000\r\n${source}`;
  expect(await idOf(again)).toBe(await idOf(source));
  expect(await idOf(source.replace("<a1@", "<a2@"))).not.toBe(await idOf(source));
});

const plain = sourceOf("apple-spanish");
const withHeader = (line: string): string => plain.replace("MIME-Version", `${line}\r\nMIME-Version`);

test.each([
  ["an out-of-office note", sourceOf("out-of-office")],
  [
    "a message of the forum itself",
    plain.replace("From: Ana <ana@example.org>", "From: Forum <No-Reply@forum.example>"),
  ],
  ["a bounce", plain.replace("Return-Path: <ana@example.org>", "Return-Path: <>")],
  [
    "a delivery report",
    withHeader("X: y").replace(/Content-Type: text\/plain.*/u, "Content-Type: multipart/report; boundary=b"),
  ],
  ["a mail to a list", withHeader("Precedence: list")],
  ["an answer of Exchange", withHeader("X-Auto-Response-Suppress: All")],
])("%s is no answer", async (_what, source) => expect(await read(source)).toBe("automatic"));

test("a mail that says that no program sent it is an answer", async () => {
  expect(await read(withHeader("Auto-Submitted: no"))).toMatchObject({ text: "Estoy de acuerdo con b)." });
});

test("a mail without text of its own is empty", async () => {
  expect(await read(sourceOf("empty"))).toBe("empty");
});

test("a text that is longer than a reply is refused", async () => {
  const body = `\r\n\r\n${"word ".repeat(4001)}`;
  expect(await read(`From: ana@example.org\r\nMessage-ID: <x@y>${body}`)).toBe("too-long");
});

test("HTML that is nested too deep is refused, not read for hours", async () => {
  const head = "From: ana@example.org\r\nContent-Type: text/html\r\n\r\n";
  expect(await read(`${head}${"<div>".repeat(5000)}x`)).toBe("too-long");
});

test("parts within parts without end are refused, not read for hours", async () => {
  const part = (depth: number): string =>
    `Content-Type: multipart/mixed; boundary=b${String(depth)}\r\n\r\n--b${String(depth)}\r\n`;
  const source = Array.from({ length: 20_000 }, (_none, depth) => part(depth)).join("");
  expect(await read(`From: ana@example.org\r\n${source}`)).toBe("too-long");
});

test.each([
  ["two addresses", plain.replace("From: Ana <ana@example.org>", "From: ana@example.org, ben@example.org")],
  ["two headers", withHeader("From: Ben <ben@example.org>")],
  ["no address", plain.replace("From: Ana <ana@example.org>", "From: Ana")],
])("nobody is vouched for in a From with %s", async (_what, source) => {
  expect(await read(source)).toMatchObject({ from: null, isVouched: false });
});

test("nobody is vouched for without the name of the receiving server", async () => {
  expect(await readMail(Buffer.from(plain, "latin1"), { ...options, authservId: null })).toMatchObject({
    isVouched: false,
  });
});
