import { Component, type ReactNode } from "react";

interface BoundaryProps {
  /** What is shown instead of a part that has failed. */
  readonly instead: ReactNode;
  readonly children: ReactNode;
}

/** Keeps the failure of one part away from the others: who writes goes on writing. */
export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
