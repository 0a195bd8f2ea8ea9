import { Ellipsis } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { wordCountsText } from "#core/phrases/comparison-summary.ts";
import { directionOf } from "#core/text/direction.ts";
import { comparisonPath, readingPath, uploadPath } from "#core/contract/pages.ts";
import { interfaceLanguage, damage, documentsPage as messages } from "#core/messages/catalogues.ts";
import { FeedLinks } from "../components/FeedLinks.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { formatDate } from "../components/format.tsx";
import { Menu } from "../components/Menu.tsx";
import { PopoverButton } from "../components/Popover.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { versionsByLanguage } from "../versions/version-order.ts";
import { type RoomAct, versionActionItems, versionActions } from "../versions/VersionMenu.tsx";

const ConsultationDialog = lazyComponent(
  async () => (await import("../consultation/ConsultationDialog.tsx")).ConsultationDialog,
);
const WithdrawDialog = lazyComponent(async () => (await import("../versions/WithdrawDialog.tsx")).WithdrawDialog);

/** Every version of a document by language, latest first: its state, its changes, and the actions on it. */
export function VersionList({
  document,
  language,
  me,
}: {
  document: ListedDocument;
  /** The language listed first. */
  language: string;
  me: Me | undefined;
}): ReactNode {
  const [openDialog, setOpenDialog] = useState<{ act: RoomAct; version: ListedVersion } | null>(null);
  const close = (): void => setOpenDialog(null);
  const groups = versionsByLanguage(document, language);
  return (
    <>
      <div className="version-groups">
        {groups.map(({ heading, versions }) => (
          <div key={heading} className="version-group">
            {groups.length > 1 && <h3 className="quiet">{heading}</h3>}
            <ul>
              {versions.map((version) => (
                <VersionLine
                  key={version.id}
                  version={version}
                  me={me}
                  onAct={(act) => setOpenDialog({ act, version })}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <FeedLinks document={document.id} />
      {openDialog?.act === "withdraw" && <WithdrawDialog version={openDialog.version} onClose={close} />}
      {openDialog?.act === "consultation" && <ConsultationDialog version={openDialog.version} onClose={close} />}
    </>
  );
}

function VersionLine({
  version,
  me,
  onAct,
}: {
  version: ListedVersion;
  me: Me | undefined;
  onAct: (act: RoomAct) => void;
}): ReactNode {
  const { id, documentId, address, label, language, date, state, change, annotationCount } = version;
  const acts = me ? versionActions(version, me) : [];
  return (
    <li className="version-line row">
      <span className="version-name">
        <Link href={readingPath(address)}>
          <bdi lang={language} dir={directionOf(language)}>
            {label}
          </bdi>
        </Link>{" "}
        {state !== "published" && <span className={`tag tag-${state}`}>{word(`version-state-${state}`)}</span>}
        {version.damaged && <span className="tag">{damage.damagedDraft}</span>}
      </span>
      <span className="quiet">
        {[
          ...(label.includes(date.slice(0, 4)) ? [] : [formatDate(date)]),
          ...(annotationCount > 0 ? [formatMessage(messages.commentCount, { count: annotationCount })] : []),
        ].join(" · ")}
      </span>
      {state === "prepared" ? (
        <Link href={`${uploadPath(documentId)}?version=${id}`}>{messages.previewDraft}</Link>
      ) : (
        change && (
          <Link
            href={comparisonPath(change.against, address)}
            title={change.summary ? wordCountsText(change.summary, interfaceLanguage()) : undefined}
          >
            {messages.draftChanges}
          </Link>
        )
      )}
      {acts.length > 0 && (
        <PopoverButton
          kind="menu"
          className="icon-button"
          name={formatMessage(messages.moreActions, { draft: label })}
          face={<Ellipsis size={16} aria-hidden />}
        >
          <Menu label={formatMessage(messages.moreActions, { draft: label })}>{versionActionItems(acts, onAct)}</Menu>
        </PopoverButton>
      )}
    </li>
  );
}
