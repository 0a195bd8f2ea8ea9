import type { Catalogue } from "#core/messages/catalogue.ts";

/** Messages of the command line: its commands and options, results and errors. */
export const commandLine = {
  "cli-about": "Review successive drafts of consensus policy texts.",
  "cli-serve": "run the server",
  "cli-read": "show what a file is read as",
  "cli-compare": "compare two files word by word",
  "cli-carry": "carry places of the base to the revised text",
  "cli-import": "publish a file as a version of a document",
  "cli-export": "write the commented text of a version",
  "cli-redline": "write what changed between two versions",
  "cli-biography": "show the wording of a clause in every draft, each against the one before",
  "cli-origins": "show which version brought in each word",
  "cli-ledger": "show what became, on a version, of everything said before it",
  "cli-uptake": "show how far a version took up what was proposed before it",
  "cli-open": "show how much every draft of a document leaves open: brackets, alternatives, what is agreed",
  "cli-receive": "receive files that organisations sent, and show what they make",
  "cli-working-text": "show a version with the accepted proposals in it, and which could not be taken in",
  "cli-decide": "decide on a comment or proposal, or revise the decision",
  "cli-consult": "show, open, change, close or call off the consultation on a version",
  "cli-circle": "list the circles of organisations that share drafts; make, change, leave or dissolve one",
  "cli-invite": "make a one-time sign-in link",

  "cli-waiting": "only what waits for a person",

  "cli-setting": "{about}: {allowed} ({name})",
  "cli-file": ".docx, .odt, .pdf, .html, .md or .txt",
  "cli-base": "the earlier text",
  "cli-revised": "the later text",
  "cli-other": "another text made from the base: the three are then compared",
  "cli-explain": "say why clauses were paired",
  "cli-clauses": "explain only these, as “base=revised”, by citation or id",
  "cli-plain-one": "no interpretation: the text as it is, paragraphs as clauses",
  "cli-plain-two": "no interpretation: the texts as they are, paragraphs as clauses",
  "cli-changes-made": "a file’s tracked changes: read as made (accept) or as not made (reject)",
  "cli-changes":
    "tracked changes of a Word file: read as made, as not made, or as not made and listed with the comments",
  "cli-via": "versions in between, in order, separated by commas",
  "cli-out": "write there instead of standard output",
  "cli-anchors": "JSON: ['{' id, start, end '}'] on the base's text",
  "cli-data": "{about} (DATA_DIR)",
  "cli-draft": "the draft",
  "cli-address": "document@round or document@round:lang",
  "cli-clause": "a clause, by citation or id",
  "cli-date": "the date on its cover, YYYY-MM-DD",
  "cli-label": "what people call it, such as “Third draft”; left out, the round",
  "cli-title": "the document's title, where it is new to the forum",
  "cli-contribution": "a draft with tracked changes and comments, or a filled comment form",
  "cli-organisation": "who sent them, by id; left out, as their authors say",
  "cli-jointly": "who sent them jointly, by ids separated by commas",
  "cli-by": "the participant who answers for them, by id",
  "cli-sent": "the day they were sent, YYYY-MM-DD; left out, today",
  "cli-on-version": "the version they are on, where their text does not tell",
  "cli-hand-marks": "whether bold, underlined, coloured and struck words are taken as additions and deletions",
  "cli-unmarked": "whether differences that nobody marked are taken",
  "cli-take": "submit what they make at once, without a review",
  "cli-proposals": "these proposals instead, by ids separated by commas",
  "cli-annotation": "the comment or proposal, by id",
  "cli-decided-by": "the participant who decides, as secretariat or chair, by id",
  "cli-reason": "why; due for whoever does not get all they asked for",
  "cli-shown-in": "the version in which it shows",
  "cli-merged-with": "the one it is merged with, by id",
  "cli-consult-act":
    "show it; set its moments and whether it runs blind, what is left out staying as it is; close it now; call it off; undo the last of these",
  "cli-consult-by": "the participant who does it, as secretariat, by id; only show needs none",
  "cli-opens": "when it opens, such as 2013-02-06T09:00:00Z; left out at first, now",
  "cli-closes": "until when one may comment, likewise with its zone",
  "cli-blind": "whether others’ comments are seen only once it has closed",
  "cli-circle-act": "what to do",
  "cli-circle-named": "which, by id or name",
  "cli-circle-by": "the participant who does it, by id; left out, as the secretariat",
  "cli-circle-name": "what it is called",
  "cli-circle-organisations": "all that are in it, by ids separated by commas",
  "cli-participant": "the participant's id",
  "cli-filter": "take only these {filter}; several are separated by commas",
  "cli-filter-text": "take only what has these words",
  "cli-layout": "of a Word, web or PDF file: {layouts}",
  "cli-sources": "for all or for none",
  "cli-annotations": "the text with what was said on it, or alone",

  "cli-document-made": "There was no document {document}: it was made.",
  "cli-published":
    "{notices, plural, one {Published {address}: clauses {clauses}, words {words}, # notice.} other {Published {address}: clauses {clauses}, words {words}, # notices.}}",
  "cli-received": "{file}: on {address} by its text ({best}; next {next})",
  "cli-received-unplaced":
    "{file}: on no draft for sure ({best}; next {next}), so nothing is made of it yet; receive it again with --version",
  "cli-received-again": "{file} was received before; this is how it is kept:",
  "cli-received-from": "from {senders} ({names})",
  "cli-received-prepared":
    "Kept as {id} for review: proposals {proposals}, comments {comments}, waiting for a person {waiting}.",
  "cli-received-taken": "Taken as {id}: proposals {proposals}, comments {comments}, left out {waiting}.",
  "cli-no-consultation": "no consultation",
  "cli-runs-blind": "blind",
  "cli-invited": "Good for one sign-in until {time}.",

  "cli-in-turn": "Waiting for another file to be written",
  "cli-writing": "Writing: {percent} %",
  "cli-printing": "Printing",
  "cli-finishing": "Putting comments on the pages",

  "cli-no-file": "There is no file {file}.",
  "cli-unreadable": "{file} cannot be read ({reason}).",
  "cli-no-folder": "There is no folder {folder} to write to.",
  "cli-unwritable": "{file} cannot be written ({reason}).",
  "cli-not-json": "{file} is not JSON.",
  "cli-not-anchors": "{file} is not a list of objects with an id, a start and an end.",
  "cli-anchor-outside":
    "The anchor {id} ({start} to {end}) does not lie in the base's text, which has {length} characters.",
  "cli-not-an-address": "{address} is no address; write document@round or document@round:lang.",
  "cli-no-data": "There is no data folder {folder}.",
  "cli-no-version": "There is no version {address}. The forum has {known}.",
  "cli-no-versions": "There is no version {address}. The forum has none yet.",
  "cli-no-participant": "There is no participant {participant}. The forum has {known}.",
  "cli-by-whom": "--by names the participant who does it.",
  "cli-not-a-moment":
    "{written} is no moment: write the day, the time and the zone, such as 2013-02-06T09:00:00Z or 2013-02-06T10:00:00+01:00.",
  "cli-which-circle": "Name the circle, by id or name.",
  "cli-no-circle": "There is no circle {circle}. There is {known}.",
  "cli-circle-by-id": "Several circles are called {circle}. Name it by its id: {known}.",
  "cli-three-file": "Three texts are told as json or text.",
  "cli-three-explained": "--explain, --clauses and --via go with two texts.",
  "cli-explained-file": "Pairs are explained as json or text.",
  "cli-no-clauses": "--clauses names a clause of the base, of the revised, or both: “2.1=2.3”.",
  "cli-no-clause": "There is no clause “{clause}”.",
  "cli-no-participants": "There is no participant {participant}. The forum has none yet.",
  "cli-plain-changes": "--changes is about Word files, which --plain does not read.",
} as const satisfies Catalogue<string>;
export type CommandLineCode = keyof typeof commandLine;

/** Terminal output while the server starts, including startup errors. */
export const start = {
  "start-filling": "Filling the empty data folder with the model forum …",
  "start-at": "Rapporteur is at {address} (data in {folder})",
  "start-also-at": "and at {address}",
  "start-links":
    "Sign in as one of these (each link works once; `npx rapporteur invite ID` makes another while it is stopped):",
  "start-set-up":
    "The forum is empty. Set it up with this link, which works once (`npx rapporteur invite secretariat` makes another while it is stopped):",
  "start-jurisdiction-unused":
    "JURISDICTION={set} changes nothing: the forum {forum} is there already, and has “{has}”. It counts only where a forum is set up.",
  "start-public": "Without a link you read as the public does.",
  "start-ready": "Ready. Ctrl+C stops it.",

  "start-port-taken": "Port {port} on {host} is in use. Set PORT to another, or to 0 for any free one.",
  "start-port-forbidden": "Port {port} may not be used by this account. Set PORT to 1024 or above.",
  "start-no-such-host":
    "HOST is “{host}”, which is no address of this machine. Set it to one of its own, or to 0.0.0.0 for all of them.",
  "start-no-folder": "Nothing can be kept in the data folder {folder} ({reason}). Name one that can be written.",
} as const satisfies Catalogue<string>;
export type StartCode = keyof typeof start;

/** Errors in a forum file, for its author. */
export const forumFiles = {
  "forum-file-part": "{file}: {part}: {reason}",
  "forum-file-not-json": "{file} is not JSON",
  "forum-file-fields": "{file}: {fields}",
  "forum-file-no-participant": "there is no participant “{participant}”",
  "forum-file-no-speaker": "nobody speaks for “{organisation}”",
  "forum-file-no-kind": "there is no kind of clause “{kind}”",
  "forum-file-no-clause": "no clause is cited as “{citation}”",
  "forum-file-no-words":
    "{times, plural, one {“{quote}” does not stand in “{citation}”} other {“{quote}” does not stand in “{citation}” # times}}",
} as const satisfies Catalogue<string>;
export type ForumFileCode = keyof typeof forumFiles;
