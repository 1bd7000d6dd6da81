/** The famous failures, each with its whole trace in a file; `npx vitest run -u` rewrites. */
import { describe, expect, test } from 'vitest';
import { replayEvents } from '../../harness/conformance/replay.ts';
import { root } from '../../impl/crdts/rga.ts';
import { strongEventualConsistency } from '../../models/crdts/condition.ts';
import { model } from '../../models/crdts/model.ts';
import { loadSpecFile } from '../../scripts/engine.ts';
import { rootModule, specFolder } from '../../scripts/repository.ts';
import {
  begin,
  collect,
  crash,
  hear,
  read,
  restart,
  rollBack,
  Stage,
  sync,
  tell,
  update,
} from './stage.ts';

const config = `${specFolder('crdts')}/${model.replay.config}`;
const spec = await loadSpecFile(rootModule(config), config);
const ready = () => new Stage().play(begin('a'), begin('b'), begin('c'));

/** Its trace is the file's, the specification allows each step, and what was told is what was visible. */
async function expectHonest(stage: Stage, file: string): Promise<void> {
  expect(replayEvents(model, spec, stage.events, { tellsStory: false })).toBe(undefined);
  expect(strongEventualConsistency.judge(stage.run)).toEqual({ verdict: 'ok' });
  await expect(stage.trace()).toMatchFileSnapshot(`scenarios/${file}.txt`);
}

const add = (elem: string) => ({ type: 'add', elem });
const remove = (elem: string) => ({ type: 'remove', elem });
const insert = (after: string, elem: string) => ({ type: 'insert', after, elem });
const write = (value: string) => ({ type: 'write', value });

describe('a disk that is an old backup', () => {
  test('does not bring back what was removed, and what was inserted behind it keeps its place', async () => {
    const stage = ready().play(update('a', 'labels', add('A')));
    stage.play(update('a', 'text', insert(root, 'A')));
    const deleted = stage.lastDot;
    stage.play(...tell('a', 'b'), ...tell('a', 'c'));
    stage.play(update('b', 'labels', remove('A')));
    stage.play(update('b', 'text', { type: 'delete', target: deleted }));
    // Everybody sees it, and everybody hears that everybody has: then the tombstone goes.
    stage.play(...tell('b', 'a'), ...tell('b', 'c'), ...tell('a', 'b'), ...tell('c', 'b'));
    stage.play(...tell('c', 'a'), collect('a'), collect('b'));
    expect(stage.replica('b').store.objects.get('text')).toEqual(new Map());
    // The disk of a is what it was before b removed anything; a does not know, and goes on typing.
    stage.play(crash('a'), rollBack('a', 2), restart('a'), read('a', 'labels'));
    expect(stage.value('a', 'labels')).toEqual(['A']);
    stage.play(begin('a'), update('a', 'text', insert(deleted, 'B')));
    expect(stage.lastDot).toBe('a#2.1');
    // To b nothing can be put behind what it has discarded: this delta does not join.
    stage.play(...tell('a', 'b'));
    expect(stage.value('b', 'text')).toEqual([]);
    stage.play(...tell('b', 'a'), ...tell('a', 'b'), ...tell('b', 'c'));
    for (const node of ['a', 'b', 'c']) {
      expect(stage.value(node, 'labels')).toEqual([]);
      expect(stage.value(node, 'text')).toEqual(['B']);
    }
    stage.play(read('a', 'labels'), read('a', 'text'), read('b', 'text'));
    await expectHonest(stage, 'old-backup');
  });

  test('loses no increments: what is counted then is counted in a life of its own', async () => {
    const count = (amount: number) => update('a', 'clicks', { type: 'increment', amount });
    const stage = ready().play(count(1), count(2), ...tell('a', 'b'));
    stage.play(crash('a'), rollBack('a', 1), restart('a'), begin('a'), count(3));
    expect(stage.value('a', 'clicks')).toBe(4);
    stage.play(...tell('a', 'b'), ...tell('b', 'a'), ...tell('a', 'b'));
    expect(stage.value('b', 'clicks')).toBe(6);
    stage.play(read('a', 'clicks'), read('b', 'clicks'));
    await expectHonest(stage, 'counting-in-a-new-life');
  });
});

describe('an addition and a removal that know nothing of each other', () => {
  test('leave the element in the set, at everybody', async () => {
    const stage = ready().play(update('a', 'labels', add('A')), ...tell('a', 'b'));
    stage.play(update('a', 'labels', remove('A')), update('b', 'labels', add('A')));
    stage.play(sync('a', 'b'), sync('b', 'a'), hear('a', 'b'), hear('b', 'a'));
    stage.play(read('a', 'labels'), read('b', 'labels'));
    expect(stage.value('a', 'labels')).toEqual(['A']);
    expect(stage.value('b', 'labels')).toEqual(['A']);
    await expectHonest(stage, 'add-wins');
  });
});

describe('clocks that are wrong', () => {
  test('decide between writes that know nothing of each other, alike everywhere, and never against what was read', async () => {
    const stage = ready().play(
      update('a', 'title', write('A'), 2),
      update('b', 'title', write('B'), 2),
    );
    stage.play(sync('a', 'b'), sync('b', 'a'), hear('a', 'b'), hear('b', 'a'));
    expect([stage.value('a', 'title'), stage.value('b', 'title')]).toEqual(['B', 'B']);
    // The clock of a is behind; it has read B, so its write comes after B all the same.
    stage.play(read('a', 'title'), update('a', 'title', write('A'), 0), ...tell('a', 'b'));
    expect([stage.value('a', 'title'), stage.value('b', 'title')]).toEqual(['A', 'A']);
    stage.play(read('b', 'title'));
    await expectHonest(stage, 'wrong-clocks');
  });
});

describe('two runs that are typed backwards at the same time', () => {
  test('are interleaved, and alike everywhere: the known flaw of RGA', async () => {
    const stage = ready();
    for (const [node, letters] of [
      ['a', 'BA'],
      ['b', 'BA'],
    ] as const) {
      for (const elem of letters) stage.play(update(node, 'text', insert(root, elem)));
    }
    stage.play(sync('a', 'b'), sync('b', 'a'), hear('a', 'b'), hear('b', 'a'));
    stage.play(read('a', 'text'), read('b', 'text'));
    expect(stage.value('a', 'text')).toEqual(['A', 'A', 'B', 'B']);
    expect(stage.value('b', 'text')).toEqual(['A', 'A', 'B', 'B']);
    await expectHonest(stage, 'interleaving');
  });
});
