---- MODULE MCShortPipe ----
EXTENDS ShortPipe
VARIABLE hidden
Behaviour == Whole(hidden)!Init /\ [][Step(hidden)]_<<inlet, outlet, hidden>>
Fits == Whole(hidden)!Types /\ Len(hidden) <= Length
Full == Len(hidden) < Length
P == INSTANCE Pipe WITH store <- hidden
IsPipe == P!Spec
IW == INSTANCE Wire WITH Value <- Item, wire <- inlet
OW == INSTANCE Wire WITH wire <- outlet, Value <- Item
Ends == IW!Spec /\ OW!Spec
====
