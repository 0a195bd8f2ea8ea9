/** The page on the audit chain, and the file that checks it. Each message is in ICU MessageFormat. */

export const pageDescription = "The head of the forum’s audit chain, and how to check that its record was not changed.";
export const about =
  "Each act in this forum adds a line to a chain. Each line contains a hash of the line before it. Nobody can change, remove or insert a line without changing every later hash.";
export const headHeading = "The head of the chain";
export const position = "Number of lines";
export const lastAt = "Last line added";
export const never = "The chain has no lines yet.";
export const head = "Head";
export const headNote =
  "Note it, or keep an exported file: every export states the head. It shows later that the record up to this line is still the same.";
export const linesHeading = "What the chain contains";
export const publicLines =
  "A line for each act that everybody here could know of when it happened: drafts published, comments submitted, replies, decisions. It has the kind of act, its time, its document, and a hash of everything else.";
export const privateLines =
  "Drafts of comments, blind consultations, settings and accounts are in a second chain, which is not shown. A hash of its head is added here once a day, whether or not anything happened.";
export const erasedLines =
  "If text is erased on legal demand, its line stays. The line does not contain the text, and nobody can find the text from its hash.";
export const recordLines =
  "Each line also commits to the records that the act changed. The operator of this server can check that every text shown here is the one that the chain recorded.";
export const limits =
  "A person who can write to the server’s data could compute a new chain. It would not contain the heads that others noted before. So note heads often, and compare them.";
export const checkHeading = "Check it yourself";
export const stepChain = "Download the chain.";
export const stepChecker = "Download the checker: one file, which works without a network. Open it from your disk.";
export const stepCompare =
  "Choose the chain in the checker, and enter a head that you noted before. It says whether each line follows from the one before it, and whether your head is still part of the chain.";
export const stepOthers = "Compare heads with other participants. The same head means the same chain up to it.";
export const downloadChain = "Download the chain";
export const downloadChecker = "Download the checker";

/** The texts of the checker. Parameters are inserted as they are. */
export const checkerTexts = {
  title: "Audit chain checker",
  about: "This page checks a downloaded audit chain. It sends nothing: everything happens on this device.",
  chain: "The chain (audit-chain.jsonl)",
  earlier: "A chain that you downloaded earlier (optional)",
  noted: "Heads that you noted earlier, one a line (optional)",
  notedHint: "As on the audit page or at the end of an exported file: a number, a colon and 64 letters and digits.",
  waiting: "Choose a chain.",
  checking: "Checking …",
  needsScripts: "Save this file, and open it from your disk in a browser with scripts.",
  whole: "Every line follows from the line before it. Lines: {first} to {last}.",
  head: "The head of this chain is {head}.",
  empty: "The file has no lines.",
  partial: "The file begins with line {first}. Earlier lines were not checked.",
  unreadable: "Line {line} of the file is not a line of an audit chain. It was changed, or the file is damaged.",
  gap: "Line {line} of the file does not follow: lines before it are missing, moved or there twice.",
  changed: "Line {line} of the file was changed, or a line before it was.",
  contained: "The head {head} is part of this chain: nothing up to it was changed.",
  other: "The head {head} is not part of this chain: the record before it was changed.",
  beyond: "This chain ends before the head {head}: lines were cut from its end, or it was downloaded before that head.",
  before: "This file begins after the head {head}. Download the whole chain.",
  notHead: "“{text}” is not a head.",
  earlierBroken: "The earlier chain is itself broken at line {line}.",
  tooLarge: "The file is too large for this page. Its limit is {limit} MB.",
  notRead: "The file could not be read.",
} as const;
