/** The two sizes of world in which replicas are looked at: a store of all six types, and one sequence. */

import type { World } from '../../harness/simulation/world.ts';
import { crdts } from '../../impl/crdts/crdts.ts';
import type { Schema } from '../../impl/crdts/store.ts';

export interface Setting {
  readonly schema: Schema;
  readonly restoresMax: number;
}

/** As `Six` in specs/crdts/MCCrdtCoreCode.tla. */
const replayedSetting = {
  schema: {
    clicks: 'GCounter',
    stock: 'PnCounter',
    title: 'LwwRegister',
    shape: 'MvRegister',
    labels: 'OrSet',
    text: 'Rga',
  },
  restoresMax: 2,
} as const satisfies Setting;

/** As `One`. */
const refinedSetting = {
  schema: { text: 'Rga' },
  restoresMax: 1,
} as const satisfies Setting;

export const replayed = crdts(replayedSetting.schema, ['a', 'b', 'c']);
export const refined = crdts(refinedSetting.schema, ['a', 'b']);

export function settingOf({ protocol }: World): Setting {
  return protocol.nodes.length === 2 ? refinedSetting : replayedSetting;
}

/** In one life of a replica, and in all that anybody has seen; as in MCCrdtCoreCodeRefine.cfg. */
export const refinedBounds = { updatesMax: 1, opsMax: 2 } as const;
