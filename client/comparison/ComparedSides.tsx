import { ArrowLeftRight, ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { languageName } from "../components/format.tsx";
import { VersionChooser } from "../versions/VersionChooser.tsx";

/** Pickers for the two versions compared, each of any document and language, and a button that swaps them. */
export function ComparedSides({
  documents,
  base,
  revised,
}: {
  documents: readonly ListedDocument[];
  /** Undefined if the address matches no version. */
  base: ListedVersion | undefined;
  revised: ListedVersion | undefined;
}): ReactNode {
  const [, navigate] = useLocation();
  const compare = (base: ListedVersion | undefined, revised: ListedVersion | undefined): void => {
    if (base && revised) navigate(comparisonPath(base.address, revised.address));
  };
  const name = sideNames(documents, base, revised);
  const link = (version: ListedVersion | undefined): ReactNode =>
    version && <a href={readingPath(version.address)}>{name(version)}</a>;
  return (
    <>
      <noscript>
        <p>
          {link(base)} <ArrowRight size={14} aria-hidden /> {link(revised)}
        </p>
      </noscript>
      <div className="comparison-sides row">
        <VersionChooser
          known={documents}
          chosen={base}
          like={revised}
          comparedWith={revised}
          label={messages.baseDraftField}
          onChoose={(version) => compare(version, revised)}
        >
          {name(base)}
        </VersionChooser>
        <button
          type="button"
          className="icon-button"
          aria-label={messages.swapDrafts}
          onClick={() => compare(revised, base)}
        >
          <ArrowLeftRight size={16} aria-hidden />
        </button>
        <VersionChooser
          known={documents}
          chosen={revised}
          like={base}
          comparedWith={base}
          label={messages.revisedDraftField}
          onChoose={(version) => compare(base, version)}
        >
          {name(revised)}
        </VersionChooser>
      </div>
    </>
  );
}

/**
 * Returns a function that names a version so that the two differ: the label, with the document or language if they are
 * not the same.
 */
export function sideNames(
  documents: readonly ListedDocument[],
  base: ListedVersion | undefined,
  revised: ListedVersion | undefined,
): (version: ListedVersion | undefined) => ReactNode {
  return (version) => {
    if (!version) return messages.chooseDraft;
    const document = documents.find(({ id }) => id === version.documentId);
    return (
      <>
        {base?.documentId !== revised?.documentId && document && `${document.shortTitle}: `}
        <bdi lang={version.language}>{version.label}</bdi>
        {base?.language !== revised?.language && ` · ${languageName(version.language)}`}
      </>
    );
  };
}
