import { type LucideIcon, MessageSquare, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import type { AnnotationKind } from "#core/discuss/annotation.ts";
import "./thread.css";

const icons: Readonly<Record<AnnotationKind, { Icon: LucideIcon; className: string }>> = {
  comment: { Icon: MessageSquare, className: "thread-bubble" },
  proposal: { Icon: Pencil, className: "thread-pencil" },
};

/** The sign of a kind of annotation. Its name is always beside it. */
export function KindIcon({ kind }: { kind: AnnotationKind }): ReactNode {
  const { Icon, className } = icons[kind];
  return <Icon size={14} aria-hidden className={className} />;
}
