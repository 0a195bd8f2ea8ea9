import { Download } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import {
  Button,
  Dialog,
  Heading,
  Label,
  Modal,
  ModalOverlay,
  RadioButton,
  RadioField,
  RadioGroup,
} from "react-aria-components";
import type { Organisation } from "#core/access/people.ts";
import { type CompilationLayout, compilationLayouts } from "#core/compile/compilation-layout.ts";
import { ExportFormat, exportFormats } from "#core/compile/export-format.ts";
import type { AnnotationFilters } from "#core/contract/export-operations.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import { call } from "../api/call.ts";
import { inLanguage } from "../versions/version-order.ts";
import { LanguagePicker } from "../versions/LanguagePicker.tsx";
import { VersionPicker } from "../versions/VersionPicker.tsx";
import { counted } from "../components/format.ts";
import { ExportProgress } from "./ExportProgress.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { saveFile } from "./save-file.ts";
import { toast } from "../components/toasts.ts";
import { useExport } from "./use-export.ts";
import { countFilters, type Filters } from "../annotations/annotation-filters.ts";
import { clauseTree, filtersOfChosen } from "./clause-tree.ts";
import { ClauseTree } from "./ClauseTree.tsx";
import { FilterMenu } from "../annotations/FilterMenu.tsx";
import "./export-dialog.css";

const formats: Readonly<Record<ExportFormat, { name: string; about: string }>> = {
  docx: { name: "Word", about: "comments on their words, to open, answer and send on" },
  html: { name: "Web page", about: "one file that opens offline and prints" },
  pdf: { name: "PDF", about: "as it prints, with comments that a reader can answer" },
  markdown: { name: "Markdown", about: "the text with comments as quotes" },
  xlsx: { name: "Excel", about: "the comment form, one row a comment" },
  csv: { name: "Spreadsheet (CSV)", about: "the same for any program" },
  jsonld: { name: "Web Annotation (JSON-LD)", about: "for programs" },
  akn: { name: "Akoma Ntoso", about: "the UN’s XML, comments as editorial notes" },
};

const layouts: Readonly<Record<CompilationLayout, { name: string; about: string }>> = {
  "on-the-words": { name: "On the words", about: "each comment where it belongs" },
  "tracked-changes": { name: "Tracked changes", about: "proposals in the text, under who proposes them" },
  forum: { name: "Under each clause", about: "comments from each source, by date" },
  "three-columns": { name: "Three columns", about: "original text, source, comment or proposal" },
  "comment-form": { name: "Comment form", about: "one row a comment, with the secretariat’s observation" },
  "by-source": { name: "By source", about: "all that one source says together" },
};

/** Selects the format in which to export a version, and the comments to include. */
export function ExportDialog({
  document,
  version,
  text,
  title,
  filters,
  organisations,
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
  organisations: readonly Organisation[];
  /** The drafts on which comments may have been made. */
  drafts: readonly { address: string; label: string }[];
  onFilters: (filters: Filters) => void;
  /** Called when another draft or language is selected for export, with its address. */
  onVersion: (address: string) => void;
  onClose: () => void;
}): ReactNode {
  const [format, setFormat] = useState<ExportFormat>("docx");
  const [layout, setLayout] = useState<CompilationLayout>("on-the-words");
  const [annotations, setAnnotations] = useState<"with" | "without">("with");
  const [sources, setSources] = useState<"shown" | "hidden">("shown");
  const [clauses, setClauses] = useState<"all" | "chosen">("all");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const tree = useMemo(() => clauseTree(text), [text]);
  const canBeBare = exportFormats[format].containsText;
  const bare = canBeBare && annotations === "without";
  // The by-source layout is not offered while sources are hidden.
  const offered = exportFormats[format].layouts.filter(
    (one) => !compilationLayouts[one].namesSources || sources === "shown",
  );
  const canBeLaidOut = offered.length > 1 && !bare;
  const laidOut = canBeLaidOut && offered.includes(layout) ? layout : "on-the-words";
  const choosesNone = !bare && clauses === "chosen" && chosen.size === 0;
  const taking = useExport(
    (as: ExportFormat, how) =>
      call("exportVersion", {
        ...how,
        params: { version: version.address },
        query: {
          ...queryOf(filters),
          ...(clauses === "chosen" && filtersOfChosen(tree, chosen)),
          format: as,
          layout: laidOut,
          sources,
          annotations: bare ? "without" : "with",
        },
      }),
    (file, as) => {
      saveFile(file, `${version.address.replace(/[@:]/gu, "-")}.${exportFormats[as].ending}`);
      toast(`${title} was saved as ${formats[as].name}.`);
      onClose();
    },
  );
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog">
        <Dialog>
          <Heading slot="title" className="dialog-title">
            Take away {title}
          </Heading>
          <div className="export-choices">
            <div className="export-draft">
              <VersionPicker
                versions={inLanguage(document.versions, version.language)}
                current={version.address}
                label="Draft"
                onChoose={onVersion}
              />
              <LanguagePicker versions={document.versions} version={version} onChoose={onVersion} />
            </div>
            <Choice
              label="As"
              value={format}
              options={ExportFormat.options.map((value) => ({
                value,
                name: formats[value].name,
                about: formats[value].about,
              }))}
              onChange={setFormat}
            />
            {canBeBare && (
              <Choice
                label="With"
                value={annotations}
                options={[
                  {
                    value: "with",
                    name: "Comments",
                    about: countFilters(filters) > 0 ? "those your filters show" : "all you may read",
                  },
                  { value: "without", name: "The text alone", about: "" },
                ]}
                onChange={setAnnotations}
              />
            )}
            {!bare && (
              <Choice
                label="Sources"
                value={sources}
                options={[
                  { value: "shown", name: "Shown", about: "for every comment" },
                  { value: "hidden", name: "Hidden", about: "for every comment" },
                ]}
                onChange={setSources}
              />
            )}
            {canBeLaidOut && (
              <Choice
                label="Laid out"
                value={laidOut}
                options={offered.map((value) => ({ value, ...layouts[value] }))}
                onChange={setLayout}
              />
            )}
            {!bare && (
              <div className="export-only">
                <Choice
                  label="Comments on"
                  value={clauses}
                  options={[
                    { value: "all", name: "Every clause", about: "and the whole document" },
                    {
                      value: "chosen",
                      name: "Chosen clauses",
                      about: clauses === "chosen" ? counted(chosen.size, "clause") : "a section, or single clauses",
                    },
                  ]}
                  onChange={setClauses}
                />
                {clauses === "chosen" && (
                  <ClauseTree tree={tree} language={text.language} chosen={chosen} onChoose={setChosen} />
                )}
                <FilterMenu filters={filters} organisations={organisations} versions={drafts} onChange={onFilters} />
              </div>
            )}
          </div>
          <div className="export-foot">
            {taking.isPending && <ExportProgress progress={taking.progress} />}
            {taking.error && <ProblemNotice error={taking.error} />}
            {choosesNone && <p className="quiet small">No clause is chosen yet.</p>}
            <div className="dialog-actions">
              {taking.isPending ? (
                <Button className="button button-quiet" onPress={taking.stop}>
                  Stop
                </Button>
              ) : (
                <Button className="button button-quiet" onPress={onClose}>
                  Close
                </Button>
              )}
              <Button
                className="button button-primary"
                isDisabled={taking.isPending || choosesNone}
                onPress={() => taking.take(format)}
              >
                <Download size={16} aria-hidden />
                {taking.isPending ? "Preparing" : "Download"}
              </Button>
            </div>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
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
  return (
    <RadioGroup
      className="choice"
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option) onChange(option.value);
      }}
    >
      <Label className="field-label">{label}</Label>
      {options.map((option) => (
        <RadioField key={option.value} value={option.value}>
          <RadioButton className="choice-option">
            <span className="choice-mark" aria-hidden />
            <span>
              {option.name} {option.about && <span className="quiet small">{option.about}</span>}
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}
