/** What every stage for scenarios has: a world, the steps that were made in it, and the trace of them. */
import { type Applied, applyDetailed } from '../harness/simulation/apply.ts';
import type { Event } from '../harness/simulation/event.ts';
import { settle } from '../harness/simulation/settle.ts';
import { formatStory } from '../harness/simulation/story.ts';
import type { World } from '../harness/simulation/world.ts';

/** The rules of a mapping, by the type of the event. */
type Rules = Readonly<Record<string, unknown>>;

/** A run in which every event must be possible. */
export class PlainStage {
  readonly steps: Applied[] = [];
  world: World;
  readonly #rules: Rules;

  constructor(world: World, { actions }: { readonly actions: object }) {
    this.world = world;
    this.#rules = actions as Rules;
  }

  take(event: Event): Applied {
    const step = applyDetailed(this.world, event);
    if (step === undefined) throw new Error(`cannot happen here: ${JSON.stringify(event)}`);
    this.steps.push(step);
    this.world = step.after;
    return step;
  }

  settle(): this {
    const { steps, world } = settle(this.world);
    this.steps.push(...steps);
    this.world = world;
    return this;
  }

  /** `a null`, `b waits`, in the order of the calls. */
  outcomes(): readonly string[] {
    return this.world.history.map(({ process, outcome }) => {
      if (outcome === undefined) return `${process} waits`;
      return `${process} ${outcome.type === 'ok' ? JSON.stringify(outcome.output) : outcome.type}`;
    });
  }

  /** The actions of the specification that the mapping says this step is. */
  actionsOf(step: Applied): readonly string[] {
    const rule = this.#rules[step.event.type];
    if (typeof rule !== 'function' || step.ignored) return [];
    const mapped = rule(step) as string | readonly unknown[];
    if (typeof mapped === 'string') return [];
    if (typeof mapped[0] === 'string') return [mapped[0]];
    return (mapped as readonly (readonly [string])[]).map(([name]) => name);
  }

  /** One event a line, with its actions. */
  trace(): string {
    return `${formatStory(this.steps, { label: (step) => this.actionsOf(step).join(', ') })}\n`;
  }
}
