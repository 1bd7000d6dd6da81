#!/usr/bin/env node
/**
 * The only JavaScript file here: it makes Node read TypeScript, then hands over to scripts/lockstep.ts. Node 20 cannot
 * strip types, so tsx does it in this process (a child process would cost 60 ms and forward signals badly).
 */
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api');
  register();
}
const { main } = await import('../scripts/lockstep.ts');
await main(process.argv);
