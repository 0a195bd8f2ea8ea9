import type { ReactNode } from "react";
import { type ComparisonFormat, redlineFormats } from "#core/compile/export-format.ts";
import type { WordLayout } from "#core/compile/word-layout.ts";
import { knownReason } from "#core/compile/redrawn-reason.ts";
import { exportDialog as messages } from "#core/messages/catalogues.ts";
import type { Version } from "#core/text/version.ts";
import { Menu } from "../components/Menu.tsx";
import { ExportItem } from "./ExportItem.tsx";
import type { ExportRequest } from "./use-export.ts";

/** A format of a redline, and the layout of a Word file. Only the redline of two versions can be an OpenDocument text. */
export interface RedlineChoice {
  format: ComparisonFormat;
  layout?: WordLayout;
}

/** Requests a redline as a file. */
export type RedlineRequest = (
  choice: RedlineChoice,
  request: ExportRequest & { onHeaders: (headers: Headers) => void },
) => Promise<Blob>;

/** The compared versions, as far as they are loaded; null if the redline is not one of two versions. */
export type RedlineVersions = readonly (Pick<Version, "source"> | undefined)[] | null;

interface Offer extends RedlineChoice {
  name: string;
  about: string;
}

/** The forms in which a redline can be exported. Those of two versions include the revised version's own Word file. */
export function RedlineMenu({
  versions,
  onChoose,
}: {
  versions: RedlineVersions;
  onChoose: (choice: RedlineChoice) => void;
}): ReactNode {
  const offers = [...redlineFormats, "odt" as const].flatMap((format) => offersOf(format, versions));
  return (
    <Menu className="redline-menu" label={messages.exportRedline}>
      {offers.map(({ name, about, ...choice }) => (
        <ExportItem key={name} name={name} about={about} onAction={() => onChoose(choice)} />
      ))}
    </Menu>
  );
}

function offersOf(format: ComparisonFormat, versions: RedlineVersions): Offer[] {
  if (format === "html") return [{ format, name: messages.webPage, about: "" }];
  if (format === "pdf") return [{ format, name: messages.pdfFormat, about: "" }];
  const sources = (versions ?? []).flatMap((version) => (version ? [version.source] : []));
  if (format === "odt") {
    const isPossible = sources.length > 0 && knownReason(sources, "odt") === null;
    return isPossible ? [{ format, name: messages.odtDraftFile, about: messages.odtDraftFileNote }] : [];
  }
  if (!versions) return [{ format, name: messages.wordTrackedChanges, about: "" }];
  const redrawn = { format, layout: "redrawn", name: messages.wordNewDocument } as const;
  if (knownReason(sources) !== null) return [{ ...redrawn, about: messages.notInDraftFile }];
  return [
    { format, layout: "original", name: messages.wordDraftFile, about: messages.wordDraftFileNote },
    { ...redrawn, about: messages.wordNewDocumentNote },
  ];
}
