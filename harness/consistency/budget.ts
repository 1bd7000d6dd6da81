/** How long a search may go on. The search asks; nobody interrupts it, so one slow step of an object cannot be cut. */

export interface BudgetOptions {
  /** Steps are applications of the object, or one operation looked at; default 20 million plus 100 per operation. */
  readonly stepsMax?: number;
  /** No limit on time by default: verdicts are then the same on every machine. */
  readonly millisMax?: number;
  /** Called now and then with the steps so far, and how many there may be. */
  readonly onSteps?: (done: number, stepsMax: number) => void;
  /** Milliseconds from any origin; default `performance.now`. */
  readonly clock?: () => number;
}

const stepsBetweenLooks = 64;
const stepsBetweenReports = 1 << 14;

export class Budget {
  steps = 0;
  readonly #stepsMax: number;
  readonly #deadline: number;
  readonly #millisMax: number;
  readonly #clock: () => number;
  readonly #onSteps: BudgetOptions['onSteps'];
  #reason: string | undefined;

  constructor(options: BudgetOptions, operations: number) {
    this.#stepsMax = options.stepsMax ?? 20_000_000 + 100 * operations;
    this.#clock = options.clock ?? (() => performance.now());
    this.#onSteps = options.onSteps;
    this.#millisMax = options.millisMax ?? Infinity;
    this.#deadline = this.#millisMax === Infinity ? Infinity : this.#clock() + this.#millisMax;
  }

  /** Why the search must end, once it must. */
  get exhausted(): string | undefined {
    return this.#reason;
  }

  /** Counts one step; false when there is none left. */
  spend(): boolean {
    if (this.#reason !== undefined) return false;
    if (this.steps >= this.#stepsMax) {
      this.#reason = `no order was found in ${this.#stepsMax} steps`;
      return false;
    }
    const look = this.#deadline !== Infinity && this.steps % stepsBetweenLooks === 0;
    this.steps++;
    if (this.steps % stepsBetweenReports === 0) this.#onSteps?.(this.steps, this.#stepsMax);
    if (look && this.#clock() >= this.#deadline) {
      this.#reason = `no order was found in ${this.#millisMax} ms`;
      return false;
    }
    return true;
  }
}
