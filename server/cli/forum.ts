import type { ForumSettings } from "#core/contract/settings-operations.ts";
import { jurisdictionCode } from "#core/access/jurisdiction.ts";
import { callOperation } from "./call-operation.ts";
import { printRows, printUndo, type SettingsOptions } from "./settings-output.ts";
import type { Terminal } from "./terminal.ts";

/** The settings that the command line changes, as their options name them. */
export interface ForumOptions extends SettingsOptions {
  name?: string;
  shortName?: string;
  description?: string;
  audience?: string;
  sources?: string;
  timeZone?: string;
  /** Separated by commas. */
  languages?: string;
  jurisdiction?: string;
}

/** Prints the settings of the forum, one per line. */
export async function showForum({ environment, write }: Terminal, options: SettingsOptions): Promise<void> {
  printForum(write, options, await callOperation(environment, options, "getForumSettings", {}));
}

/** Changes the given settings of the forum. */
export async function setForum({ environment, write }: Terminal, options: ForumOptions): Promise<void> {
  const { data: _data, format: _format, languages, jurisdiction, ...fields } = options;
  const body = {
    ...fields,
    ...(jurisdiction !== undefined && { jurisdiction: jurisdictionCode(jurisdiction) }),
    ...(languages !== undefined && { languages: languages.split(",").filter(Boolean) }),
  };
  const { forum, change } = await callOperation(environment, options, "changeForum", { body });
  printForum(write, options, forum);
  printUndo(write, options, change);
}

/** Undoes a change of the settings. */
export async function undo({ environment, write }: Terminal, event: string, options: SettingsOptions): Promise<void> {
  const { change } = await callOperation(environment, options, "undoChange", { params: { event } });
  printUndo(write, options, change);
}

function printForum(write: Terminal["write"], options: SettingsOptions, settings: ForumSettings): void {
  const { calendar, template, logo, ...forum } = settings;
  printRows(write, options, settings, [
    ...Object.entries(forum).map(([field, value]) => [field, Array.isArray(value) ? value.join(",") : String(value)]),
    ["template", template?.fileName ?? ""],
    ["logo", logo?.mediaType ?? ""],
    ...calendar.map(({ date, title, place }) => ["calendar", date, title, place]),
  ]);
}
