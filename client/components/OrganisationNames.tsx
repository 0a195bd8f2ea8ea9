import { Fragment, type ReactNode } from "react";
import { type Marked, OrganisationLogo } from "../page-parts/Logos.tsx";
import { SourceLink } from "./SourceLink.tsx";

/** The names of organisations or people, separated by commas, each with its logo and a link to its page. */
export function OrganisationNames<Key extends "name" | "shortName">({
  organisations,
  by,
  plain = false,
}: {
  organisations: readonly (Marked & Readonly<Record<Key, string>> & { kind?: "organisation" | "participant" })[];
  /** Which of its names is shown. */
  by: Key;
  /** Whether there are no links, because the names are part of one, or of a button. */
  plain?: boolean;
}): ReactNode {
  return organisations.map((organisation, index) => (
    <Fragment key={organisation.id || index}>
      {index > 0 && ", "}
      <OrganisationLogo {...organisation} />
      <SourceLink
        kind={organisation.kind === "participant" ? "person" : "organisation"}
        id={plain ? "" : organisation.id}
      >
        {organisation[by]}
      </SourceLink>
    </Fragment>
  ));
}
