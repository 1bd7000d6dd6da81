---------------------------- MODULE SlidingTiles ----------------------------
EXTENDS Integers, FiniteSets
W == 3   H == 2
Pos == (0 .. W - 1) \X (0 .. H - 1)
Piece == { {<<0,0>>, <<1,0>>} , {<<2,0>>}, {<<0,1>>} , {<<1, 1>>}}
ASSUME \A p \in Piece : p \subseteq Pos
VARIABLE board   \* a set of pieces, each a set of places
Dirs == { <<1,0>>, <<-1,0>>, <<0,1>>, << 0 , -1 >> }
a ++ d == << a[1] + d[1], a[2] + d[2] >>
Move(p, d) == {q ++ d : q \in p}
Free == Pos \ UNION board
Init == board = Piece
Next == \E p \in board, d \in Dirs :
           LET s == Move(p, d) rest == board \ {p}
           IN /\ s \subseteq Pos
              /\ s \cap (UNION rest) = {}
              /\ board' = rest \cup {s}
Goal == {<<1,1>>, <<2,1>>} \notin board
Disjoint == \A p, q \in board : p = q \/ p \cap q = {}
Same == Cardinality(board) = Cardinality(Piece) /\ Cardinality(Free) = 1
=============================================================================
