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
}

export function groundsOf(model: Model, specs: Grounds['specs']): Grounds {
  const memories = {
    refine: createMemory(specs.refine, model.mapping),
    replay: createMemory(specs.replay, model.mapping),
  };
  return {
    model,
    specs,
    memories,
    refine: bind(specs.refine, model.mapping, model.refine, memories.refine),
    replay: bind(specs.replay, model.mapping, strict(model.replay), memories.replay),
  };
}

/** The model with other code. */
export function withProtocols(
  model: Model,
  protocols: { readonly refine: Protocol; readonly replay: Protocol },
): Model {
  return {
    ...model,
    replay: { ...model.replay, protocol: protocols.replay },
    refine: { ...model.refine, protocol: protocols.refine },
  };
}
