---- MODULE Cell ----
EXTENDS Library
LOCAL INSTANCE Naturals
VARIABLE q
Under == {n \in 0 .. 20 : n < Limit}
Fine == q = Void \/ q \in Under
====
