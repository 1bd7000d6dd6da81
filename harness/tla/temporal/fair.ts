/**
 * Is there a behaviour that the automaton accepts and that meets the acceptance conditions of a case? A component of the
 * product is searched for in which all of them can be met again and again. Where a pair <>[]P \/ []<>Q has no Q inside a
 * component, the component is searched again without the steps that are no P (Streett emptiness; Emerson and Lei,
 * Modalities for Model Checking, 1987).
 */
import type { Case } from './cases.ts';
import { ComponentFinder, type EdgeFilter } from './components.ts';
import type { Temporal } from './formula.ts';
import type { Product } from './product.ts';

/** A part of the product in which a behaviour can stay for ever; the nodes are sorted. */
export interface FairPart {
  readonly nodes: Int32Array;
  readonly isInside: (node: number) => boolean;
  readonly allows: EdgeFilter;
  /** What must be met on each round. */
  readonly goals: readonly EdgeFilter[];
}

export function findFairPart(product: Product, wanted: Case): FairPart | undefined {
  return new FairSearch(product, wanted).find();
}

/** What must be met in a component, and which pairs only by staying away from some steps. */
interface Judgement {
  readonly goals: readonly EdgeFilter[];
  readonly avoid: readonly Temporal[];
}

class FairSearch {
  private readonly product: Product;
  private readonly wanted: Case;
  private readonly finder: ComponentFinder;
  private readonly eventualities: readonly EdgeFilter[];
  private readonly recurrent: readonly EdgeFilter[];

  constructor(product: Product, wanted: Case) {
    this.product = product;
    this.wanted = wanted;
    this.finder = new ComponentFinder(product, product.size);
    this.eventualities = Array.from(
      { length: product.eventualities },
      (_, i): EdgeFilter =>
        (node) =>
          product.fulfils(i, node),
    );
    this.recurrent = wanted.recurrent.map((formula) => this.filter(formula));
  }

  find(): FairPart | undefined {
    const all = new Int32Array(this.product.size);
    for (let node = 0; node < all.length; node++) all[node] = node;
    const { persistent } = this.wanted;
    return this.search(all, 0, persistent.kind === 'true' ? [] : [persistent]);
  }

  private filter(formula: Temporal): EdgeFilter {
    const { product } = this;
    return (node, edge) =>
      product.graph.satisfies(formula, product.stateOf(node), product.stepOf(edge));
  }

  /** The part that is reached first, among those of the region from which no step breaks one of `kept`. */
  private search(
    nodes: Int32Array,
    within: number,
    kept: readonly Temporal[],
  ): FairPart | undefined {
    const { finder } = this;
    const filters = kept.map((formula) => this.filter(formula));
    const allows: EdgeFilter | undefined =
      filters.length === 0 ? undefined : (node, edge) => filters.every((each) => each(node, edge));
    const { order, bounds, first } = finder.find(nodes, within, allows);
    const judged = new Uint8Array(bounds.length);
    for (const node of nodes) {
      const component = (finder.region[node] as number) - first;
      // Parts of components that were searched again have higher regions.
      if (component < 0 || component >= bounds.length - 1 || judged[component] === 1) continue;
      judged[component] = 1;
      const inside = order.subarray(bounds[component], bounds[component + 1]);
      const region = first + component;
      const judgement = this.judge(inside, region, allows);
      if (judgement === undefined) continue;
      const { goals, avoid } = judgement;
      const found =
        avoid.length === 0
          ? this.part(inside, region, allows, goals)
          : this.search(inside, region, [...kept, ...avoid]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private part(
    nodes: Int32Array,
    region: number,
    allows: EdgeFilter | undefined,
    goals: readonly EdgeFilter[],
  ): FairPart {
    const isInside = (node: number): boolean => this.finder.region[node] === region;
    return { nodes, isInside, allows: allows ?? (() => true), goals };
  }

  /** Undefined if something that must be met again and again is nowhere in the component. */
  private judge(
    nodes: Int32Array,
    region: number,
    allows: EdgeFilter | undefined,
  ): Judgement | undefined {
    const meets = (goal: EdgeFilter): boolean => this.someEdge(nodes, region, allows, goal);
    const goals = [...this.eventualities, ...this.recurrent];
    if (!goals.every(meets)) return undefined;
    const avoid: Temporal[] = [];
    for (const { persistent, recurrent } of this.wanted.pairs) {
      const keeps = this.filter(persistent);
      if (!meets((node, edge) => !keeps(node, edge))) continue;
      const goal = this.filter(recurrent);
      if (meets(goal)) goals.push(goal);
      else avoid.push(persistent);
    }
    return { goals, avoid };
  }

  private someEdge(
    nodes: Int32Array,
    region: number,
    allows: EdgeFilter | undefined,
    goal: EdgeFilter,
  ): boolean {
    const { starts, targets } = this.product;
    for (const node of nodes) {
      const end = starts[node + 1] as number;
      for (let edge = starts[node] as number; edge < end; edge++) {
        if (this.finder.region[targets[edge] as number] !== region) continue;
        if (allows !== undefined && !allows(node, edge)) continue;
        if (goal(node, edge)) return true;
      }
    }
    return false;
  }
}
