/**
 * Messages and records as bytes: CBOR (RFC 8949) with the deterministic encoding of its section 4.2, so that equal data
 * has equal bytes. Plain data and nothing else: null, booleans, numbers, strings, arrays, objects, and Maps and Sets as
 * the registered tags 259 and 258. Bytes from outside are refused, with a reason, unless they are the encoding of
 * something; whether that is a message is its receiver's question.
 */
import { decode, encode } from 'cborg';
import { mapDecoder, mapEncoder, setDecoder, setEncoder } from 'cborg/taglib';

/** The bytes are not what `toBytes` makes of anything. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

export function toBytes(value: unknown): Uint8Array {
  return encode(value, { typeEncoders: { Map: mapEncoder, Set: setEncoder } });
}

/** How much may come in one piece: what encodes deeper than the stack is long cannot be ours. */
const bytesMax = 1 << 24;

/** Throws WireError. */
export function fromBytes(bytes: Uint8Array): unknown {
  if (bytes.length > bytesMax) throw new WireError(`${bytes.length} bytes, more than ${bytesMax}`);
  try {
    return decode(bytes, {
      strict: true,
      allowIndefinite: false,
      allowUndefined: false,
      rejectDuplicateMapKeys: true,
      tags: { 258: setDecoder, 259: mapDecoder },
    });
  } catch (error) {
    if (error instanceof Error) throw new WireError(error.message);
    throw error;
  }
}
