/**
 * What every mutant of a protocol is judged by: the honest model, its two specifications, and what has been learned of
 * them so far. Mapping, workload and object stay the honest ones; a mutant is a protocol that takes the code's place.
 */
import type { Protocol } from '../../../impl/protocol.ts';
import type { Spec } from '../../tla/spec.ts';
import type { Model } from '../model.ts';
import { strict } from '../replay.ts';
import { bind, createMemory, type Memory, type Session } from '../session.ts';

export interface Grounds {
  readonly model: Model;
  readonly specs: { readonly refine: Spec; readonly replay: Spec };
  readonly memories: { readonly refine: Memory; readonly replay: Memory };
  /** Sessions of the honest code. */
  readonly refine: Session;
  readonly replay: Session;
  /** From now on these programs run where the model's own did; none: the model's own again. */
  plug(protocols?: Protocols): void;
}

export interface Protocols {
  readonly refine: Protocol;
  readonly replay: Protocol;
}

export function groundsOf(model: Model, specs: Grounds['specs']): Grounds {
  const memories = {
    refine: createMemory(specs.refine, model.mapping),
    replay: createMemory(specs.replay, model.mapping),
  };
  // Mappings and workloads may know their protocol by identity, so a mutant takes the place of its programs alone.
  const own = [model.refine.protocol, model.replay.protocol].map((protocol) => protocol.program);
  const plug = (protocols?: Protocols): void => {
    for (const [index, scope] of (['refine', 'replay'] as const).entries()) {
      const program = own[index] as Protocol['program'];
      const other = protocols?.[scope];
      model[scope].protocol.program = other === undefined ? program : (node) => other.program(node);
    }
  };
  return {
    model,
    plug,
    specs,
    memories,
    refine: bind(specs.refine, model.mapping, model.refine, memories.refine),
    replay: bind(specs.replay, model.mapping, strict(model.replay), memories.replay),
  };
}

/** The model with another protocol, which has other nodes. */
export function withProtocols(model: Model, protocols: Protocols): Model {
  return {
    ...model,
    replay: { ...model.replay, protocol: protocols.replay },
    refine: { ...model.refine, protocol: protocols.refine },
  };
}
