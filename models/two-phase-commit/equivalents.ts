/** Automatic mutants that are no bugs: what they change shows nowhere, and why. By the names that `mutants --automatic` gives. */

export const equivalents: Readonly<Record<string, string>> = {
  'client-program.ts timeout: return confirmOutcome(state); => return undefined;':
    'the coordinator says Commit until it is acknowledged, and every Commit is confirmed: the timer only comes first',
  'coordinator.ts requestVote: state.votes.has(rm) => false':
    'the step that counts the vote cancels the timer, so it never fires for one who has voted; the guard is that of the specification',
  'participant.ts inquire: !advisers.includes(node) => false':
    'the timers of inquiries are set for advisers alone; the guard is that of the specification',
};
