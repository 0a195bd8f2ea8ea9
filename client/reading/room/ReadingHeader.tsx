import { ArrowLeftRight, Download, Search } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { Header } from "../../header/Header.tsx";
import { LanguagePicker } from "../../versions/LanguagePicker.tsx";
import { comparisonPath } from "#core/contract/pages.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { inLanguage, inReadingOrder } from "../../versions/version-order.ts";
import { VersionPicker } from "../../versions/VersionPicker.tsx";
import { type RoomAct, roomActions, VersionMenu } from "../../versions/VersionMenu.tsx";
import { VersionChooser } from "../../versions/VersionChooser.tsx";

/** Stands for an action on the server's page. */
const ignore = (): void => undefined;

/** The header of the reading room: draft, language, comparison, search and export. */
export function ReadingHeader({
  document,
  version,
  me,
  onVersion = ignore,
  onSearch,
  onExport,
  onKeys = ignore,
  onAct = ignore,
}: {
  document: ListedDocument;
  version: ListedVersion;
  me: Me;
  /** Called when another draft or language is selected, with its address. */
  onVersion?: (address: string) => void;
  onSearch?: () => void;
  onExport?: () => void;
  onKeys?: () => void;
  onAct?: (act: RoomAct) => void;
}): ReactNode {
  const [, navigate] = useLocation();
  const sameLanguage = inLanguage(document.versions, version.language);
  const compare = (chosen: ListedVersion): void => {
    const [base, revised] = inReadingOrder([document], version, chosen);
    navigate(comparisonPath(base.address, revised.address));
  };
  return (
    <Header
      trail={[
        <Link key="document" href={`/#${document.id}`} title={document.title} className="trail-document">
          {document.shortTitle}
        </Link>,
        <span key="version" className="trail-pickers">
          <VersionPicker
            versions={sameLanguage}
            current={version.address}
            label={messages.draft}
            onChoose={onVersion}
          />
          <LanguagePicker versions={document.versions} version={version} onChoose={onVersion} />
        </span>,
      ]}
      actions={
        <>
          <span className="header-wide">
            <VersionChooser
              known={[document]}
              like={version}
              comparedWith={version}
              icon={<ArrowLeftRight size={16} aria-hidden />}
              label={messages.compareWith}
              onChoose={compare}
            >
              {messages.compareWith}
            </VersionChooser>
          </span>
          <button type="button" className="icon-button header-wide" aria-label={messages.search} onClick={onSearch}>
            <Search size={18} aria-hidden />
          </button>
          <button
            type="button"
            className="icon-button header-wide"
            aria-label={messages.exportDraft}
            onClick={onExport}
          >
            <Download size={18} aria-hidden />
          </button>
          <span className="header-wide">
            <VersionMenu acts={roomActions(version, me)} onKeys={onKeys} onAct={onAct} />
          </span>
        </>
      }
    />
  );
}
