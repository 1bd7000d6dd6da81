/**
 * The command line as one bundle, made when a source is newer than the last one and kept in node_modules/.cache. Nothing is
 * installed and nothing is checked in: where it cannot be made or written, the sources are read as they are.
 */
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
 * set back: a copy that keeps times would otherwise be taken for the file that it replaces. A hash of our own, since
 * loading node:crypto takes longer than computing it.
 */
export function fingerprint(home) {
  const hash = new Hash();
  hash.add(home);
  hash.add(process.version);
  for (const folder of folders) addFolder(hash, join(home, folder));
  return hash.toString();
}

function addFolder(hash, folder) {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const { name } = entry;
    const path = `${folder}/${name}`;
    if (entry.isDirectory()) addFolder(hash, path);
    else if (/\.(ts|js)$/.test(name)) {
      const { size, mtimeMs, ctimeMs } = statSync(path);
      hash.add(`${path} ${size} ${mtimeMs} ${ctimeMs}\n`);
    }
  }
}

/** 64 bits in two halves. */
class Hash {
  a = 0x9e3779b9;
  b = 0x85ebca6b;
  add(text) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      this.a = Math.imul(this.a ^ code, 0x01000193);
      this.b = Math.imul(this.b ^ code, 0x5bd1e995) ^ (this.b >>> 13);
    }
  }
  toString() {
    return [this.a, this.b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
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
