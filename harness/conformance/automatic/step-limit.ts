/**
 * A mutant may never come back: a loop whose end was taken away. Every loop of the patched code counts, and gives up
 * beyond a limit; counted in steps and not in seconds, so that a slow machine has the same mutants timed out.
 */
import type { ts } from 'ts-morph';
import type { NodeId, Protocol } from '../../../impl/protocol.ts';
import type { Compiler } from '../patch.ts';

/** The name under which compiled code finds the counter. */
export const stepName = '__lockstepStep';

class StepLimit extends Error {
  override readonly name = 'StepLimit';
}

export interface StepMeter {
  /** Called by every round of every loop. */
  readonly step: () => void;
  readonly reset: () => void;
  /** Whether the limit was ever reached. */
  readonly exceeded: () => boolean;
}

/** Of one call of a program; an honest one needs some dozens. */
const stepsMax = 200_000;

export function createStepMeter(): StepMeter {
  let steps = 0;
  let exceeded = false;
  return {
    step() {
      steps += 1;
      if (steps <= stepsMax) return;
      exceeded = true;
      throw new StepLimit(`more than ${stepsMax} rounds of a loop: it does not come back`);
    },
    reset() {
      steps = 0;
    },
    exceeded: () => exceeded,
  };
}

/** The protocol whose programs have the meter set back before each call. */
export function metered(protocol: Protocol, meter: StepMeter): Protocol {
  const programs = new Map<NodeId, ReturnType<Protocol['program']>>();
  const wrap = (program: object): object =>
    new Proxy(program, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          meter.reset();
          return member.apply(target, args) as unknown;
        };
      },
    });
  return {
    name: protocol.name,
    nodes: protocol.nodes,
    clients: protocol.clients,
    program(node) {
      let program = programs.get(node);
      if (program === undefined) {
        program = wrap(protocol.program(node)) as ReturnType<Protocol['program']>;
        programs.set(node, program);
      }
      return program;
    },
  };
}

/** Puts a call of the counter at the beginning of every loop. */
export function countLoops(compiler: Compiler): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    const counted = (body: ts.Statement): ts.Statement => {
      const name = factory.createIdentifier(stepName);
      const call = factory.createExpressionStatement(
        factory.createCallExpression(name, undefined, []),
      );
      return factory.createBlock([call, body], true);
    };
    const visit = (node: ts.Node): ts.Node => {
      const done = compiler.visitEachChild(node, visit, context);
      if (compiler.isWhileStatement(done))
        return factory.updateWhileStatement(done, done.expression, counted(done.statement));
      if (compiler.isDoStatement(done))
        return factory.updateDoStatement(done, counted(done.statement), done.expression);
      if (compiler.isForStatement(done)) {
        const { initializer, condition, incrementor, statement } = done;
        const body = counted(statement);
        return factory.updateForStatement(done, initializer, condition, incrementor, body);
      }
      if (!compiler.isForOfStatement(done)) return done;
      const { awaitModifier, initializer, expression, statement } = done;
      const body = counted(statement);
      return factory.updateForOfStatement(done, awaitModifier, initializer, expression, body);
    };
    return (source) => compiler.visitEachChild(source, visit, context);
  };
}
