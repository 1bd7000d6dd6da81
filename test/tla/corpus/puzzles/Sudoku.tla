------------------------------- MODULE Sudoku -------------------------------
(* A 4x4 sudoku, solved by CHOOSE at once and by filling in cell by cell.     *)
EXTENDS Naturals, FiniteSets, Sequences, TLC
Size == 2   Dim == Size * Size
Cell == (1..Dim) \X (1..Dim)
Given == << <<1, 0, 0, 0>>,
            <<0, 0, 3, 0>>,
            <<0, 4, 0, 0>>,
            <<0, 0, 0, 2>> >>
Block(x) == << (x[1] - 1) \div Size, (x[2] - 1) \div Size >>
Peers[x \in Cell] == {y \in Cell \ {x} : y[1] = x[1] \/ y[2] = x[2] \/ Block(x) = Block(y)}
Fits(g, x, v) == \A y \in Peers[x] : g[y] # v
Rows == {p \in [1..Dim -> 1..Dim] : \A i, j \in 1..Dim : i # j => p[i] # p[j]}
VARIABLES grid
Init == grid = [x \in Cell |-> Given[x[1]][x[2]]]
Empty == {x \in Cell : grid[x] = 0}
Candidates(x) == {v \in 1..Dim : Fits(grid, x, v)}
Hardest == CHOOSE x \in Empty : \A y \in Empty : Cardinality(Candidates(x)) <= Cardinality(Candidates(y))
Fill == /\ Empty # {}
        /\ \E v \in Candidates(Hardest) : grid' = [grid EXCEPT ![Hardest] = v]
Next == Fill \/ (Empty = {} /\ UNCHANGED grid)
Consistent == \A x \in Cell : grid[x] # 0 => Fits(grid, x, grid[x])
Unsolved == Empty # {}
SolvedAlike == Empty = {} =>
   LET m == CHOOSE m \in [1..Dim -> Rows] :
              /\ \A <<r, c>> \in Cell : Given[r][c] # 0 => m[r][c] = Given[r][c]
              /\ \A r1, r2 \in 1..Dim : r1 < r2 => \A c \in 1..Dim : m[r1][c] # m[r2][c]
              /\ \A r1 \in {1, 3} : \A c \in {1, 3} : m[r1][c] # m[r1 + 1][c + 1] /\ m[r1][c+1] # m[r1+1][c]
   IN \E r \in 1..Dim : \A c \in 1..Dim : m[r][c] = grid[<<r, c>>]
=============================================================================
