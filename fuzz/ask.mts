import { readFileSync } from 'node:fs';
import { grammarFiles } from '../harness/files.ts';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { batch } from './batch.ts';
import { agree } from './compare.ts';
import { values } from './engine.ts';
import { findJar, Tlc } from './tlc.ts';

await loadGrammar(grammarFiles);
const tlc = new Tlc(findJar(undefined) as string, 60);
const texts = readFileSync(0, 'utf8').split('\n').filter(Boolean);
const files = batch(texts);
const theirs = await tlc.values(files);
const ours = values(files);
if (typeof theirs === 'string') console.log(theirs);
else if (typeof ours === 'string') console.log(ours);
else
  theirs.forEach((a, i) =>
    console.log(
      agree(a, ours[i]!) ? 'same' : 'DIFF',
      texts[i],
      '\n     TLC ',
      JSON.stringify(a)
        .replaceAll(/@!@!@[A-Z]* [0-9:]* @!@!@|\\n/g, ' ')
        .slice(0, 300),
      '\n     ours',
      JSON.stringify(ours[i]).slice(0, 300),
    ),
  );
tlc.stop();
process.exit(0);
