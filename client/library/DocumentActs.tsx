import { Upload } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { can, type Actor } from "#core/access/permissions.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { uploadPath } from "#core/contract/pages.ts";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
import { lazyComponent } from "../components/lazy-component.tsx";

const ConsultationDialog = lazyComponent(
  async () => (await import("../consultation/ConsultationDialog.tsx")).ConsultationDialog,
);

/** The actions on a document for its secretariat: open a consultation on the current draft, and upload the next one. */
export function DocumentActs({
  id,
  latest,
  actor,
}: {
  id: string;
  /** The current draft. */
  latest: ListedVersion | undefined;
  actor: Actor;
}): ReactNode {
  const [isOpening, setOpening] = useState(false);
  const isHeld = latest?.consultation?.state === "open" || latest?.consultation?.state === "upcoming";
  return (
    <>
      {latest?.state === "published" && !isHeld && can(actor, "hold-consultation") && (
        <button type="button" className="link-button" onClick={() => setOpening(true)}>
          {latest.consultation?.terms ? messages.changeConsultation : messages.openConsultation}
        </button>
      )}
      {can(actor, "prepare-version") && (
        <Link href={uploadPath(id)} className="document-upload">
          <Upload size={12} aria-hidden /> {messages.uploadDraft}
        </Link>
      )}
      {latest && isOpening && <ConsultationDialog version={latest} onClose={() => setOpening(false)} />}
    </>
  );
}
