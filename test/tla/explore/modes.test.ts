import { describe, expect, it } from 'vitest';
import { counts, run } from '../run.ts';

const frame = 'EXTENDS Naturals, Sequences, FiniteSets, TLC\n';
const behaviour = 'INIT Init\nNEXT Next\n';
const free = `${behaviour}CHECK_DEADLOCK FALSE\n`;

const walk = `${frame}VARIABLES x, y
Init == x = 0 /\\ y = 0
Inc == x < 3 /\\ x' = x + 1 /\\ y' = (y + 1) % 5
Two == x < 2 /\\ x' = x + 2 /\\ y' = y
Back == x > 0 /\\ x' = x - 1 /\\ y' = (y + 3) % 5
Next == Inc \\/ Two \\/ Back
V == x + (y \\div 2)
Inv == ~(x = 3 /\\ y = 3)
Inv3 == y # 4`;

const members = `${frame}CONSTANT P
VARIABLES x, y
Init == x = [p \\in P |-> 0] /\\ y = {}
Step(p) == x[p] < 2 /\\ x' = [x EXCEPT ![p] = @ + 1] /\\ y' = IF x[p] = 1 THEN y \\cup {p} ELSE y
Next == \\E p \\in P : Step(p)
Sym == Permutations(P)
Inv == Cardinality(y) < 2`;
const three = `CONSTANT P = {a, b, c}\n${free}`;

describe('VIEW and SYMMETRY merge states as TLC does', () => {
  it('VIEW gives the counts of TLC', () => {
    expect(counts(run(walk, `${behaviour}VIEW V`))).toBe('5 11 4');
    expect(run(walk, behaviour).distinct).toBeGreaterThan(5);
  });

  it('SYMMETRY gives the counts of TLC', () => {
    expect(counts(run(members, `${three}SYMMETRY Sym`))).toBe('10 21 7');
    expect(counts(run(members, three))).toBe('27 55 7');
  });

  it('a union of several permutation groups is one group', () => {
    const both = `${frame}CONSTANTS P, Q
VARIABLES x, y
Init == x = [p \\in P |-> 0] /\\ y = {}
Step(p, q) == x[p] < 2 /\\ q \\notin y /\\ x' = [x EXCEPT ![p] = @ + 1] /\\ y' = y \\cup {q}
Next == \\E p \\in P, q \\in Q : Step(p, q)
Sym == Permutations(P) \\cup Permutations(Q)`;
    const config = `CONSTANTS P = {a, b, c}\nQ = {d, e}\n${free}SYMMETRY Sym`;
    expect(counts(run(both, config))).toBe('4 10 3');
  });

  it('every step of a counterexample under SYMMETRY is a real step', () => {
    const { trace, exitCode, ...found } = run(members, `${three}SYMMETRY Sym\nINVARIANT Inv`);
    expect(`${counts({ trace, exitCode, ...found })} ${exitCode}`).toBe('7 13 5 12');
    expect(trace.slice(1).map(({ action }) => action)).toEqual(['Step', 'Step', 'Step', 'Step']);
  });

  it('what is no permutation is an error with a reason', () => {
    const { exitCode, violation } = run(`${members}\nBad == {P}`, `${three}SYMMETRY Bad`);
    expect([exitCode, violation?.message]).toEqual([
      75,
      expect.stringContaining('not a set of permutations'),
    ]);
  });

  it('liveness on merged states is refused, unless it is asked for', () => {
    const body = `${members}\nLive == <>(y = P)`;
    const config = `${three}SYMMETRY Sym\nPROPERTY Live`;
    const refused = run(body, config);
    expect([refused.verdict, refused.exitCode, refused.limit]).toEqual([
      'unknown',
      2,
      expect.stringContaining('merges states'),
    ]);
    const unsound = run(body, config, {}, { unsound: true });
    expect(unsound.remarks).toEqual([expect.stringContaining('unsound')]);
    expect(unsound.verdict).toBe('violation');
  });

  it('liveness under a constraint says that only a part was judged', () => {
    const body = `${frame}VARIABLE x\nInit == x = 0\nNext == x' = x + 1 \\/ x' = 0\nSpec(N) == Init /\\ [][Next]_x /\\ WF_x(N)\nUp == x' = x + 1\nC == x < 3\nLive == []<>(x = 1)\nFree == Init /\\ [][Next]_x\nRising == Spec(Up)`;
    const verdict = (spec: string): unknown => {
      const found = run(body, `SPECIFICATION ${spec}\nCONSTRAINT C\nPROPERTY Live`);
      expect(found.remarks?.[0]).toContain('constrained graph');
      return [found.verdict, found.exitCode, found.remarks?.length];
    };
    expect(verdict('Free')).toEqual(['violation', 13, 1]);
    expect(verdict('Rising')).toEqual(['ok', 0, 1]);
  });

  it('where the constraint leaves nothing fair, what holds is vacuous', () => {
    const body = `${frame}VARIABLE x\nInit == x = 0\nNext == x' = x + 1\nSpec == Init /\\ [][Next]_x /\\ WF_x(Next)\nC == x < 3\nLive == <>(x = 5)`;
    const found = run(body, 'SPECIFICATION Spec\nCONSTRAINT C\nPROPERTY Live');
    expect([found.verdict, found.exitCode]).toEqual(['vacuous', 3]);
    expect(found.remarks?.[1]).toContain('no behaviour is fair');
    expect(run(body, 'SPECIFICATION Spec\nCONSTRAINT C\nINVARIANT C').verdict).toBe('violation');
  });
});

describe('ALIAS and POSTCONDITION', () => {
  it('ALIAS is what a trace shows', () => {
    const body = `${frame}VARIABLE x\nInit == x = 0\nNext == x' = x + 2\nAl == [half |-> x \\div 2, next |-> x']\nInv == x < 3`;
    const { report, trace } = run(body, `${free}ALIAS Al\nINVARIANT Inv`);
    expect(trace).toHaveLength(3);
    expect(report).toContain('half: 0 -> 1');
    expect(report).not.toContain('x:');
  });

  it('POSTCONDITION sees the numbers of the search, and can fail', () => {
    const body = (n: number): string =>
      `${frame}VARIABLE x\nInit == x = 0\nNext == x' = (x + 1) % 3\nPost == TLCGet("distinct") = ${n} /\\ TLCGet("generated") = 4 /\\ TLCGet("diameter") = 3`;
    expect(run(body(3), `${free}POSTCONDITION Post`).verdict).toBe('ok');
    const { exitCode, violation } = run(body(4), `${free}POSTCONDITION Post`);
    expect([exitCode, violation?.kind, violation?.name]).toEqual([10, 'postcondition', 'Post']);
  });

  it('TLCGet("level") bounds a search as it does in TLC', () => {
    const body = `${frame}VARIABLE x\nInit == x = 0\nNext == x < 4 /\\ x' = x + 1\nC == TLCGet("level") < 3`;
    expect(counts(run(body, `${free}CONSTRAINT C`))).toBe('3 4 3');
  });
});

describe('modes', () => {
  it('--continue finds every violation, and more than one', () => {
    const { counterexamples, exitCode, report } = run(
      walk,
      `${free}INVARIANTS Inv Inv3`,
      {},
      { keepGoing: true },
    );
    expect(exitCode).toBe(12);
    expect(new Set(counterexamples?.map(({ violation }) => violation.name))).toEqual(
      new Set(['Inv', 'Inv3']),
    );
    expect(counterexamples?.[0]?.trace).toHaveLength(3);
    expect(report).toContain('Violation 2 of ');
    expect(run(walk, `${free}INVARIANTS Inv Inv3`).counterexamples).toBeUndefined();
  });

  it('depth-first finds the same states, or says that its bound cut it off', () => {
    const all = run(walk, free);
    const deep = run(walk, free, {}, { mode: 'depthFirst', depthMax: 1000 });
    expect([deep.verdict, deep.distinct]).toEqual(['ok', all.distinct]);
    const shallow = run(walk, free, {}, { mode: 'depthFirst', depthMax: 3 });
    expect([shallow.verdict, shallow.exitCode, shallow.limit]).toEqual([
      'unknown',
      2,
      'the depth limit of 3 was reached',
    ]);
    const broken = run(walk, `${free}INVARIANT Inv`, {}, { mode: 'depthFirst', depthMax: 1000 });
    expect([broken.exitCode, broken.violation?.name]).toEqual([12, 'Inv']);
  });

  it('simulation takes the same ways for the same seed and is never ok', () => {
    const simulated = (seed: number) =>
      run(walk, `${free}INVARIANT Inv`, {}, { mode: 'simulate', seed });
    expect(simulated(7).trace).toEqual(simulated(7).trace);
    expect([simulated(7).exitCode, simulated(7).violation?.name]).toEqual([12, 'Inv']);
    const { verdict, exitCode, simulation } = run(
      walk,
      free,
      {},
      { mode: 'simulate', simulation: { traces: 5, depth: 10 } },
    );
    expect([verdict, exitCode]).toEqual(['unknown', 2]);
    expect(simulation).toMatchObject({ traces: 5, states: 50, meanLength: 10 });
  });

  it.each([
    [{ statesMax: 3 }, 'the limit of 3 states was reached'],
    [{ depthMax: 2 }, 'the depth limit of 2 was reached'],
    [{ bytesMax: 1 }, 'the limit of 0 MB of memory was reached'],
    [{ secondsMax: -1 }, 'the limit of -1 seconds was reached'],
  ])('the limit %j ends in unknown', (limits, said) => {
    const { verdict, exitCode, limit } = run(walk, free, {}, limits);
    expect([verdict, exitCode, limit]).toEqual(['unknown', 2, said]);
  });

  // Asked once in a small search, and then for the graph, the product with an automaton, and the search for components.
  it.each([
    [1, 'with 0 steps from 0 states in the graph'],
    [2, 'with 0 steps from 0 nodes in the product with the automaton of a formula'],
    [3, /before a search of \d+ nodes and \d+ steps$/],
  ])('a limit of memory holds for liveness, when it is reached after %d looks', (looks, said) => {
    const body = `${frame}VARIABLE x\nInit == x = 0\nNext == x' = (x + 1) % 5\nSpec == Init /\\ [][Next]_x /\\ WF_x(Next)\nLive == x = 2 ~> x = 4`;
    const within = (bytes: number) => {
      let asked = 0;
      const used = () => (asked++ < looks ? 0 : bytes);
      return { bytesMax: 2 ** 20, memory: { used, isFull: () => undefined } };
    };
    const check = (bytes: number) =>
      run(body, 'SPECIFICATION Spec\nPROPERTY Live', {}, within(bytes));
    expect(check(0).verdict).toBe('ok');
    const { verdict, exitCode, limit, distinct, trace } = check(2 ** 21);
    expect([verdict, exitCode, distinct, trace]).toEqual(['unknown', 2, 5, []]);
    expect(limit).toMatch(/^the limit of 1 MB of memory was reached while temporal properties/);
    expect(limit).toMatch(said);
  });

  it('a process that has no more memory for values says so and ends', () => {
    const memory = { used: () => 0, isFull: () => 'the heap is full' };
    const { verdict, exitCode, limit } = run(walk, free, {}, { memory });
    expect([verdict, exitCode, limit]).toEqual(['unknown', 2, 'the heap is full']);
  });
});

describe('exit codes are those of TLC', () => {
  const steps = `${frame}VARIABLES x, y\nInit == x = 0 /\\ y = 0\n`;
  it.each([
    ['Assert in an action', 'Next == x\' = x + 1 /\\ y\' = y /\\ Assert(x < 2, "boom")', '', 14],
    [
      'Assert in an invariant',
      'Next == x\' = x + 1 /\\ y\' = y\nInv == Assert(x < 2, "boom")',
      'INVARIANT Inv',
      76,
    ],
    [
      'an invariant without a value',
      "Next == x' = x + 1 /\\ y' = y\nInv == x < 2 \\/ Head(<<>>) = 1",
      'INVARIANT Inv',
      76,
    ],
    [
      'an invariant without a value at first',
      "Next == x' = x + 1 /\\ y' = y\nInv == y",
      'INVARIANT Inv',
      75,
    ],
    [
      'an assumption without a value',
      "ASSUME Head(<<>>) = 1\nNext == x' = x + 1 /\\ y' = y",
      '',
      10,
    ],
    ['a successor that is not complete', "Next == x' = x + 1 /\\ x < 3", '', 75],
    ['a view without a value', "Next == x' = x + 1 /\\ y' = y\nV == Head(<<>>)", 'VIEW V', 75],
    ['a deadlock', "Next == x < 2 /\\ x' = x + 1 /\\ y' = y", '', 11],
  ])('%s', (_, body, config, code) => {
    expect(run(steps + body, behaviour + config).exitCode).toBe(code);
  });

  it('a deadlock shows the false guard of each action', () => {
    const body = `${steps}Inc == x < 2 /\\ x' = x + 1 /\\ y' = y\nJump(n) == y = n /\\ x' = n /\\ UNCHANGED y\nNext == Inc \\/ \\E n \\in 1..3 : Jump(n)`;
    const { violation, report } = run(body, behaviour);
    expect(
      violation?.disabled?.map(({ action, guard, tried }) => [action, guard?.text, tried]),
    ).toEqual([
      ['Inc', 'x < 2', 1],
      ['Jump', 'y = n', 3],
    ]);
    expect(report).toContain('Inc is not enabled');
  });

  it('of several witnesses a deadlock shows the one that came furthest', () => {
    const body = `${steps}Move(n) == n = 2 /\\ y = n /\\ x' = n /\\ UNCHANGED y\nNext == \\E n \\in 1..3 : Move(n)`;
    const [move] = run(body, behaviour).violation?.disabled ?? [];
    expect(move?.guard?.text).toBe('y = n');
    expect(move?.guard?.bindings).toContainEqual({ name: 'n', value: 2 });
  });
});

describe('coverage', () => {
  const body = `${walk}\nNever == x > 9 /\\ x' = 0 /\\ y' = 0\nMore == Next \\/ Never\nIdle == \\A i \\in 1..2 : (x > 5 /\\ i = 1) => y = 0\nTested == x = 3 => y < 9`;

  it('counts actions and guards, and calls vacuous what tested nothing', () => {
    const config = 'INIT Init\nNEXT More\nCHECK_DEADLOCK FALSE\nINVARIANTS Idle Tested';
    const { verdict, exitCode, coverage } = run(body, config, {}, { coverage: true });
    expect([verdict, exitCode]).toEqual(['vacuous', 3]);
    expect(coverage?.actions.find(({ name }) => name === 'Never')).toMatchObject({
      taken: 0,
      fresh: 0,
    });
    expect(
      coverage?.neverTested.map(({ invariant, antecedent }) => [invariant, antecedent]),
    ).toEqual([['Idle', 'x > 5 /\\ i = 1']]);
    const guard = coverage?.guards.find(({ text }) => text === 'x > 9');
    expect([guard?.asked, guard?.held]).toEqual([run(body, config).distinct, 0]);
  });

  it('says ok where everything was tested, and nothing at all when it is off', () => {
    const config = `${free}INVARIANT Tested`;
    expect(run(body, config, {}, { coverage: true }).verdict).toBe('ok');
    expect(run(body, config).coverage).toBeUndefined();
  });
});
