/** Runs before each file of tests: a process runs many, and what values one of them has named is not for the next. */
import { useVocabulary, Vocabulary } from '../harness/tla/values/intern.ts';

useVocabulary(new Vocabulary());
