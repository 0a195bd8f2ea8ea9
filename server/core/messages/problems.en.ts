import type { ProblemCode } from "#core/contract/problem.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** A title for each error, and a detail that explains it and says what to do. */
export const problems: Catalogue<`problem-${ProblemCode}` | `problem-${ProblemCode}-detail`> = {
  "problem-not-signed-in": "Not signed in",
  "problem-not-signed-in-detail": "This needs an account. Open your sign-in link, then try again.",
  "problem-not-allowed": "Not allowed",
  "problem-not-allowed-detail": "Your role does not allow this. The secretariat can tell you who may do it.",
  "problem-not-found": "Not found",
  "problem-not-found-detail": "There is nothing here, or nothing you may see. Check the address.",
  "problem-invalid-request": "The request cannot be read",
  "problem-invalid-request-detail": "Some of what was sent is missing or not of the right form.",
  "problem-wrong-origin": "Sent from another site",
  "problem-wrong-origin-detail":
    "The request came from another site's page and was not carried out. Use this site's own pages.",
  "problem-origin-missing": "It is not said where the request comes from",
  "problem-origin-missing-detail":
    "A request that writes has to say where it comes from and was not carried out. A program sends an Origin header with this server's own address.",
  "problem-revision-conflict": "Changed in the meantime",
  "problem-revision-conflict-detail":
    "Somebody changed this after you opened it. Load it again and repeat your change.",
  "problem-already-exists": "Already there",
  "problem-already-exists-detail": "Something with this name or address exists already. Choose another.",
  "problem-already-published": "Published already",
  "problem-already-published-detail":
    "This very content is published at this address already. Throw this copy away, or upload it under another round.",
  "problem-already-received": "Received already",
  "problem-already-received-detail": "The same was received before, as {fileName}. Open that one, or discard it first.",
  "problem-wrong-state": "Not possible as it stands",
  "problem-wrong-state-detail":
    "What you want to change is in a state that does not allow it. Load it again to see how it stands.",
  "problem-target-not-in-version": "These words are not in the version",
  "problem-target-not-in-version-detail":
    "The comment points to words that this version does not have. Select the words again on the page of the version.",
  "problem-proposal-not-applicable": "The proposal does not fit the text",
  "problem-proposal-not-applicable-detail": "At least one step cannot be taken on this version.",
  "problem-not-this-format": "Not a file we read",
  "problem-not-this-format-detail":
    "The file is of another kind than its name says, or of a kind that is not read here. A filled comment form (Excel, CSV) is no draft: it is received as a contribution, on the command line with `rapporteur receive`.",
  "problem-file-damaged": "The file is damaged",
  "problem-file-damaged-detail":
    "Parts of the file cannot be read. Open it in the program it came from, save it again, and send that.",
  "problem-file-empty": "The file has no text",
  "problem-file-empty-detail": "No clause was found in the file. Check that it is the right one.",
  "problem-file-encrypted": "The file is locked with a password",
  "problem-file-encrypted-detail": "Take the password off and send the file again.",
  "problem-file-scanned": "The file holds pictures of its pages",
  "problem-file-scanned-detail":
    "Its text cannot be read. Send the Word file it was printed from, or put it through text recognition first.",
  "problem-too-large": "Too large",
  "problem-too-large-detail":
    "What was sent is larger than {limit} {unit}, which is the most that is taken. Send a smaller file or less text.",
  "problem-file-too-large": "The file holds too much",
  "problem-file-too-large-detail":
    "The file is larger than is read, or unpacks to more than is read. Take out pictures or split it, and send that.",
  "problem-link-not-valid": "The link is not valid any more",
  "problem-link-not-valid-detail":
    "A sign-in link works once and for a limited time. Ask the secretariat for a new one.",
  "problem-too-many-requests": "Too many requests",
  "problem-too-many-requests-detail": "Wait a moment, then try again.",
  "problem-too-many-streams": "Too many open pages",
  "problem-too-many-streams-detail":
    "From here {limit} pages hear already what happens, which is the most. Close some; this one is up to date when it is loaded again.",
  "problem-server-busy": "The server is busy",
  "problem-server-busy-detail":
    "It has more long texts to compare or to print than it can do in good time. Nothing is lost; try again in half a minute.",
  "problem-not-kept": "Not kept",
  "problem-not-kept-detail":
    "The server could not write this down, so nothing was changed. Try again; if it stays, tell whoever runs the server that its disk may be full.",
  "problem-not-printed": "Not printed",
  "problem-not-printed-detail":
    "The pages took too long to print, or are too many. Take fewer comments with a filter, or take the web page and print that.",
  "problem-no-browser": "Nothing to print with",
  "problem-no-browser-detail":
    "A PDF is printed by a browser on the server, and there is none. Take the web page and print that, or ask whoever runs the server to install Chromium.",
  "problem-unexpected": "Something went wrong on the server",
  "problem-unexpected-detail": "It was recorded. Try again; if it stays, tell whoever runs the server.",
};
