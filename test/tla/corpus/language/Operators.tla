------------------------------ MODULE Operators ------------------------------
(* Every operator symbol that a user may define, defined and used.
   (* Comments nest. *) *)
EXTENDS TLC
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences
a (+) b == <<"oplus", a, b>>
a \ominus b == <<"ominus", a, b>>
a (.) b == <<"odot", a, b>>
a \otimes b == <<"otimes", a, b>>
a (/) b == <<"oslash", a, b>>
a \bigcirc b == <<"bigcirc", a, b>>
a \star b == <<"star", a, b>>
a \bullet b == <<"bullet", a, b>>
a ?? b == <<"??", a, b>>
a !! b == <<"!!", a, b>>
a ## b == <<"##", a, b>>
a $ b == <<"$", a, b>>
a $$ b == <<"$$", a, b>>
a & b == <<"&", a, b>>
a && b == <<"&&", a, b>>
a | b == <<"|", a, b>>
a || b == <<"||", a, b>>
a %% b == <<"%%", a, b>>
a ** b == <<"**", a, b>>
a // b == <<"//", a, b>>
a ^^ b == <<"^^", a, b>>
a ++ b == <<"++", a, b>>
a -- b == <<"--", a, b>>
a <: b == <<"<:", a, b>>
a := b == <<":=", a, b>>
a ::= b == <<"::=", a, b>>
a =| b == <<"=|", a, b>>
a |- b == <<"|-", a, b>>
a |= b == <<"|=", a, b>>
a -| b == <<"-|", a, b>>
a \prec b == <<"prec", a, b>>
a \preceq b == <<"preceq", a, b>>
a \succ b == <<"succ", a, b>>
a \succeq b == <<"succeq", a, b>>
a \ll b == <<"ll", a, b>>
a \gg b == <<"gg", a, b>>
a \sqcap b == <<"sqcap", a, b>>
a \sqcup b == <<"sqcup", a, b>>
a \sqsubset b == <<"sqsubset", a, b>>
a \sqsubseteq b == <<"sqsubseteq", a, b>>
a \sqsupset b == <<"sqsupset", a, b>>
a \sqsupseteq b == <<"sqsupseteq", a, b>>
a \subset b == <<"subset", a, b>>
a \supset b == <<"supset", a, b>>
a \supseteq b == <<"supseteq", a, b>>
a \uplus b == <<"uplus", a, b>>
a \wr b == <<"wr", a, b>>
a \sim b == <<"sim", a, b>>
a \simeq b == <<"simeq", a, b>>
a \approx b == <<"approx", a, b>>
a \cong b == <<"cong", a, b>>
a \asymp b == <<"asymp", a, b>>
a \doteq b == <<"doteq", a, b>>
a \propto b == <<"propto", a, b>>
a ^+ == <<"plus", a>>
a ^* == <<"star", a>>
a ^# == <<"hash", a>>
Apply(Op(_, _), x, y) == Op(x, y)
Post(Op(_), x) == Op(x)
ASSUME PrintT(<< 1 (+) 2, 1 \ominus 2, 1 (.) 2, 1 \otimes 2, 1 (/) 2, 1 \bigcirc 2, 1 \star 2 >>)
ASSUME PrintT(<< 1 \oplus 2, 1 \odot 2, 1 \oslash 2 >>)
ASSUME PrintT(<< 1 \bullet 2 , 1 ?? 2 , 1 !! 2 , 1 ## 2 , 1 $ 2 , 1 $$ 2, 1 & 2, 1 && 2, 1 | 2, 1 || 2 >>)
ASSUME PrintT(<< 1 %% 2, 1 ** 2, 1 // 2, 1 ^^ 2, 1 ++ 2, 1 -- 2, 1 <: 2, 1 := 2, 1 ::= 2 >>)
ASSUME PrintT(<< 1 =| 2, 1 |- 2, 1 |= 2, 1 -| 2, 1 \prec 2, 1 \preceq 2, 1 \succ 2, 1 \succeq 2 >>)
ASSUME PrintT(<< 1 \ll 2, 1 \gg 2, 1 \sqcap 2, 1 \sqcup 2, 1 \sqsubset 2, 1 \sqsubseteq 2 >>)
ASSUME PrintT(<< 1 \sqsupset 2, 1 \sqsupseteq 2, 1 \subset 2, 1 \supset 2, 1 \supseteq 2 >>)
ASSUME PrintT(<< 1 \uplus 2, 1 \wr 2, 1 \sim 2, 1 \simeq 2, 1 \approx 2, 1 \cong 2, 1 \asymp 2, 1 \doteq 2, 1 \propto 2 >>)
ASSUME PrintT(<< 1^+, 2^*, <<3>>^#, 4^+^* >>)
ASSUME PrintT(<< Apply(+, 1, 2), Apply(++, 1, 2), Apply(LAMBDA x, y : x, 1, 2), Apply(\cup, {1}, {2}), Apply(\o, <<1>>, <<2>>) >>)
ASSUME PrintT(<< Post(^+, 1), Post(LAMBDA z : z ^#, 1), Apply(@@, <<1, 2>>, <<3>>), Apply(:>, 1, 2) >>)
ASSUME PrintT(<< (1 + 2 * 3 ^ 2) % 5, 2 ^ 3 - 1, (7 \div 2) * 2, 10 - 3 - 2, {1,2} \cup ({3} \cap {3})  >>)
ASSUME 1 =< 2 /\ 2 >= 1 /\ 1 <= 2 /\ 2 \geq 1 /\ 1 \leq 2 /\ 1 # 2 /\ 1 /= 2 /\ ~(1 = 2) /\ \lnot (1 = 2) /\ \neg FALSE
ASSUME ((TRUE \land FALSE) \lor TRUE) /\ (FALSE => TRUE) /\ (TRUE \equiv TRUE) /\ (FALSE <=> FALSE)
===============================================================================
