/** Is there a TLC to compare with? Tests that need one skip, visibly, when there is none; nothing is downloaded here. */
import { findJar } from '../../scripts/tlc/jar.ts';
import { findJava } from '../../scripts/tlc/java.ts';

export interface AvailableTlc {
  readonly java: string;
  readonly jar: string;
}

export async function availableTlc(): Promise<AvailableTlc | undefined> {
  try {
    const java = findJava();
    const jar = await findJar();
    return { java, jar: jar.path };
  } catch {
    return undefined;
  }
}
