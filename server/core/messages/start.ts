import type { Catalogue } from "#core/messages/catalogue.ts";

/** What the server says in the terminal while it starts, and why it cannot. */
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
