/**
 * A run as plain data to be drawn: who did what, which message left in which step and arrived in which, when nodes were
 * down and links cut, what clients called. The diagrams, the SARIF flow and the report's table are drawn from it alone.
 */
import type { NodeId } from '../../../impl/protocol.ts';
import type { EventType } from '../../simulation/event.ts';

/** Lines and columns from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** What one event was, in the three languages. */
export interface SceneStep {
  /** Who takes the step; '' for the network as a whole. */
  readonly node: NodeId;
  readonly type: EventType;
  readonly event: string;
  /** What it carried and what it led to. */
  readonly effect: string;
  /** The spec actions that it is, as TLA+ writes them; absent: none of them, it leaves the abstract state alone. */
  readonly action?: string;
  /** The specification does not allow it. */
  readonly forbidden?: true;
  readonly tla?: Place;
  readonly code?: Place & { readonly name: string };
}

/** One copy of a message. Steps are named by their index in `Scene.steps`. */
export interface Arrow {
  readonly label: string;
  readonly content: string;
  readonly source: NodeId;
  readonly dest: NodeId;
  readonly sent: number;
  /** Absent: still under way when the run ends. */
  readonly ended?: number;
  readonly fate: 'delivered' | 'dropped' | 'under way';
}

/** From one step to another; `to` is absent where it lasts to the end. */
export interface Stretch {
  readonly from: number;
  readonly to?: number;
}

export interface Scene {
  readonly nodes: readonly NodeId[];
  readonly steps: readonly SceneStep[];
  readonly arrows: readonly Arrow[];
  readonly down: readonly (Stretch & { readonly node: NodeId })[];
  readonly cut: readonly (Stretch & { readonly links: string })[];
  readonly calls: readonly (Stretch & {
    readonly node: NodeId;
    readonly call: string;
    readonly outcome: string;
  })[];
  /** The first step that only settles the world; absent: there is none. */
  readonly settles?: number;
}
