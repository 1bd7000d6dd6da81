/** The text of a Trace<Module>.tla, from its parts; what it means is told in emit.ts and in its own comments. */

export interface TraceModuleParts {
  readonly module: string;
  /** The module of the configuration, which it extends. */
  readonly root: string;
  /** The file of the trace. */
  readonly from: string;
  readonly constants: readonly string[];
  readonly variables: readonly string[];
  readonly invariants: readonly string[];
  /** What a line does not mention is as it was. */
  readonly isUnchanged: boolean;
  /** By position of the variable. */
  readonly isHidden: readonly boolean[];
  readonly init: string;
  readonly next: string;
  readonly definitions: readonly string[];
  readonly branches: readonly string[];
  /** Steps that may leave no line, and how many of them between two lines. */
  readonly hidden: readonly string[];
  readonly unloggedMax: number;
  /** When no path goes on any more. */
  readonly levels: number;
  readonly initial: string;
  readonly log: readonly string[];
}

export function traceModule(parts: TraceModuleParts): string {
  return [
    `---- MODULE ${parts.module} ----`,
    `\\* The trace ${parts.from.replace(/[^\x20-\x7e]/g, '?')}, written by \`lockstep validate --emit\`.`,
    '\\* TLC finds no error if and only if a behaviour explains all of it and keeps',
    '\\* the invariants. Breadth-first and with one worker, as TLC runs by itself.',
    `EXTENDS ${parts.root}, Integers, Sequences, TLC`,
    ...(parts.constants.length === 0 ? [] : [`CONSTANTS ${parts.constants.join(', ')}`]),
    '',
    'VARIABLES',
    '  traceLine,    \\* which line comes next; 0: this is the clock',
    '  traceStep,    \\* which of its actions comes next; of the clock: the time',
    '  traceHidden,  \\* how many steps left no line since the last one',
    '  traceStart,   \\* the state before the line, where it has several actions',
    '  traceBroken   \\* the first invariant that was false on the way',
    '',
    `TraceVars == <<${parts.variables.join(', ')}>>`,
    'TraceOwnVars == <<traceLine, traceStep, traceHidden, traceStart, traceBroken>>',
    '',
    `TraceInitial == ${parts.initial}`,
    'TraceLog == <<',
    parts.log.map((line) => `  ${line}`).join(',\n'),
    '>>',
    `TraceEnd == ${parts.levels}`,
    '',
    places,
    '',
    ...parts.definitions,
    '',
    ...formulas(parts),
    '====',
    '',
  ].join('\n');
}

/** Places in values: a path of arguments and field names. */
const places = String.raw`RECURSIVE TraceHas(_, _)
TraceHas(traceValue, tracePath) ==
  IF tracePath = <<>> THEN TRUE
  ELSE IF Head(tracePath) \in DOMAIN traceValue
       THEN TraceHas(traceValue[Head(tracePath)], Tail(tracePath))
       ELSE FALSE

RECURSIVE TraceAt(_, _)
TraceAt(traceValue, tracePath) ==
  IF tracePath = <<>> THEN traceValue
  ELSE TraceAt(traceValue[Head(tracePath)], Tail(tracePath))

RECURSIVE TracePut(_, _, _)
TracePut(traceValue, tracePath, traceNew) ==
  IF tracePath = <<>> THEN traceNew
  ELSE [traceValue EXCEPT ![Head(tracePath)] =
          TracePut(traceValue[Head(tracePath)], Tail(tracePath), traceNew)]

TraceWanted(traceWas, traceChange) ==
  IF traceChange.kind = "is" THEN traceChange.is
  ELSE (TraceAt(traceWas, traceChange.path) \cup traceChange.plus)
         \ traceChange.minus

\* The value is what the changes say of it.
TraceAgrees(traceValue, traceWas, traceChanges) ==
  \A traceIndex \in DOMAIN traceChanges :
    LET traceChange == traceChanges[traceIndex]
    IN  /\ TraceHas(traceValue, traceChange.path)
        /\ traceChange.kind = "set" => TraceHas(traceWas, traceChange.path)
        /\ TraceAt(traceValue, traceChange.path)
             = TraceWanted(traceWas, traceChange)

\* <<the value with all changes made>>, or <<>> where it has no such place.
RECURSIVE TraceChanged(_, _)
TraceChanged(traceWas, traceChanges) ==
  IF traceChanges = <<>> THEN <<traceWas>>
  ELSE IF ~TraceHas(traceWas, Head(traceChanges).path) THEN <<>>
  ELSE TraceChanged(
         TracePut(traceWas, Head(traceChanges).path,
                  TraceWanted(traceWas, Head(traceChanges))),
         Tail(traceChanges))

TraceOf(traceChanges, traceName) ==
  SelectSeq(traceChanges, LAMBDA traceChange : traceChange.var = traceName)`;

function formulas(parts: TraceModuleParts): readonly string[] {
  const { variables, invariants, branches, hidden, unloggedMax } = parts;
  const same = (variable: string, i: number) =>
    parts.isUnchanged
      ? [
          parts.isHidden[i] === true
            ? `  /\\ TraceChanged(traceWas[${i + 1}], TraceOf(traceAfter, "${variable}")) # <<>>`
            : `  /\\ <<${variable}'>> = TraceChanged(traceWas[${i + 1}], TraceOf(traceAfter, "${variable}"))`,
        ]
      : [];
  const judged = invariants.map((name) => `  ELSE IF ~${name} THEN "${name}"`);
  const hiddenSteps = hidden.map((step) => `     \\/ ${step}`);
  return [
    '\\* What the log says of the state before a line, and of the one after it.',
    'TraceFitsBefore(traceBefore) ==',
    '  /\\ TRUE',
    ...variables.map(
      (name) => `  /\\ TraceAgrees(${name}, ${name}, TraceOf(traceBefore, "${name}"))`,
    ),
    'TraceFitsAfter(traceAfter, traceWas) ==',
    '  /\\ TRUE',
    ...variables.flatMap((name, i) => [
      ...same(name, i),
      `  /\\ TraceAgrees(${name}', traceWas[${i + 1}], TraceOf(traceAfter, "${name}"))`,
    ]),
    '',
    'TraceIsOver == traceLine = Len(TraceLog) + 1',
    'TraceJudged ==',
    '  IF traceBroken # "" THEN traceBroken',
    ...judged,
    '  ELSE ""',
    '',
    'TraceAction(traceAction) ==',
    '  \\/ traceAction.name = "none" /\\ UNCHANGED TraceVars',
    '  \\/ traceAction.name = "any" /\\ UNCHANGED TraceVars',
    `  \\/ traceAction.name = "any" /\\ (${parts.next})`,
    ...branches.map((branch) => `  \\/ ${branch}`),
    '',
    'TraceInit ==',
    `  \\/ /\\ (${parts.init})`,
    '     /\\ TraceFitsBefore(TraceInitial)',
    '     /\\ traceLine = 1 /\\ traceStep = 1 /\\ traceHidden = 0',
    '     /\\ traceStart = <<>> /\\ traceBroken = ""',
    `  \\/ ${variables.map((name) => `/\\ ${name} = 0`).join('\n     ')}`,
    '     /\\ traceLine = 0 /\\ traceStep = 0 /\\ traceHidden = 0',
    '     /\\ traceStart = <<>> /\\ traceBroken = ""',
    '',
    '\\* One action of the line. Only where it is the last one the line is judged.',
    'TraceTakeStep ==',
    '  /\\ traceLine \\in 1 .. Len(TraceLog)',
    '  /\\ LET traceEvent == TraceLog[traceLine]',
    '         traceWas == IF traceStep = 1 THEN TraceVars ELSE traceStart',
    '     IN  /\\ traceStep = 1 => TraceFitsBefore(traceEvent.before)',
    '         /\\ TraceAction(traceEvent.actions[traceStep])',
    '         /\\ IF traceStep < Len(traceEvent.actions)',
    "            THEN /\\ traceStep' = traceStep + 1",
    "                 /\\ traceStart' = traceWas",
    "                 /\\ traceLine' = traceLine",
    '            ELSE /\\ TraceFitsAfter(traceEvent.after, traceWas)',
    "                 /\\ traceStep' = 1",
    "                 /\\ traceStart' = <<>>",
    "                 /\\ traceLine' = traceLine + 1",
    "  /\\ traceHidden' = 0",
    "  /\\ traceBroken' = IF traceStep = 1 THEN TraceJudged ELSE traceBroken",
    '',
    ...(hidden.length === 0
      ? []
      : [
          '\\* A step that left no line.',
          'TraceTakeHiddenStep ==',
          '  /\\ traceLine \\in 1 .. Len(TraceLog)',
          '  /\\ traceStep = 1',
          `  /\\ traceHidden < ${unloggedMax}`,
          '  /\\ \\/ FALSE',
          ...hiddenSteps,
          "  /\\ traceHidden' = traceHidden + 1",
          "  /\\ traceBroken' = TraceJudged",
          '  /\\ UNCHANGED <<traceLine, traceStep, traceStart>>',
          '',
        ]),
    'TraceTick ==',
    '  /\\ traceLine = 0 /\\ traceStep < TraceEnd',
    "  /\\ traceStep' = traceStep + 1",
    '  /\\ UNCHANGED <<traceLine, traceHidden, traceStart, traceBroken>>',
    '  /\\ UNCHANGED TraceVars',
    '',
    `TraceNext == TraceTakeStep \\/ TraceTick${hidden.length === 0 ? '' : ' \\/ TraceTakeHiddenStep'}`,
    '',
    'ASSUME TLCSet(1, FALSE)',
    'TraceNotedInv == TraceIsOver => TLCSet(1, TRUE)',
    '\\* Every line is explained: asked when no path goes on any more.',
    'TraceIsExplainedInv == traceLine = 0 /\\ traceStep = TraceEnd => TLCGet(1)',
    '\\* On no behaviour that explains every line an invariant is false.',
    'TraceKeepsInvariantsInv == TraceIsOver => TraceJudged = ""',
  ];
}
