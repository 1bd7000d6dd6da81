/**
 * Porcupine and this checker on the same files, in the same minute. Takes the folder of a checkout of Porcupine with its test
 * data and `go`; a test that measures is put into a copy of it. Both times are for checking alone, the median of the runs:
 * Porcupine takes the keys of a store in an order of chance, so that the best of many runs would be its luck.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { detectFormat, readHistory } from '../../harness/consistency/formats/read-history.ts';
import { interpreter } from '../../harness/consistency/formats/vocabulary.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { objectNamed } from '../objects.ts';
import { median } from './timed.ts';

export interface PorcupineRow {
  readonly file: string;
  readonly ours: number;
  readonly theirs: number;
  /** Where the verdicts differ. */
  readonly wrong: string | undefined;
}

const measuring = `package porcupine
import ("fmt"; "os"; "sort"; "strconv"; "strings"; "testing"; "time")
func TestMeasure(t *testing.T) {
  runs, _ := strconv.Atoi(os.Getenv("RUNS"))
  for _, file := range strings.Split(os.Getenv("FILES"), "\\n") {
    times, result := []float64{}, false
    for run := 0; run < runs; run++ {
      var events []Event
      model := etcdModel
      if strings.Contains(file, "/kv/") { events, model = parseKvLog(file), kvModel } else { events = parseJepsenLog(file) }
      begin := time.Now()
      result = CheckEvents(model, events)
      times = append(times, time.Since(begin).Seconds())
    }
    sort.Float64s(times)
    fmt.Printf("measured %s %v %.9f\\n", file, result, times[len(times)/2])
  }
}
`;

/** Rows by file; throws where \`go\` cannot run the checkout. */
export async function measurePorcupine(checkout: string, runs: number): Promise<PorcupineRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-porcupine-'));
  try {
    cpSync(checkout, folder, { recursive: true });
    writeFileSync(join(folder, 'measure_test.go'), measuring);
    const files = ['kv', 'jepsen'].flatMap((part) =>
      readdirSync(join(folder, 'test_data', part)).map((name) =>
        join(folder, 'test_data', part, name),
      ),
    );
    const theirs = runGo(folder, files, runs);
    const rows: PorcupineRow[] = [];
    for (const file of files) {
      const ours = await measureFile(file, runs);
      const { seconds, isOk } = theirs.get(file)!;
      const wrong = (ours.verdict === 'ok') === isOk ? undefined : `${ours.verdict} here`;
      rows.push({ file: basename(file), ours: ours.seconds, theirs: seconds, wrong });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runGo(folder: string, files: readonly string[], runs: number) {
  const env = { ...process.env, FILES: files.join('\n'), RUNS: String(runs) };
  const args = ['test', '-count=1', '-run', '^TestMeasure$', '-v', '.'];
  const { stdout, stderr, error } = spawnSync('go', args, { cwd: folder, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  const found = [...stdout.matchAll(/^measured (\S+) (true|false) (\S+)$/gm)].map(
    ([, file, isOk, seconds]) =>
      [file!, { isOk: isOk === 'true', seconds: Number(seconds) }] as const,
  );
  if (found.length !== files.length) throw new Error(`go test said: ${stderr || stdout}`);
  return new Map(found);
}

async function measureFile(file: string, runs: number) {
  const text = readFileSync(file, 'utf8');
  const { object, vocabulary } = await objectNamed(
    file.includes('/kv/') ? 'kv' : 'cas-register',
    undefined,
  );
  let verdict = '';
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const parsed = readHistory(text, detectFormat(text)!, interpreter(vocabulary!));
    if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.problems)}`);
    const begin = performance.now();
    verdict = checkLinearizable(parsed.value, object, { afterInfo: 'go on' }).verdict;
    times.push((performance.now() - begin) / 1000);
  }
  return { verdict, seconds: median(times) };
}
