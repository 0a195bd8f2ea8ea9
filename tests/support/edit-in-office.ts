import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { escapeXml } from "../../server/export/shared/xml.ts";
import { runOffice } from "./libre-office.ts";

/** Something that a person does in a file. `at` is text that the file has once. */
export type OfficeEdit =
  | { do: "insert"; before: string; text: string }
  | { do: "delete"; at: string }
  | { do: "replace"; at: string; text: string }
  | { do: "paragraph"; after: string; text: string }
  | { do: "drop"; paragraph: string }
  | { do: "split"; before: string }
  | { do: "bold"; at: string }
  | { do: "comment"; on: string; text: string }
  /** Settles all tracked changes. */
  | { do: "accept-all" }
  | { do: "reject-all" };

/** A person who opens a file of the folder, edits it with change tracking on, and saves it under other names. */
export interface OfficeTurn {
  person: readonly [given: string, family: string];
  open: string;
  edits: readonly OfficeEdit[];
  save: readonly string[];
}

const filters: Readonly<Record<string, string>> = { ".docx": "MS Word 2007 XML", ".odt": "writer8" };

/** Lets people edit a file in LibreOffice, one after the other, in one start. Returns all saved files by name. */
export function editInOffice(
  name: string,
  bytes: Uint8Array,
  turns: readonly OfficeTurn[],
): ReadonlyMap<string, Uint8Array> {
  const folder = mkdtempSync(path.join(tmpdir(), "rapporteur-office-"));
  try {
    writeFileSync(path.join(folder, name), bytes);
    writeProfile(path.join(folder, "profile/user"), macroOf(folder, turns));
    const saved = turns.flatMap(({ save }) => save);
    const outputs = saved.map((file) => path.join(folder, file));
    runOffice(path.join(folder, "profile"), ["macro:///Standard.Edit.Main"], outputs);
    return new Map(saved.map((file) => [file, new Uint8Array(readFileSync(path.join(folder, file)))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const basic = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function macroOf(folder: string, turns: readonly OfficeTurn[]): string {
  const address = (name: string): string => basic(`file://${path.join(folder, name)}`);
  const lines = turns.flatMap(({ person: [given, family], open, edits, save }) => [
    `Person ${basic(given)}, ${basic(family)}`,
    `document = Opened(${address(open)})`,
    ...edits.map(lineOf),
    ...save.map((name) => `Save document, ${address(name)}, ${basic(filters[path.extname(name)] ?? "")}`),
    "document.close(True)",
  ]);
  return `${procedures}
Sub Main
  On Error Goto Failed
  Dim document
  ${lines.join("\n  ")}
  StarDesktop.terminate()
  Exit Sub
Failed:
  Open ${basic(path.join(folder, "profile/failure.txt"))} For Output As #1
  Print #1, Error$ & " in line " & Erl
  Close #1
  StarDesktop.terminate()
End Sub`;
}

function lineOf(edit: OfficeEdit): string {
  if (edit.do === "insert") return `InsertBefore document, ${basic(edit.before)}, ${basic(edit.text)}`;
  if (edit.do === "delete") return `Found(document, ${basic(edit.at)}).String = ""`;
  if (edit.do === "replace") return `Found(document, ${basic(edit.at)}).String = ${basic(edit.text)}`;
  if (edit.do === "comment") return `CommentOn document, ${basic(edit.on)}, ${basic(edit.text)}`;
  if (edit.do === "drop") return `DropParagraph document, ${basic(edit.paragraph)}`;
  if (edit.do === "split") return `SplitBefore document, ${basic(edit.before)}`;
  if (edit.do === "accept-all") return 'Dispatch document, ".uno:AcceptAllTrackedChanges"';
  if (edit.do === "reject-all") return 'Dispatch document, ".uno:RejectAllTrackedChanges"';
  if (edit.do === "bold") return `Found(document, ${basic(edit.at)}).CharWeight = 150`;
  return `ParagraphAfter document, ${basic(edit.after)}, ${basic(edit.text)}`;
}

/** Source: LibreOffice's API (api.libreoffice.org), services com.sun.star.text. */
const procedures = `Dim author As String
Sub Person(given, family)
  Dim node(0) As New com.sun.star.beans.PropertyValue
  node(0).Name = "nodepath"
  node(0).Value = "/org.openoffice.UserProfile/Data"
  provider = createUnoService("com.sun.star.configuration.ConfigurationProvider")
  settings = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", node())
  settings.setPropertyValue("givenname", given)
  settings.setPropertyValue("sn", family)
  settings.commitChanges()
  author = given & " " & family
End Sub
Function Opened(address)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  document = StarDesktop.loadComponentFromURL(address, "_blank", 0, how())
  document.RecordChanges = True
  Opened = document
End Function
Sub Save(document, address, filter)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = filter
  document.storeToURL(address, how())
End Sub
Function Found(document, words)
  search = document.createSearchDescriptor()
  search.SearchString = words
  search.SearchCaseSensitive = True
  place = document.findFirst(search)
  If IsNull(place) Then Err.Raise 1000, "", "Not found: " & words
  Found = place
End Function
Sub Dispatch(document, command)
  Dim none()
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(document.CurrentController.Frame, command, "", 0, none())
End Sub
Sub InsertBefore(document, words, put)
  place = Found(document, words)
  place.Text.insertString(place.Start, put, False)
End Sub
Sub ParagraphAfter(document, words, put)
  place = Found(document, words)
  cursor = place.Text.createTextCursorByRange(place.End)
  cursor.gotoEndOfParagraph(False)
  place.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  place.Text.insertString(cursor, put, False)
End Sub
Sub SplitBefore(document, words)
  place = Found(document, words)
  place.Text.insertControlCharacter(place.Start, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
End Sub
Sub DropParagraph(document, words)
  place = Found(document, words)
  cursor = place.Text.createTextCursorByRange(place)
  cursor.gotoStartOfParagraph(False)
  cursor.gotoNextParagraph(True)
  cursor.String = ""
End Sub
Sub CommentOn(document, words, put)
  place = Found(document, words)
  comment = document.createInstance("com.sun.star.text.textfield.Annotation")
  comment.Author = author
  comment.Content = put
  place.Text.insertTextContent(place, comment, True)
End Sub`;

/** Writes a profile with the macro in the person's own library, so that no security setting stops it. */
function writeProfile(folder: string, code: string): void {
  const write = (name: string, xml: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
  };
  const registry = 'xmlns:oor="http://openoffice.org/2001/registry"';
  // Otherwise LibreOffice replaces the libraries by its own on its first start.
  const isInstalled = '<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop>';
  const item = `<item oor:path="/org.openoffice.Setup/Office">${isInstalled}</item>`;
  write("registrymodifications.xcu", `<oor:items ${registry}>${item}</oor:items>`);
  const space = 'xmlns:library="http://openoffice.org/2000/library"';
  const name = `library:name="Standard"`;
  for (const [kind, module] of [
    ["script", '<library:element library:name="Edit"/>'],
    ["dialog", ""],
  ] as const) {
    const link = `<library:library ${name} library:link="false"/>`;
    write(`basic/${kind}.xlc`, `<library:libraries ${space}>${link}</library:libraries>`);
    const flags = 'library:readonly="false" library:passwordprotected="false"';
    write(`basic/Standard/${kind}.xlb`, `<library:library ${space} ${name} ${flags}>${module}</library:library>`);
  }
  const script = 'xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic"';
  write("basic/Standard/Edit.xba", `<script:module ${script}>${escapeXml(code)}</script:module>`);
}
