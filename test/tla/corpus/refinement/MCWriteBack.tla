---- MODULE MCWriteBack ----
EXTENDS WriteBack
Says(c, what, old, new) == new = <<c, what>>
Hears(c, what, old, new) == new = <<what, c>>
Quiet == {<<>>}
====
