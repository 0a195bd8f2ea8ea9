import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type ChainHead, headText, parseHead } from "#core/audit/chain-line.ts";
import { type ChainReport, checkChain } from "#core/audit/check-chain.ts";
import type { checkerTexts } from "#core/messages/catalogues.ts";

/**
 * The script of the checker: a file that checks a downloaded chain without a network (server/http/pages/audit-checker.ts).
 * It hashes by itself, because browsers may offer no hashing to files opened from the disk.
 */

type Texts = Readonly<Record<keyof typeof checkerTexts, string>>;

/** Largest file that is read, in MB. */
const limit = 256;

const texts = JSON.parse(document.querySelector("#texts")?.textContent ?? "{}") as Texts;
const input = (id: string) => document.querySelector<HTMLInputElement>(`#${id}`);
const result = document.querySelector("#result");

/** A sentence of the result, and whether it is good news. */
type Finding = readonly [kind: "good" | "bad" | "note", text: string];

function say(text: keyof Texts, params: Readonly<Record<string, string | number>> = {}): string {
  return texts[text].replace(/\{(\w+)\}/gu, (_, name: string) => String(params[name]));
}

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

async function find(): Promise<Finding[]> {
  const [chain, earlier] = [input("chain")?.files?.[0], input("earlier")?.files?.[0]];
  if (!chain) return [["note", say("waiting")]];
  if ([chain, earlier].some((file) => (file?.size ?? 0) > limit * 1_000_000))
    return [["bad", say("tooLarge", { limit })]];
  const findings: Finding[] = [];
  const noted: ChainHead[] = [];
  for (const line of linesOf(document.querySelector<HTMLTextAreaElement>("#noted")?.value ?? "")) {
    const head = parseHead(line);
    if (head) noted.push(head);
    else if (line.trim() !== "") findings.push(["bad", say("notHead", { text: line.trim() })]);
  }
  if (earlier) {
    const { broken, last } = checkChain(linesOf(await earlier.text()), noted, hash);
    if (broken) findings.push(["bad", say("earlierBroken", { line: broken.line })]);
    else if (last) noted.push(last);
  }
  const report = checkChain(linesOf(await chain.text()), noted, hash);
  return [...findingsOf(report), ...headFindings(report, noted), ...findings];
}

function findingsOf({ broken, first, last }: ChainReport): Finding[] {
  const findings: Finding[] = [];
  if (broken) findings.push(["bad", say(broken.code, { line: broken.line })]);
  else if (first && last) {
    findings.push(["good", say("whole", { first: first.position, last: last.position })]);
    findings.push(["note", say("head", { head: headText(last) })]);
  } else findings.push(["note", say("empty")]);
  if (first && first.position > 1) findings.push(["note", say("partial", { first: first.position })]);
  return findings;
}

function headFindings(report: ChainReport, heads: readonly ChainHead[]): Finding[] {
  return report.noted.map((found, index) => {
    const head = heads[index];
    return [found === "contained" ? "good" : "bad", say(found, { head: head ? headText(head) : "" })];
  });
}

function show(findings: readonly Finding[]): void {
  result?.replaceChildren(
    ...findings.map(([kind, text]) => {
      const paragraph = document.createElement("p");
      paragraph.className = kind;
      paragraph.textContent = text;
      return paragraph;
    }),
  );
}

/** The last check that was begun. Only its result is shown. */
let latest = 0;

function check(): void {
  latest += 1;
  const own = latest;
  show([["note", say("checking")]]);
  find().then(
    (findings) => own === latest && show(findings),
    () => own === latest && show([["bad", say("notRead")]]),
  );
}

for (const field of document.querySelectorAll("input, textarea")) field.addEventListener("input", check);
document.querySelector("#form")?.removeAttribute("hidden");
show([["note", say("waiting")]]);
