---- MODULE Library ----
LOCAL INSTANCE Naturals
CONSTANT Some, Limit
Void == CHOOSE x : x \notin Some
Bump(a, b) == CHOOSE c : c = a
====
