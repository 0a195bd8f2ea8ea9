import { type QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { Component, type ReactNode, Suspense, useEffect, useLayoutEffect, useRef } from "react";
import { useLocation } from "wouter";
import { common as messages } from "#core/messages/catalogues.ts";
import { forumQuery } from "../api/queries.ts";
import { LiveRegion } from "../components/LiveRegion.tsx";
import { modalRegion, pageFrame } from "../components/Modal.tsx";
import { Loading, ProblemNotice } from "../components/PageStates.tsx";
import { ToastRegion } from "../components/ToastRegion.tsx";
import { hasFoot, PageFoot } from "../page-parts/PageFoot.tsx";

/**
 * The frame of every page: its providers, and the messages above it. The server renders the same frame around a page
 * (ClientPage.tsx), so that the client takes over the elements that are there.
 */
export function App({ client, children }: { client: QueryClient; children: ReactNode }): ReactNode {
  useScrollToTop();
  return (
    <QueryClientProvider client={client}>
      <div id={pageFrame} className="page-frame">
        <PageBoundary>
          <Suspense fallback={<Loading />}>
            <TakenOver>{children}</TakenOver>
            {hasFoot && <SiteFoot />}
          </Suspense>
        </PageBoundary>
      </div>
      {/* A landmark, so that a screen reader can find dialogs by region. */}
      <section id={modalRegion} aria-label={messages.overlayRegion} />
      <ToastRegion />
      <LiveRegion />
    </QueryClientProvider>
  );
}

function SiteFoot(): ReactNode {
  return <PageFoot forum={useQuery(forumQuery).data} />;
}

/** Reports that a page reacts, so that buttons act that were pressed before (client/public/early.js). */
function TakenOver({ children }: { children: ReactNode }): ReactNode {
  useEffect(() => {
    window.dispatchEvent(new Event("taken-over"));
    // For modules that are loaded later.
    document.getElementById("root")?.removeAttribute("data-rendered");
  }, []);
  return children;
}

/** Catches an error while a page renders and offers to load it again, instead of an empty window. */
class PageBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return (
      <main className="page page-narrow">
        <ProblemNotice error={this.state.error} onRetry={() => location.reload()} />
      </main>
    );
  }
}

/**
 * Scrolls a newly opened page to the top. A page reached by going back keeps the position stored in the browser's
 * history.
 */
function useScrollToTop(): void {
  const [path] = useLocation();
  const before = useRef(path);
  useLayoutEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const state = history.state as { place?: unknown } | null;
    if (!state?.place && location.hash === "") window.scrollTo({ top: 0, behavior: "instant" });
  }, [path]);
}
