import { Download } from "lucide-react";
import { useId, useMemo, useRef, useState, type ReactNode } from "react";
import { type CompilationLayout, compilationLayouts, isOnText } from "#core/compile/compilation-layout.ts";
import { exportFormats, type VersionFormat, type versionFormats } from "#core/compile/export-format.ts";
import type { WordLayout } from "#core/compile/word-layout.ts";
import type { AnnotationFilters } from "#core/contract/export-operations.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { exportDialog as messages, letters } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import { FilterMenu } from "../annotations/FilterMenu.tsx";
import { countFilters, type Filters } from "../annotations/annotation-filters.ts";
import { call } from "../api/call.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { ProblemNotice } from "../components/PageStates.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { toast } from "../components/toasts.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { LanguagePicker } from "../versions/LanguagePicker.tsx";
import { VersionPicker } from "../versions/VersionPicker.tsx";
import { inLanguage } from "../versions/version-order.ts";
import { clauseTree, ClauseTree, filtersOfChosen } from "./ClauseTree.tsx";
import { ExportProgress } from "./ExportProgress.tsx";
import { saveFile } from "./SaveTable.tsx";
import { useExport } from "./use-export.ts";
import "./export-dialog.css";

const SavedNotes = lazyComponent(async () => (await import("./RunningExportDialog.tsx")).SavedNotes);

const formats: Readonly<Record<VersionFormat, { name: string; about: string }>> = {
  docx: { name: messages.wordFormat, about: messages.wordFormatNote },
  odt: { name: messages.odtFormat, about: messages.odtFormatNote },
  html: { name: messages.webPage, about: messages.webPageNote },
  pdf: { name: messages.pdfFormat, about: messages.pdfNote },
  markdown: { name: messages.markdownFormat, about: messages.markdownNote },
  xlsx: { name: messages.excelFormat, about: messages.excelNote },
  csv: { name: messages.csvFormat, about: messages.csvNote },
  jsonld: { name: messages.webAnnotationFormat, about: messages.webAnnotationNote },
  akn: { name: messages.akomaNtosoFormat, about: messages.akomaNtosoNote },
};

const layoutNames: Readonly<Record<CompilationLayout, { name: string; about: string }>> = {
  "on-the-words": { name: messages.onTextLayout, about: messages.onTextLayoutNote },
  "tracked-changes": { name: messages.trackedChangesLayout, about: messages.trackedChangesNote },
  forum: { name: messages.underClauseLayout, about: messages.underClauseNote },
  "three-columns": { name: messages.threeColumnsLayout, about: messages.threeColumnsNote },
  "comment-form": { name: messages.commentFormLayout, about: messages.commentFormNote },
  "by-source": { name: messages.bySourceLayout, about: messages.bySourceNote },
  letter: { name: messages.letterLayout, about: messages.letterNote },
  record: { name: letters.publicRecord, about: messages.recordNote },
};

/** Selects the format in which to export a version, and the comments to include. */
export function ExportDialog({
  document,
  version,
  text,
  title,
  filters,
  drafts,
  onFilters,
  onVersion,
  onClose,
}: {
  document: ListedDocument;
  version: ListedVersion;
  text: VersionText;
  title: string;
  /** The filters of the comments beside the text. Changes made here apply there too. */
  filters: Filters;
  /** The drafts on which comments may have been made. */
  drafts: readonly { address: string; label: string }[];
  onFilters: (filters: Filters) => void;
  /** Called when another draft or language is selected for export, with its address. */
  onVersion: (address: string) => void;
  onClose: () => void;
}): ReactNode {
  const [kept, setChoice] = useState(firstChoice);
  // Another draft may not offer the format that was chosen.
  const choice = formatsOf(version).includes(kept.format) ? kept : { ...kept, format: firstChoice.format };
  const tree = useMemo(() => clauseTree(text), [text]);
  const { format, clauses, chosen, sources } = choice;
  const { bare, layout, choosesNone, hasOwnFile, hasLines } = offersOf(choice, version);
  const notes = useRef<string | null>(null);
  const isRedrawn = useRef(false);
  const [shownNotes, setShownNotes] = useState<string | null>(null);
  const running = useExport(
    (as: VersionFormat, request) =>
      call("exportVersion", {
        ...request,
        onHeaders: (headers) => {
          notes.current = headers.get("word-notes");
          isRedrawn.current = headers.get("word-layout") === "redrawn";
        },
        params: { version: version.address },
        query: {
          ...queryOf(filters),
          ...(clauses === "chosen" && filtersOfChosen(tree, chosen)),
          format: as,
          layout,
          // Without a choice, there is nothing to explain either.
          wordLayout: hasOwnFile ? choice.wordLayout : "redrawn",
          sources,
          lines: hasLines ? choice.lines : "hidden",
          annotations: bare ? "without" : "with",
        },
      }),
    (file, as) => {
      // Without the draft's own OpenDocument text, the file is a Word file.
      const { ending } = dialogFormats[as === "odt" && isRedrawn.current ? "docx" : as];
      saveFile(file, `${version.address.replace(/[@:]/gu, "-")}.${layout === "letter" ? "zip" : ending}`);
      setShownNotes(notes.current);
      // The notes say that the file was saved. A message above the dialog would cover its buttons.
      if (notes.current !== null) return;
      toast(formatMessage(messages.savedAs, { title, format: formats[as].name }));
      onClose();
    },
  );
  return (
    <DialogFrame title={richMessage(messages.exportTitle, { title })} onClose={onClose}>
      <div className="stack-4">
        <div className="export-draft">
          <VersionPicker
            versions={inLanguage(document.versions, version.language)}
            current={version.address}
            label={messages.draftField}
            onChoose={onVersion}
          />
          <LanguagePicker versions={document.versions} version={version} onChoose={onVersion} />
        </div>
        <ExportChoices
          choice={choice}
          version={version}
          tree={tree}
          language={text.language}
          filters={filters}
          drafts={drafts}
          onChoose={(change) => setChoice((before) => ({ ...before, ...change }))}
          onFilters={onFilters}
        />
      </div>
      <div className="export-foot">
        {running.isPending && <ExportProgress progress={running.progress} />}
        {running.error && <ProblemNotice error={running.error} />}
        {choosesNone && <p className="quiet small">{messages.selectAClause}</p>}
        {shownNotes !== null && !running.isPending && <SavedNotes notes={shownNotes} isRedline={false} />}
        <div className="dialog-actions">
          <button type="button" className="button button-quiet" onClick={running.isPending ? running.stop : onClose}>
            {shownNotes !== null && !running.isPending ? messages.close : messages.cancel}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={running.isPending || choosesNone}
            onClick={() => running.start(format)}
          >
            <Download size={16} aria-hidden />
            {running.isPending ? messages.preparing : messages.download}
          </button>
        </div>
      </div>
    </DialogFrame>
  );
}

interface ExportChoice {
  format: VersionFormat;
  layout: CompilationLayout;
  /** Whether a Word file is made from the uploaded one or as a new document. */
  wordLayout: WordLayout;
  annotations: "with" | "without";
  sources: "shown" | "hidden";
  lines: "shown" | "hidden";
  /** Whether to export comments on all clauses or only on the chosen ones. */
  clauses: "all" | "chosen";
  chosen: ReadonlySet<string>;
}

const firstChoice: ExportChoice = {
  format: "docx",
  layout: "on-the-words",
  wordLayout: "original",
  annotations: "with",
  sources: "shown",
  lines: "hidden",
  clauses: "all",
  chosen: new Set(),
};

/** Returns the formats that a version can be exported in. An OpenDocument text is the version's own one. */
function formatsOf({ source }: Pick<ListedVersion, "source">): VersionFormat[] {
  return (Object.keys(dialogFormats) as VersionFormat[]).filter(
    (format) => format !== "odt" || source.format === "odt",
  );
}

/** Returns the options that a choice leaves open, and the layout that follows from it. */
function offersOf(
  { format, layout, wordLayout, annotations, sources, clauses, chosen }: ExportChoice,
  { source }: Pick<ListedVersion, "source">,
) {
  const canBeBare = dialogFormats[format].containsText;
  const bare = canBeBare && annotations === "without";
  // The by-source layout is not offered while sources are hidden.
  const offered = dialogFormats[format].layouts.filter(
    (option) => !compilationLayouts[option].namesSources || sources === "shown",
  );
  const layouts = offered.length > 1 && !bare ? offered : [];
  const used = layouts.includes(layout) ? layout : ("on-the-words" as const);
  const hasOwnFile = format === "docx" && isOnText(used) && source.format === "docx";
  return {
    canBeBare,
    bare,
    layouts,
    layout: used,
    hasOwnFile,
    // The version's own file stays as it is, and letters and forms are not read by lines.
    hasLines:
      (format === "html" || format === "pdf" || (format === "docx" && !(hasOwnFile && wordLayout === "original"))) &&
      used !== "letter",
    choosesNone: !bare && clauses === "chosen" && chosen.size === 0,
  };
}

/** The fields of an export: its format, contents and layout. */
function ExportChoices({
  choice,
  version,
  tree,
  language,
  filters,
  drafts,
  onChoose,
  onFilters,
}: {
  choice: ExportChoice;
  /** The clauses of the version. */
  tree: ReturnType<typeof clauseTree>;
  language: string;
  onChoose: (change: Partial<ExportChoice>) => void;
} & Pick<Parameters<typeof ExportDialog>[0], "version" | "filters" | "drafts" | "onFilters">): ReactNode {
  const { format, annotations, sources, clauses, chosen } = choice;
  const { canBeBare, bare, layouts, layout, hasOwnFile, hasLines } = offersOf(choice, version);
  return (
    <>
      <Choice
        label={messages.formatField}
        value={format}
        options={formatsOf(version).map((value) => ({
          value,
          name: formats[value].name,
          about: formats[value].about,
        }))}
        onChange={(format) => onChoose({ format })}
      />
      {canBeBare && (
        <Choice
          label={messages.contentField}
          value={annotations}
          options={[
            {
              value: "with",
              name: messages.textWithComments,
              about: countFilters(filters) > 0 ? messages.filteredComments : messages.allReadableComments,
            },
            { value: "without", name: messages.textOnly, about: "" },
          ]}
          onChange={(annotations) => onChoose({ annotations })}
        />
      )}
      {!bare && (
        <Choice
          label={messages.sourcesField}
          value={sources}
          options={[
            { value: "shown", name: messages.sourcesShown, about: messages.forEveryComment },
            { value: "hidden", name: messages.sourcesHidden, about: messages.forEveryComment },
          ]}
          onChange={(sources) => onChoose({ sources })}
        />
      )}
      {layouts.length > 0 && (
        <Choice
          label={messages.layoutField}
          value={layout}
          options={layouts.map((value) => ({ value, ...layoutNames[value] }))}
          onChange={(layout) => onChoose({ layout })}
        />
      )}
      {hasOwnFile && (
        <Choice
          label={messages.wordFileField}
          value={choice.wordLayout}
          options={[
            { value: "original", name: messages.ownFileOption, about: messages.ownFileNote },
            { value: "redrawn", name: messages.newDocumentOption, about: messages.newDocumentNote },
          ]}
          onChange={(wordLayout) => onChoose({ wordLayout })}
        />
      )}
      {hasLines && (
        <Choice
          label={messages.linesField}
          value={choice.lines}
          options={[
            { value: "hidden", name: messages.linesHidden, about: "" },
            {
              value: "shown",
              name: messages.linesShown,
              about: format === "docx" ? messages.linesOfParagraphs : messages.linesBesideText,
            },
          ]}
          onChange={(lines) => onChoose({ lines })}
        />
      )}
      {!bare && (
        <div className="export-only stack">
          <Choice
            label={messages.commentsOnField}
            value={clauses}
            options={[
              { value: "all", name: messages.everyClause, about: messages.wholeDocumentIncluded },
              {
                value: "chosen",
                name: messages.selectedClauses,
                about:
                  clauses === "chosen"
                    ? formatMessage(messages.selectedCount, { count: chosen.size })
                    : messages.selectedClausesNote,
              },
            ]}
            onChange={(clauses) => onChoose({ clauses })}
          />
          {clauses === "chosen" && (
            <ClauseTree tree={tree} language={language} chosen={chosen} onChoose={(chosen) => onChoose({ chosen })} />
          )}
          <FilterMenu filters={filters} versions={drafts} onChange={onFilters} />
        </div>
      )}
    </>
  );
}

function queryOf({ text, ...lists }: Filters): AnnotationFilters {
  const given = Object.entries(lists).map(
    ([name, values]: [string, readonly string[]]) => [name, [...values]] as const,
  );
  return { ...(Object.fromEntries(given) as Omit<AnnotationFilters, "text">), ...(text !== "" && { text }) };
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string; about: string }[];
  onChange: (value: Value) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className="export-choice" role="radiogroup">
      <legend className="field-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice-option">
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className="choice-mark" aria-hidden />
          <span>
            {option.name} {option.about && <span className="quiet small">{option.about}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The properties of formats that the export dialog needs. A copy of those in core, to load them only with the dialog. */
const dialogFormats: Readonly<
  Record<VersionFormat, Pick<(typeof versionFormats)[VersionFormat], "ending" | "layouts" | "containsText">>
> = { ...exportFormats, odt: { ending: "odt", layouts: ["on-the-words", "tracked-changes"], containsText: true } };
