import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useRef, type ReactNode } from "react";
import { UNSAFE_PortalProvider } from "react-aria";
import { RouterProvider } from "react-aria-components";
import { Route, Switch, useLocation } from "wouter";
import { LiveRegion } from "../components/LiveRegion.tsx";
import { ToastRegion } from "../components/ToastRegion.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { Loading } from "../components/Skeleton.tsx";
import { PageBoundary } from "./PageBoundary.tsx";
import { queryClient } from "./query-client.ts";
import { routes } from "./pages.ts";
import { useScrollToTop } from "./use-scroll-to-top.ts";

/** The whole client: a page by the address, and the toasts over it. */
export function App(): ReactNode {
  useScrollToTop();
  // Items of a menu that lead to a page go there without loading everything anew.
  const [, navigate] = useLocation();
  // What floats stands in a landmark too, so that a screen reader finds it by region.
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
                <Route component={NotFoundPage} />
              </Switch>
            </Suspense>
          </PageBoundary>
          <ToastRegion />
          <LiveRegion />
        </UNSAFE_PortalProvider>
      </RouterProvider>
      <section ref={floats} aria-label="Menus and dialogs" />
    </QueryClientProvider>
  );
}
