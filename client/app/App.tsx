import { QueryClientProvider } from "@tanstack/react-query";
import { Component, type ReactNode, Suspense, useLayoutEffect, useRef } from "react";
import { UNSAFE_PortalProvider } from "react-aria";
import { RouterProvider } from "react-aria-components";
import { Link, Route, Switch, useLocation } from "wouter";
import { common as messages } from "#core/messages/catalogues.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { LiveRegion } from "../components/LiveRegion.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Loading } from "../components/Skeleton.tsx";
import { ToastRegion } from "../components/ToastRegion.tsx";
import { Header } from "../header/Header.tsx";
import { otherPages, routes } from "./pages.ts";
import { queryClient } from "./query-client.ts";

/** The whole client: the page for the address, and the messages above it. */
export function App(): ReactNode {
  useScrollToTop();
  // Menu items that link to a page use this router, so the client does not reload.
  const [, navigate] = useLocation();
  // Floating elements need a landmark too, so that a screen reader can find them by region.
  const floats = useRef<HTMLElement>(null);
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider navigate={navigate}>
        <UNSAFE_PortalProvider getContainer={() => floats.current}>
          <PageBoundary>
            <Suspense fallback={<Loading />}>
              <Switch>
                {routes.map(({ path, Page }) => (
                  <Route key={path} path={path}>
                    {(params) => <Page params={params as Record<string, string>} />}
                  </Route>
                ))}
                <Route>
                  <otherPages.Page NotFound={NotFoundPage} />
                </Route>
              </Switch>
            </Suspense>
          </PageBoundary>
          <ToastRegion />
          <LiveRegion />
        </UNSAFE_PortalProvider>
      </RouterProvider>
      <section ref={floats} aria-label={messages.overlayRegion} />
    </QueryClientProvider>
  );
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

/** The page for an address that does not exist. */
function NotFoundPage(): ReactNode {
  return (
    <>
      <Header />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{messages.pageNotFound}</h1>
        <EmptyState
          action={
            <Link className="button" href="/">
              {messages.goToDocuments}
            </Link>
          }
        >
          {messages.noPageAtAddress}
        </EmptyState>
      </main>
    </>
  );
}
