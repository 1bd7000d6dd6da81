-------------------------------- MODULE Bank --------------------------------
(***************************************************************************)
(* Accounts with transfers between them, and one read of all balances.      *)
(* Money is neither made nor lost, nor owed.                                *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
    Account,  \* whose money it is
    Opening,  \* what each of them has at first
    Amount,   \* what is transferred when the module is checked
    Nil       \* no value: a model value

VARIABLES
    balance,  \* balance[account]: the money in it
    output    \* what the last operation answered

vars == <<balance, output>>

TypeOK ==
    /\ balance \in [Account -> Nat]

Init ==
    /\ balance = [account \in Account |-> Opening]
    /\ output = Nil

Transfer(from, to, amount) ==
    /\ output' = (balance[from] >= amount)
    /\ balance' =
        IF balance[from] >= amount
        THEN [[balance EXCEPT ![from] = @ - amount]
                EXCEPT ![to] = @ + amount]
        ELSE balance

Balances ==
    /\ output' = balance
    /\ UNCHANGED balance

Next ==
    \/ Balances
    \/ \E from, to \in Account, amount \in Amount : Transfer(from, to, amount)

Spec == Init /\ [][Next]_vars
=============================================================================
