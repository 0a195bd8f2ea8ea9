import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { askedPath } from "#core/contract/page-paths.ts";
import { jointRequestsQuery, meQuery } from "../api/queries.ts";
import { counted } from "../components/counted.ts";
import "./joint.css";

/** On top of every page, for whoever speaks for an organisation: how much waits for its word, and the way there. */
export function AskedBadge(): ReactNode {
  const me = useQuery(meQuery).data;
  const requests = useQuery({ ...jointRequestsQuery, enabled: me?.organisation != null }).data ?? [];
  if (requests.length === 0) return null;
  const name = `${counted(requests.length, "request")} to say something jointly`;
  return (
    <Link className="icon-button asked-badge" href={askedPath} aria-label={name} title={name}>
      <Inbox size={18} aria-hidden />
      <span className="asked-count" aria-hidden>
        {requests.length}
      </span>
    </Link>
  );
}
