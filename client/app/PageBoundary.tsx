import { Component, type ReactNode } from "react";
import { ProblemNotice } from "../components/ProblemNotice.tsx";

/** Catches what a page could not cope with and offers to load it again, instead of an empty window. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
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
