import type { ReactNode } from "react";
import { Link } from "wouter";
import { sourcePath } from "#core/contract/source-paths.ts";
import "./speaker-line.css";

/** The name of a person or organisation, as a link to their page. Plain if it is hidden or has no record. */
export function SourceLink({
  kind,
  id,
  children,
}: {
  kind: "person" | "organisation";
  /** "" if the reader may not know it. */
  id: string;
  children: ReactNode;
}): ReactNode {
  return id === "" ? (
    children
  ) : (
    <Link className="source-link" href={sourcePath(kind, id)}>
      {children}
    </Link>
  );
}
