/** Made-up results of a made-up protocol, for what only draws them. */
import type {
  CheckResult,
  DriveResult,
  MutantsResult,
  ProtocolResult,
  RefineResult,
  ReplayResult,
} from '../../harness/conformance/result.ts';

export const passing: CheckResult = {
  config: 'MCLamp.cfg',
  module: 'MCLamp',
  verdict: 'ok',
  exitCode: 0,
  distinct: 1234,
  generated: 5678,
  depth: 9,
  seconds: 0.5,
  properties: ['TypeOK', 'LitInv'],
  expected: { verdict: 'ok', distinct: 1234, generated: 5678, depth: 9 },
  differences: [],
};

export const failing: CheckResult = {
  config: 'MCLampBroken.cfg',
  module: 'MCLamp',
  verdict: 'violation',
  exitCode: 12,
  distinct: 10,
  generated: 20,
  depth: 3,
  seconds: 0.1,
  properties: ['LitInv'],
  violated: 'LitInv',
  traceLength: 3,
  expected: { violation: 'LitInv', states: 3 },
  differences: [],
};

const replay: ReplayResult = {
  verdict: 'ok',
  seconds: 1,
  seed: 4711,
  histories: 2000,
  events: 61204,
  offers: {},
  eventsByType: { deliver: 60000, crash: 1204 },
  faults: { crash: { injected: 1204, bitten: 812 }, loss: { injected: 10, bitten: 1 } },
  operations: 8112,
  outcomes: { ok: 8000, fail: 100, info: 12 },
  actions: { Switch: 60000 },
  edges: 312,
  shortfalls: [],
};

const refine: RefineResult = {
  verdict: 'ok',
  seconds: 2,
  config: 'MCLamp.cfg',
  worlds: 9310,
  specStates: 673,
  steps: 41877,
  explained: 41877,
  edges: 2204,
  realised: 2200,
  excused: 4,
  missing: [],
};

const drive: DriveResult = {
  verdict: 'ok',
  seconds: 0.5,
  walks: {
    seed: 4711,
    walks: 12,
    asked: 480,
    taken: 470,
    edges: 300,
    operations: 40,
    actions: { Switch: { asked: 480, taken: 470 } },
    never: [],
  },
};

const mutants: MutantsResult = {
  verdict: 'ok',
  seconds: 3,
  killed: 1,
  total: 1,
  mutants: [
    {
      name: 'switches twice',
      source: 'a lamp of 1921',
      code: { killed: true, killedBy: 'step Switch', histories: 3, events: 4, seconds: 0.1 },
      spec: {
        config: 'MCLampTwice.cfg',
        killed: true,
        killedBy: 'LitInv',
        expected: 'LitInv',
      },
    },
  ],
};

export const lamp: ProtocolResult = {
  name: 'lamp',
  verdict: 'ok',
  check: [passing, failing],
  replay,
  refine,
  drive,
  mutants,
};
