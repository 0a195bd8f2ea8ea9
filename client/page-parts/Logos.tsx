import type { ReactNode } from "react";
import type { Speaker } from "#core/discuss/speaker.ts";
import { type Logo, logoPath, logoVersion as versionOf } from "#core/access/logo.ts";

/** An organisation: in a list with its logo, or as the source of something with the logo's version. */
export interface Marked {
  id: string;
  logo?: Logo | undefined;
  logoVersion?: string | undefined;
}

/** The logo of an organisation beside its name, which says whose it is. Nothing without a logo. */
export function OrganisationLogo({ id, logo, logoVersion: version = logo && versionOf(logo) }: Marked): ReactNode {
  return version && <img className="logo" src={logoPath(id, version)} alt="" width={18} height={18} loading="lazy" />;
}

/** The logo of the organisation that a source is named by. The secretariat is not named by its own. */
export function SourceLogo({ speaker: { organisation, capacity } }: { speaker: Speaker }): ReactNode {
  return organisation && capacity !== "secretariat" && <OrganisationLogo {...organisation} />;
}

/** The logo of the forum beside its name. It keeps its proportions, so that nothing moves when it arrives. */
export function ForumLogo({ logo }: { logo: Logo }): ReactNode {
  const { width, height } = logo;
  return <img className="forum-logo" src={logoPath(null, versionOf(logo))} alt="" width={width} height={height} />;
}
