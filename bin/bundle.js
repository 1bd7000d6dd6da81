/**
 * The command line as one bundle, made when a source is newer than the last one and kept in node_modules/.cache. Nothing is
 * installed and nothing is checked in: where it cannot be made or written, the sources are read as they are.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folders = ['scripts', 'harness', 'impl', 'models', 'bin'];

/** The address of the bundle of scripts/lockstep.ts, or undefined if there can be none. */
export async function bundled() {
  const cache = join(root, 'node_modules', '.cache', 'lockstep');
  const home = join(cache, fingerprint(root));
  const entry = join(home, 'scripts', 'lockstep.js');
  if (existsSync(entry)) return pathToFileURL(entry).href;
  const draft = join(cache, `draft-${process.pid}`);
  try {
    mkdirSync(cache, { recursive: true });
    const old = readdirSync(cache);
    rmSync(draft, { recursive: true, force: true });
    await bundle(draft);
    // Two processes may be here at once: the bundles are equal, and whoever is second finds the first one's.
    if (!existsSync(home)) renameSync(draft, home);
    for (const name of old)
      if (isOld(join(cache, name))) rmSync(join(cache, name), { recursive: true, force: true });
  } catch {
    // A checkout that cannot be written to, no esbuild for this platform, an error in a source: tsx will say which.
  }
  removeQuietly(draft);
  return existsSync(entry) ? pathToFileURL(entry).href : undefined;
}

function removeQuietly(path) {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Where nothing can be written there is nothing to take away.
  }
}

/** A bundle that a process which is running now may still be reading is not taken away. */
function isOld(path) {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 600_000;
}

/**
 * Of all sources: their names, sizes and times. The time of change counts beside that of writing, for the latter can be
 * set back: a copy that keeps times would otherwise be taken for the file that it replaces.
 */
export function fingerprint(home) {
  const hash = createHash('sha1').update(home).update(process.version);
  for (const folder of folders) {
    const path = join(home, folder);
    if (!existsSync(path)) continue;
    for (const name of readdirSync(path, { recursive: true }).sort()) {
      if (!/\.(ts|js)$/.test(name)) continue;
      const { size, mtimeMs, ctimeMs } = statSync(join(path, name));
      hash.update(`${folder}/${name} ${size} ${mtimeMs} ${ctimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

async function bundle(outdir) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/lockstep.ts'],
    outbase: root,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
    plugins: [ownAddress],
  });
}

/** A module that asks for its own address means the file that it was written in. */
const ownAddress = {
  name: 'own address',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const address = JSON.stringify(pathToFileURL(path).href);
      const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', address);
      return { loader: 'ts', contents };
    });
  },
};
