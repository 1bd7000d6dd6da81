/** The address of the bundle of scripts/lockstep.ts, or undefined if there can be none. */
export function bundled(): Promise<string | undefined>;
/** Of all sources under this folder: it changes whenever one of them might have. */
export function fingerprint(home: string): string;
