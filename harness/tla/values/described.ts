/** Sets that are described and functions that are given by a rule: how they become lists when somebody looks. */
import { intern } from './intern.ts';
import { makeFunction, sortedSet } from './make.ts';
import { LazyFunction, LazySet, SetValue, type Value } from './value.ts';

/** A lazy set that becomes a list of its elements when somebody looks. */
export abstract class DescribedSet extends LazySet {
  private forced: SetValue | undefined = undefined;
  force(): SetValue {
    if (this.forced === undefined) {
      this.refuseLarge(this.size());
      this.forced = sortedSet(Array.from(this.elements(), intern));
    }
    return this.forced;
  }
}

/** A lazy function that keeps the images it was asked for. */
export class Rule extends LazyFunction {
  private readonly rule: (argument: Value) => Value;
  private readonly memory = new Map<Value, Value>();
  private forced: Value | undefined = undefined;
  constructor(domain: SetValue | LazySet, rule: (argument: Value) => Value) {
    super(domain);
    this.rule = rule;
  }
  except(argument: Value, image: Value): LazyFunction {
    return new Rule(this.domain, (x) => (x === argument ? image : this.at(x)));
  }
  /** The image of an interned argument that is known to be in the domain. */
  at(argument: Value): Value {
    const known = this.memory.get(argument);
    if (known !== undefined) return known;
    const image = intern(this.rule(argument));
    this.memory.set(argument, image);
    return image;
  }
  force(): Value {
    if (this.forced === undefined) {
      const domain = this.domain instanceof SetValue ? this.domain : this.domain.force();
      this.forced = makeFunction(
        domain,
        domain.items.map((item) => this.at(item)),
      );
    }
    return this.forced;
  }
}
