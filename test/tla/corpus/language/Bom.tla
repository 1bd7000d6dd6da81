---- MODULE Bom ----
EXTENDS Naturals
VARIABLE	x
Init ==	/\ x = 0
Next ==	/\ x < 3
	/\ \/ x' = x + 1
	   \/ x' = x + 2
====
