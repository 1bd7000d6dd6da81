/** Short ways of writing histories in tests. */
import type { Operation } from '../../harness/consistency/history.ts';

type Span = readonly [invoke: number, returned: number];

export function ok(process: string, span: Span, input: unknown, output: unknown): Operation {
  return { process, input, invoke: span[0], outcome: 'ok', return: span[1], output };
}

export function fail(process: string, span: Span, input: unknown): Operation {
  return { process, input, invoke: span[0], outcome: 'fail', return: span[1] };
}

export function info(process: string, invoke: number, input: unknown): Operation {
  return { process, input, invoke, outcome: 'info', return: Number.POSITIVE_INFINITY };
}

export const put = (key: string, value: number) => ({ type: 'put', key, value }) as const;
export const get = (key: string) => ({ type: 'get', key }) as const;
export const read = { type: 'read' } as const;
export const write = (value: number) => ({ type: 'write', value }) as const;
