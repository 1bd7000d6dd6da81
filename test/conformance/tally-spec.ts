/** The tally in TLA+, as text, so that a test can plant a bug in it; loaded by the engine from memory. */
import { grammarFiles } from '../../harness/files.ts';
import { loadSpec } from '../../harness/tla/engine.ts';
import { memoryResolver } from '../../harness/tla/resolver.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';

export const tallyText = String.raw`---- MODULE Tally ----
EXTENDS Naturals, FiniteSets
CONSTANTS Client, CallsMax, CrashesMax
VARIABLES total, last, open, requests, crashes

Init ==
  /\ total = 0
  /\ last = [c \in Client |-> 0]
  /\ open = [c \in Client |-> [id |-> 0, busy |-> FALSE]]
  /\ requests = {}
  /\ crashes = 0

Call(c) ==
  /\ ~open[c].busy
  /\ open[c].id < CallsMax
  /\ open' = [open EXCEPT ![c] = [id |-> @.id + 1, busy |-> TRUE]]
  /\ requests' = requests \cup {[source |-> c, id |-> open[c].id + 1]}
  /\ UNCHANGED <<total, last, crashes>>

Handle(m) ==
  /\ m \in requests
  /\ m.id > last[m.source]
  /\ total' = total + 1
  /\ last' = [last EXCEPT ![m.source] = m.id]
  /\ UNCHANGED <<open, requests, crashes>>

Finish(c) ==
  /\ open[c].busy
  /\ last[c] = open[c].id
  /\ open' = [open EXCEPT ![c].busy = FALSE]
  /\ UNCHANGED <<total, last, requests, crashes>>

Crash ==
  /\ crashes < CrashesMax
  /\ crashes' = crashes + 1
  /\ UNCHANGED <<total, last, open, requests>>

Next ==
  \/ \E c \in Client : Call(c)
  \/ \E m \in requests : Handle(m)
  \/ \E c \in Client : Finish(c)
  \/ Crash

RECURSIVE Sum(_)
Sum(S) == IF S = {} THEN 0 ELSE LET c == CHOOSE d \in S : TRUE IN last[c] + Sum(S \ {c})
TotalInv == total = Sum(Client)
SmallInv == total < 2
Few == total < 1
====
`;

await loadGrammar(grammarFiles);

export interface SpecOptions {
  /** Planted: this text of the spec... */
  readonly find?: string;
  /** ...is written like this instead. */
  readonly replace?: string;
  readonly invariant?: string;
  /** More lines of configuration. */
  readonly config?: string;
}

/** With the constants of the model's replay (three calls a client, two crashes), or of its refine (one and one). */
export function tallySpec(size: 'replay' | 'refine', options: SpecOptions = {}) {
  const { find, replace = '' } = options;
  if (find !== undefined && tallyText.split(find).length !== 2)
    throw new Error(`not once: ${find}`);
  const text = find === undefined ? tallyText : tallyText.replace(find, () => replace);
  return loadSpec({
    resolver: memoryResolver({ 'specs/tally/Tally.tla': text }),
    specPath: 'specs/tally/Tally.tla',
    config: { text: tallyConfig(size, options), file: 'specs/tally/MCTally.cfg' },
  });
}

export function tallyConfig(
  size: 'replay' | 'refine',
  { invariant = 'TotalInv', config = '' }: SpecOptions = {},
): string {
  const constants =
    size === 'replay' ? 'CallsMax = 3 CrashesMax = 2' : 'CallsMax = 1 CrashesMax = 1';
  const lines = [`CONSTANTS Client = {c1, c2} ${constants}`, 'INIT Init', 'NEXT Next'];
  return [...lines, `INVARIANT ${invariant}`, config].join('\n');
}
