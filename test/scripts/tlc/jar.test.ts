import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cachedJar, findJar, releaseHash, releaseUrl } from '../../../scripts/tlc/jar.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-jar-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const forged = new TextEncoder().encode('not a jar');
const forgedHash = createHash('sha256').update(forged).digest('hex');

function write(path: string, bytes: Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

test('--jar comes before TLA2TOOLS_JAR, and that before the cache', async () => {
  const named = write(join(folder, 'named.jar'), forged);
  const env = { TLA2TOOLS_JAR: write(join(folder, 'env.jar'), forged), XDG_CACHE_HOME: folder };
  expect((await findJar({ jar: named, env })).path).toBe(named);
  expect((await findJar({ env })).path).toBe(env.TLA2TOOLS_JAR);
});

test('a named jar of another hash is used with a warning that says so', async () => {
  const jar = write(join(folder, 'named.jar'), forged);
  const found = await findJar({ jar, env: {} });
  expect(found).toMatchObject({ path: jar, hash: forgedHash });
  expect(found.warning).toContain(forgedHash);
});

test('a named jar that is not there is an error, and nothing else is tried', async () => {
  const jar = join(folder, 'nowhere.jar');
  const env = { XDG_CACHE_HOME: folder };
  await expect(findJar({ jar, env })).rejects.toMatchObject({ exitCode: 66 });
  await expect(findJar({ env: { ...env, TLA2TOOLS_JAR: jar } })).rejects.toThrow('TLA2TOOLS_JAR');
});

test('a cached jar of another hash is refused', async () => {
  const env = { XDG_CACHE_HOME: folder };
  const path = write(cachedJar(env), forged);
  const download = () => Promise.reject(new Error('must not be called'));
  const refusal = findJar({ env, download });
  await expect(refusal).rejects.toMatchObject({ exitCode: 69 });
  await expect(refusal).rejects.toThrow(`${path} is not tla2tools`);
});

test('a download of another hash is refused and not kept', async () => {
  const env = { XDG_CACHE_HOME: folder };
  const urls: string[] = [];
  const download = async (url: string) => {
    urls.push(url);
    return forged;
  };
  await expect(findJar({ env, download })).rejects.toThrow(forgedHash);
  expect(urls).toEqual([releaseUrl]);
  expect(existsSync(cachedJar(env))).toBe(false);
});

test('without network the message says why, and what to do by hand', async () => {
  const env = { XDG_CACHE_HOME: folder };
  const cause = new Error('getaddrinfo ENOTFOUND github.com');
  const download = () => Promise.reject(new Error('fetch failed', { cause }));
  const refusal = findJar({ env, download });
  await expect(refusal).rejects.toMatchObject({ exitCode: 69 });
  await expect(refusal).rejects.toThrow('ENOTFOUND');
  await expect(refusal).rejects.toHaveProperty('hint', expect.stringContaining(cachedJar(env)));
});

const cached = cachedJar();
test.skipIf(!existsSync(cached))('the release is kept in the cache and found there', async () => {
  const env = { XDG_CACHE_HOME: folder };
  const bytes = readFileSync(cached);
  const found = await findJar({ env, download: async () => bytes });
  expect(found).toEqual({ path: cachedJar(env), hash: releaseHash });
  expect(await findJar({ env })).toEqual(found);
});

test('the cache folder is under XDG_CACHE_HOME, or .cache at home', () => {
  expect(cachedJar({ XDG_CACHE_HOME: '/x' })).toBe('/x/lockstep/tla2tools-1.7.4.jar');
  expect(cachedJar({})).toMatch(/\.cache\/lockstep\/tla2tools-1\.7\.4\.jar$/);
});
