------------------------------- MODULE Port -------------------------------
(* What every memory shows: calls and returns at a port, of any shape.        *)
VARIABLE port
CONSTANTS Call(_, _, _, _), Return(_, _, _, _), Idle, Client, Place, Word
Request == [kind : {"get"}, at : Place] \union [kind : {"put"}, at : Place, word : Word]
Nothing == CHOOSE n : n \notin Word
=============================================================================
